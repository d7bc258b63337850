"""What comes from the top: suggested days, agreements, invitations, reminders, checklist and the sponsor's page."""

import datetime as dt
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.common.workdays import add_working_days, is_working_day
from augenhoehe.documents.enums import APPEARANCES, BackingKind
from augenhoehe.documents.models import BackingTask
from augenhoehe.documents.selectors import backing_of
from augenhoehe.documents.services import (
    Appointment,
    BackingError,
    agree_task,
    finish_task,
    invite_sponsors,
    remind_due,
)
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import checklist_of, duties_of
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
OPENING = BackingKind.OPENING
DAY = TODAY + dt.timedelta(days=5)
ON_TIME = Appointment(on=DAY, at=dt.time(10), minutes=30, place="Rathaus", details="Fünf Minuten")


@pytest.fixture
def task(cast: Cast) -> BackingTask:
    """The opening, agreed with day and time; nobody is invited yet."""
    BackingTask.objects.all().delete()
    return agree(cast, 0, ON_TIME)


def agree(cast: Cast, version: int, appointment: Appointment) -> BackingTask:
    return agree_task(
        actor=cast.office, cohort=cast.cohort, kind=OPENING, version=version, appointment=appointment, now=NOW
    )


def changed(**changes: Any) -> Appointment:
    return Appointment(**{**ON_TIME.__dict__, **changes})


def without(cohort: Cohort, part: Part) -> None:
    cohort.save_version(cohort.version, parts=[one for one in Part if one != part])


def mails(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"documents.appearance_{kind}").order_by("pk"))


def line(mail: Mail, name: str) -> str:
    return re.findall(rf"^{name}[^:]*:(.*?)\r?$", mail.calendar, re.MULTILINE)[-1]


def test_the_phases_suggest_working_days() -> None:
    cohort = factories.make_cohort(phases=[])
    for kind, opens, closes in (
        ("call", dt.date(2027, 1, 4), dt.date(2027, 2, 12)),
        ("running", dt.date(2027, 3, 27), dt.date(2027, 9, 24)),
        ("closing", dt.date(2027, 9, 20), dt.date(2027, 10, 31)),
    ):
        cohort.phases.create(kind=kind, opens_on=opens, closes_on=closes)
    days = {one.kind: one.suggested for one in backing_of(cohort)}
    assert days == {
        BackingKind.CIRCULAR: add_working_days(dt.date(2027, 1, 4), -10),
        BackingKind.CALL: dt.date(2027, 1, 4),
        # 27 March 2027 is the Saturday before Easter.
        BackingKind.OPENING: dt.date(2027, 3, 30),
        BackingKind.MIDTERM: dt.date(2027, 6, 25),
        BackingKind.CLOSING: dt.date(2027, 10, 29),
    }
    assert all(day and is_working_day(day) for day in days.values())


def test_without_phases_nothing_is_suggested() -> None:
    assert {one.day for one in backing_of(factories.make_cohort(phases=[]))} == {None}


def test_agreeing_is_written_down_once(cast: Cast, task: BackingTask) -> None:
    assert agree(cast, 0, ON_TIME).version == 1
    entries = Entry.objects.filter(action="documents.backing_agreed")
    assert [(entry.actor_id, entry.data) for entry in entries] == [(cast.office.pk, {"kind": "opening"})]
    assert agree(cast, 1, changed(place="Saal")).version == 2
    with pytest.raises(StaleError):
        agree(cast, 1, changed(place="Hof"))
    with pytest.raises(StaleError):
        agree_task(
            actor=cast.office, cohort=cast.cohort, kind=BackingKind.CALL, version=3, appointment=ON_TIME, now=NOW
        )
    assert Mail.objects.filter(key__startswith="documents.").count() == 0


