"""The one journey for which the software exists, clicked through in both languages."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from django.core.management import call_command

from augenhoehe.events.models import Preparation
from augenhoehe.messaging.models import Mail
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


def work() -> None:
    """What the worker does in the background: one round of tasks."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.once)])
def test_from_applications_to_the_meeting_in_both_calendars(
    visit: Callable[..., Visitor], language: str, tmp_path: Path
) -> None:
    cohort = Cohort.objects.get(name_en="Cohort 3")
    desk = f"/office/cohorts/{cohort.pk}/matching/"

    # The office starts a run, looks at what came out, and submits it.
    office = visit(language=language)
    page = office.enter("office")
    office.check()
    office.open(desk)
    office.check()
    page.locator('form[action$="/start/"] button').click()
    page.wait_for_url("**/runs/1/")
    office.check()
    work()
    page.wait_for_url("**/matching/proposals/**")
    office.check()
    office.open(f"{desk}left-over/")
    office.check()
    office.open(f"{desk}runs/1/check/")
    office.check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator('form[action$="/submit/"] button').click()
    page.wait_for_load_state()
    assert cohort.runs.get().state == "submitted"

    # The submitter cannot approve; the second person does.
    page = office.enter("office2")
    office.check()
    office.open(f"{desk}runs/1/publish/")
    office.check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator("main form button.kern-btn--primary").click()
    page.wait_for_load_state()
    run = cohort.runs.get()
    assert run.state == "published"
    assert Tandem.objects.filter(cohort=cohort).count() == run.proposals.count() > 80

    # Both sides accept from their mails, without an account; the demo's mentee has not prepared this time.
    Preparation.objects.filter(application__person__email="mentee@auenbrueck.example").delete()
    for persona in ("mentor", "mentee"):
        guest = visit(language=language, phone=True)
        guest.open(f"/mailbox/?recipient={persona}@auenbrueck.example")
        guest.check()
        guest.page.locator('table a[href^="/mailbox/"]').first.click()
        guest.page.wait_for_load_state()
        guest.check()
        guest.page.locator('main a[href*="/links/"]').first.click()
        guest.page.wait_for_load_state()
        guest.check()
        guest.page.locator('button[name="answer"][value="yes"]').click()
        guest.page.wait_for_load_state()
        guest.check()
    tandem = Tandem.objects.get(cohort=cohort, mentor__person__email="mentor@auenbrueck.example")
    assert tandem.state == "accepted"
    assert tandem.mentee.person.email == "mentee@auenbrueck.example"

    # The mentee prepares from the mail that tells of it, without an account.
    guest.open("/mailbox/?recipient=mentee@auenbrueck.example")
    guest.page.locator('table a[href^="/mailbox/"]').first.click()
    guest.page.locator('main a[href*="/links/preparation/"]').first.click()
    guest.page.wait_for_load_state()
    guest.check()
    for box in guest.page.get_by_role("checkbox").all():
        box.check()
    guest.page.locator("main form button.kern-btn--primary").click()
    guest.page.wait_for_load_state()
    guest.check()
    assert tandem.mentee.preparation.statements

    # The mentor fixes the first meeting; the invitation reaches both calendars.
    mentor = visit(language=language, phone=True)
    page = mentor.enter("mentor")
    mentor.check()
    mentor.open(f"/tandems/{tandem.pk}/")
    mentor.check()
    mentor.open(f"/tandems/{tandem.pk}/meeting/")
    mentor.check()
    day = cohort.phases.get(kind="running").opens_on + dt.timedelta(days=7)
    page.locator('input[name="day"]').fill(day.isoformat())
    page.locator('input[name="time"]').fill("10:00")
    page.locator('input[name="place"]').fill("Rathaus, Zimmer 12")
    page.locator("main form button.kern-btn--primary").click()
    page.wait_for_url(f"**/tandems/{tandem.pk}/")
    mentor.check()
    invited = Mail.objects.exclude(calendar="").filter(key__startswith="tandems.")
    assert sorted(invited.values_list("recipient", "calendar_method")) == [
        ("mentee@auenbrueck.example", "REQUEST"),
        ("mentor@auenbrueck.example", "REQUEST"),
    ]
    mentor.open(f"/mailbox/{invited.get(recipient='mentee@auenbrueck.example').pk}/")
    with page.expect_download() as download:
        page.locator('a[href$="invitation.ics"]').click()
    event = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")[0]
    assert event.decoded("dtstart").isoformat()[:16] == f"{day.isoformat()}T10:00"
    assert event["location"] == "Rathaus, Zimmer 12"
    assert {str(who) for who in event["attendee"]} == {
        "mailto:mentor@auenbrueck.example",
        "mailto:mentee@auenbrueck.example",
    }
