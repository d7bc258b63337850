"""From the plan of an event to who was there: the office at its desk, a mentor with a phone, a mail and no account."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.events.models import Event
from augenhoehe.programmes.models import Cohort

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.once)])
def test_an_event_from_the_plan_to_the_list(visit: Callable[..., Visitor], language: str) -> None:
    mentor = Application.objects.get(person__email="mentor@auenbrueck.example")
    cohort: Cohort = mentor.cohort
    root = f"/office/cohorts/{cohort.pk}/events/"

    # The office plans an evening for the mentors with one place, and asks everybody.
    office = visit(language=language)
    page = office.enter("office")
    office.open(f"{root}new/?kind=supervision")
    day = timezone.localdate() + dt.timedelta(days=30)
    for name, value in (("title_de", "Stammtisch"), ("day", day.isoformat()), ("time", "17:00"), ("places", "1")):
        page.locator(f'[name="{name}"]').fill(value)
    page.locator("main form button.kern-btn--primary").first.click()
    page.wait_for_url(f"**{root}*/")
    event = Event.objects.get(title_de="Stammtisch")
    page.locator('form[action$="/invite/"] button').click()
    page.wait_for_load_state()
    office.check()

    # The mentor says yes from the mail, and sees it on the home page.
    guest = visit(language=language, phone=True)
    guest.open("/mailbox/?recipient=mentor@auenbrueck.example")
    guest.page.locator('table a[href^="/mailbox/"]').first.click()
    guest.page.locator('main a[href*="/links/events/"]').first.click()
    guest.page.wait_for_load_state()
    guest.check()
    guest.page.locator('main form:has(input[value="yes"]) button').click()
    guest.page.wait_for_load_state()
    guest.check()
    assert event.sign_ups.get().application == mentor

    # A second one has to wait, until the mentor gives the place away on the home page, with one tap.
    other = (
        Application.objects.filter(cohort=cohort, side="mentor", state="admitted").exclude(pk=mentor.pk).earliest("pk")
    )
    office.open(f"{root}{event.pk}/?q={other.person.last_name}")
    page.locator(f'form[action$="/people/{other.pk}/"] button').click()
    page.wait_for_load_state()
    assert event.sign_ups.get(application=other).reply == "waiting"
    page = guest.enter("mentor")
    guest.check()
    page.locator(f'form[action="/events/{event.pk}/answer/"]:has(input[value="no"]) button').click()
    page.wait_for_load_state()
    guest.check()
    assert event.sign_ups.get(application=other).reply == "coming"

    # It is over; the office records who was there.
    Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() - dt.timedelta(days=1), state="over")
    page = office.page
    office.open(f"{root}{event.pk}/attendance/")
    office.check()
    page.locator('button[name="all"]').click()
    page.wait_for_load_state()
    office.check()
    assert event.sign_ups.get(application=other).attendance == "came"