def test_an_invitation_follows_every_change_until_it_is_cancelled(cast: Cast, task: BackingTask) -> None:
    for _ in range(2):
        invite_sponsors(actor=cast.office, task=task, now=NOW)
    assert len(mails("invitation")) == 1
    agree(cast, 2, changed(details="Zehn Minuten"))
    assert len(mails("invitation")) == 1
    agree(cast, 3, changed(at=dt.time(11)))
    first, second = mails("invitation")
    assert [line(mail, "SEQUENCE") for mail in (first, second)] == ["1", "2"]
    assert line(first, "UID") == line(second, "UID") == task.uid
    assert first.recipient == cast.sponsor.email
    assert line(second, "DTSTART").endswith("T110000")
    assert line(second, "TRIGGER") == "-P1D"
    assert "11:00" in second.text
    agree(cast, 4, changed(on=None, at=None))
    (cancelled,) = mails("cancelled")
    assert (line(cancelled, "METHOD"), line(cancelled, "SEQUENCE"), line(cancelled, "UID")) == ("CANCEL", "3", task.uid)
    assert "VALARM" not in cancelled.calendar
    assert line(cancelled, "DTSTART").endswith(f"{DAY:%Y%m%d}T110000")
    task.refresh_from_db()
    assert (task.on, task.at, task.invited) == (None, None, False)
    agree(cast, 5, ON_TIME)
    assert len(mails("invitation")) == 2


def test_a_day_without_a_time_is_the_whole_day_until_there_is_one(cast: Cast, task: BackingTask) -> None:
    task = agree(cast, 1, changed(at=None))
    invite_sponsors(actor=cast.office, task=task, now=NOW)
    agree(cast, 3, ON_TIME)
    first, second = mails("invitation")
    assert (line(first, "UID"), line(first, "DTSTART;VALUE=DATE")) == (task.uid, f"{DAY:%Y%m%d}")
    assert (line(second, "SEQUENCE"), line(second, "DTSTART")[-7:]) == ("2", "T100000")
    agree(cast, 4, changed(at=None))
    assert not mails("cancelled")
    assert line(mails("invitation")[2], "DTSTART;VALUE=DATE") == f"{DAY:%Y%m%d}"


def test_a_date_is_a_file_that_rings_the_day_before(cast: Cast, task: BackingTask, as_: As) -> None:
    client = as_(cast.sponsor)
    path = reverse("backing-ics", args=[cast.cohort.pk, OPENING])
    assert path in client.get(reverse("backing", args=[cast.cohort.pk])).content.decode()
    text = client.get(path).content.decode()
    for part in (f"UID:{task.uid}", "TRIGGER:-P1D", "T100000", cast.sponsor.email, "LOCATION"):
        assert part in text
    agree(cast, 1, changed(at=None))
    text = client.get(path).content.decode()
    assert f"DTSTART;VALUE=DATE:{DAY:%Y%m%d}" in text
    assert f"DTEND;VALUE=DATE:{DAY + dt.timedelta(days=1):%Y%m%d}" in text
    agree(cast, 2, changed(on=None, at=None))
    assert path not in client.get(reverse("backing", args=[cast.cohort.pk])).content.decode()
    for kind in (OPENING, BackingKind.MIDTERM, BackingKind.CIRCULAR, "nothing"):
        assert client.get(reverse("backing-ics", args=[cast.cohort.pk, kind])).status_code == 404


@pytest.mark.parametrize("lacking", ["day", "sponsor", "appearance"])
def test_nobody_is_invited_to_what_fills_no_calendar(cast: Cast, task: BackingTask, lacking: str) -> None:
    if lacking == "day":
        agree(cast, 1, changed(on=None, at=None))
    elif lacking == "sponsor":
        cast.sponsor.roles.all().delete()
    else:
        BackingTask.objects.filter(pk=task.pk).update(kind=BackingKind.CIRCULAR)
    with pytest.raises(BackingError):
        invite_sponsors(actor=cast.office, task=task, now=NOW)
    assert not Mail.objects.filter(key__startswith="documents.").exists()


def test_a_week_before_the_sponsor_is_reminded_once(cast: Cast, task: BackingTask) -> None:
    assert remind_due(now=NOW, today=DAY - dt.timedelta(days=8)) == 0
    assert remind_due(now=NOW, today=DAY - dt.timedelta(days=7)) == 1
    assert remind_due(now=NOW, today=DAY) == 0
    (mail,) = mails("reminder")
    assert (mail.recipient, "Rathaus" in mail.text) == (cast.sponsor.email, True)
    agree(cast, BackingTask.objects.get().version, changed(on=DAY + dt.timedelta(days=3)))
    assert remind_due(now=NOW, today=DAY) == 1
    assert len(mails("reminder")) == 2


@pytest.mark.parametrize("why", ["done", "past", "part", "archived", "circular"])
def test_nobody_is_reminded_of_what_is_not_to_come(cast: Cast, task: BackingTask, why: str) -> None:
    today = DAY
    if why == "done":
        finish_task(actor=cast.office, cohort=cast.cohort, kind=OPENING, done_on=TODAY)
    elif why == "past":
        today = DAY + dt.timedelta(days=1)
    elif why == "part":
        without(cast.cohort, Part.BACKING)
    elif why == "archived":
        cast.cohort.save_version(cast.cohort.version, archived_at=NOW)
    else:
        BackingTask.objects.update(kind=BackingKind.CIRCULAR)
    assert remind_due(now=NOW, today=today) == 0
    assert duties_of(cast.sponsor, today) == []


def test_the_sponsor_finds_it_on_the_home_page(cast: Cast, task: BackingTask) -> None:
    (duty,) = duties_of(cast.sponsor, TODAY)
    assert (duty.title, duty.on, duty.href) == (
        "Opening word at the kick-off",
        DAY,
        reverse("backing", args=[cast.cohort.pk]),
    )
    assert "Rathaus" in duty.text
    for role in ("office", "council", "mentor", "stranger"):
        assert [one for one in duties_of(getattr(cast, role), TODAY) if one.href == duty.href] == []
    assert duties_of(cast.sponsor, DAY - dt.timedelta(days=29)) == []


def test_done_and_back(cast: Cast) -> None:
    BackingTask.objects.all().delete()
    for done_on, _again in itertools.product((TODAY, None), range(2)):
        found = finish_task(actor=cast.office, cohort=cast.cohort, kind=BackingKind.CIRCULAR, done_on=done_on)
        assert found.done_on == done_on
    assert found.on == backing_of(cast.cohort)[0].suggested
    data = [entry.data["done"] for entry in Entry.objects.filter(action="documents.backing_done").order_by("pk")]
    assert data == [True, False]


def states(cast: Cast) -> dict[str, tuple[str, bool]]:
    start = f"/office/cohorts/{cast.cohort.pk}/"
    mine = [
        check for check in checklist_of(cast.cohort, TODAY) if check.href.startswith((f"{start}doc", f"{start}back"))
    ]
    return {check.title: (check.state, check.done) for check in mine}


def test_the_checklist_tells_what_is_missing(cast: Cast, django_assert_max_num_queries: Any) -> None:
    BackingTask.objects.all().delete()
    with django_assert_max_num_queries(34) as first:
        before = states(cast)
    assert before["Mandate"] == ("still as shipped: read it, adapt it, and save it", False)
    assert before["The sponsor’s appearances"] == ("0 of 4 have a day", False)
    assert before["Circular to the departments"][1] is False
    for key in ("mandate", "sponsor-message"):
        factories.make_edition(cast.programme, key=key)
    for kind in APPEARANCES:
        factories.make_backing_task(cast.cohort, kind=kind)
    finish_task(actor=cast.office, cohort=cast.cohort, kind=BackingKind.CIRCULAR, done_on=TODAY)
    finish_task(actor=cast.office, cohort=cast.cohort, kind=OPENING, done_on=TODAY)
    with django_assert_max_num_queries(34) as second:
        after = states(cast)
    assert {title for title, (_, done) in after.items() if done} == {
        *("Mandate", "Sponsor’s message", "Circular to the departments", "The sponsor’s appearances"),
        "Opening word at the kick-off",
    }
    assert len(first) == len(second)


def test_with_the_part_off_nothing_of_it_is_left(cast: Cast, as_: As) -> None:
    without(cast.cohort, Part.BACKING)
    assert states(cast) == {}
    for path in ("office-backing", "backing"):
        assert as_(cast.office).get(reverse(path, args=[cast.cohort.pk])).status_code == 404
    for name, method in (("agree", "get"), ("agree", "post"), ("done", "post"), ("invite", "post")):
        path = reverse(f"office-backing-{name}", args=[cast.cohort.pk, "opening"])
        assert getattr(as_(cast.office), method)(path).status_code == 404
    assert "backing" not in as_(cast.sponsor).get(reverse("home")).content.decode()
    page = as_(cast.office).get(reverse("office-documents", args=[cast.cohort.pk])).content.decode()
    assert reverse("office-backing", args=[cast.cohort.pk]) not in page


def typed(**changes: Any) -> dict[str, Any]:
    return {"version": 1, "on": DAY, "at": "10:00", "minutes": 30, "place": "Rathaus", "details": "", **changes}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("on", "31.31.2027", "valid date"),
        ("on", "", "A time needs a day."),
        ("at", "noon", "valid time"),
        ("minutes", "0", "from 5 to 480"),
        ("minutes", "", "Please fill this in."),
        ("place", "x" * 201, "at most 200"),
    ],
)
def test_wrong_input_is_said_at_the_field(
    cast: Cast, task: BackingTask, as_: As, field: str, value: str, message: str
) -> None:
    path = reverse("office-backing-agree", args=[cast.cohort.pk, "opening"])
    response = as_(cast.office).post(path, typed(**{field: value}))
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert message.lower() in " ".join(form.errors[field]).lower()
    assert form[field].value() == value


def test_who_comes_second_keeps_what_was_typed(cast: Cast, task: BackingTask, as_: As) -> None:
    path = reverse("office-backing-agree", args=[cast.cohort.pk, "opening"])
    assert as_(cast.office).post(path, typed(place="Saal")).status_code == 302
    response = as_(cast.office2).post(path, typed(place="Hof"))
    assert response.status_code == 409
    assert response.context["form"]["place"].value() == "Hof"
    assert [(str(label), text) for label, text in response.context["conflict"]] == [("Place", "Saal")]
    assert as_(cast.office2).post(path, typed(place="Hof", version=2)).status_code == 302


def test_pages_show_what_was_agreed(cast: Cast, task: BackingTask, as_: As) -> None:
    office = as_(cast.office)
    invite = reverse("office-backing-invite", args=[cast.cohort.pk, "opening"])
    backing = reverse("office-backing", args=[cast.cohort.pk])
    assert f'action="{invite}"' in office.get(backing).content.decode()
    assert "The invitation is on its way" in office.post(invite, follow=True).content.decode()
    assert f'action="{invite}"' not in office.get(backing).content.decode()
    page = as_(cast.sponsor).get(reverse("backing", args=[cast.cohort.pk])).content.decode()
    assert page.count("<h2") == len(APPEARANCES)
    assert "Rathaus" in page
    assert reverse("document", args=[cast.cohort.pk, "opening-words"]) in page
    assert office.post(invite.replace("opening", "party")).status_code == 404
    assert office.post(invite.replace("opening", "midterm")).status_code == 404
    done = reverse("office-backing-done", args=[cast.cohort.pk, "opening"])
    assert office.post(done).status_code == 302
    assert "Not done yet" in office.get(backing).content.decode()
    assert office.post(done, {"undo": "1"}).status_code == 302
    assert BackingTask.objects.get(kind=OPENING).done_on is None
