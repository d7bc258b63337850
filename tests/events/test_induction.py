"""The office sees what is missing for whom, and writes to them; the checklist and the home page say it, too."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.events.cards import event_checks, preparation_check, preparation_duties
from augenhoehe.events.models import Event, SignUp
from augenhoehe.events.selectors.induction import listed, missing_counts, rows_of
from augenhoehe.events.services.induction import missing_of, remind_people
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.factories import NOW, TODAY

from .world import DAY, comes, crowd, mails, office_of, stays_away

As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def kick_off(event: Event) -> Event:
    return factories.make_event(event.cohort, kind="kick_off", audience="both", title_en="Start")


def states(cohort: Cohort) -> dict[int, list[str]]:
    return {row.application.pk: [cell.state for cell in row.cells] for row in rows_of(cohort, listed(cohort))}


def test_how_each_thing_stands_for_each_person(event: Event, kick_off: Event) -> None:
    was, comes_soon, missed, said_no, silent = crowd(event, 5)
    mentee = crowd(event, 1, "mentee")[0]
    factories.prepare(mentee)
    past = factories.make_event(event.cohort, kind="kick_off", audience="both", state="over", starts_at=NOW - 3 * DAY)
    for one, attendance in ((was, "came"), (missed, "missed")):
        factories.make_sign_up(past, one, attendance=attendance)
    comes(event, comes_soon)
    stays_away(event, said_no)
    assert states(event.cohort) == {
        was.pk: ["done", "open", "not_asked"],
        comes_soon.pk: ["open", "under_way", "not_asked"],
        missed.pk: ["open", "open", "not_asked"],
        said_no.pk: ["open", "open", "not_asked"],
        silent.pk: ["open", "open", "not_asked"],
        mentee.pk: ["open", "not_asked", "done"],
    }
    assert missing_counts(event.cohort) == {"kick_off": 5, "training": 5, "preparation": 0}


def test_nobody_misses_what_does_not_take_place(db: None) -> None:
    cohort = factories.make_cohort()
    factories.make_application(cohort)
    factories.make_event(cohort, state="cancelled")
    assert missing_counts(cohort) == {"kick_off": 0, "training": 0, "preparation": 0}


@pytest.mark.parametrize(
    ("missing", "found"), [("", 3), ("any", 3), ("training", 2), ("preparation", 1), ("kick_off", 0)]
)
def test_the_filter_for_what_is_missing(event: Event, as_: As, missing: str, found: int) -> None:
    crowd(event, 2)
    crowd(event, 1, "mentee")
    page = as_(office_of(event)).get(f"/office/cohorts/{event.cohort_id}/induction/?missing={missing}")
    assert len(page.context["rows"]) == found


def test_each_gets_the_mails_that_fit(event: Event, kick_off: Event, as_: As) -> None:
    silent, said_no, done = crowd(event, 3)
    mentee = crowd(event, 1, "mentee")[0]
    comes(kick_off, done)
    stays_away(kick_off, said_no)
    SignUp.objects.filter(application=done).update(attendance="came")
    factories.make_sign_up(event, done)
    people = list(listed(event.cohort))
    found = {
        one.application.pk: ({e.kind for e in one.events}, one.preparation)
        for one in missing_of(cohort=event.cohort, applications=people, now=NOW)
    }
    assert found == {
        silent.pk: ({"kick_off", "training"}, False),
        said_no.pk: ({"training"}, False),
        done.pk: (set(), False),
        mentee.pk: ({"kick_off"}, True),
    }
    client, path = as_(office_of(event)), f"/office/cohorts/{event.cohort_id}/induction/remind/"
    before = len(mails("invited")) + len(mails("preparation"))
    page = client.post(path, {"ids": [one.pk for one in people]})
    assert (page.status_code, len(mails("invited")) + len(mails("preparation"))) == (200, before)
    confirmed = {"ids": [one.pk for one in people], "confirmed": "yes", "draft_key": str(uuid.uuid4())}
    for _time in range(2):
        assert client.post(path, confirmed).status_code == 302
    assert sorted(mail.person_id for mail in mails("invited")) == sorted(
        [silent.person_id, silent.person_id, said_no.person_id, mentee.person_id]
    )
    assert [mail.person_id for mail in mails("preparation")] == [mentee.person_id]
    assert client.post(path, {"ids": ["x", "9" * 30]}).status_code == 302


def test_somebody_of_another_cohort_is_not_written_to(event: Event, as_: As) -> None:
    stranger = factories.make_application(factories.make_cohort(), "mentee")
    data = {"ids": [stranger.pk], "confirmed": "yes", "draft_key": str(uuid.uuid4())}
    as_(office_of(event)).post(f"/office/cohorts/{event.cohort_id}/induction/remind/", data)
    assert mails("preparation") == []


def test_only_what_can_be_answered_is_written_about(event: Event) -> None:
    people = crowd(event, 1)
    Event.objects.update(sign_up_until=TODAY - DAY)
    assert remind_people(
        cohort=event.cohort, applications=people, actor=office_of(event), draft_key=uuid.uuid4(), now=NOW
    ) == 0  # fmt: skip


def test_the_checklist(event: Event, kick_off: Event) -> None:
    checks = {one.title: (one.done, one.phase) for one in event_checks(event.cohort, TODAY)}
    assert checks == {
        "Kick-off": (True, "matching"),
        "Mentor training": (True, "matching"),
        "Group supervision": (False, "running"),
        "Closing and network": (False, "closing"),
    }
    Event.objects.filter(pk=event.pk).update(state="over")
    factories.make_sign_up(event)
    open_ones = [one.href for one in event_checks(event.cohort, TODAY) if not one.done]
    assert open_ones[-1] == f"/office/cohorts/{event.cohort_id}/events/{event.pk}/attendance/"


def test_the_checklist_counts_the_prepared(event: Event, django_assert_num_queries) -> None:
    one, _other = crowd(event, 2, "mentee")
    factories.prepare(one)
    with django_assert_num_queries(2):
        (check,) = preparation_check(event.cohort, TODAY)
        list(event_checks(event.cohort, TODAY))
    assert (check.done, check.state) == (False, "1 of 2 mentees")
    Cohort.objects.update(parts=[])
    event.cohort.refresh_from_db()
    assert [*preparation_check(event.cohort, TODAY), *event_checks(event.cohort, TODAY)] == []


def test_the_duty_ends_with_the_preparation_and_with_the_cohort(event: Event) -> None:
    (mentee,) = crowd(event, 1, "mentee")
    person = mentee.person
    assert [one.href for one in preparation_duties(person, TODAY)] == [f"/preparation/{mentee.pk}/"]
    assert list(preparation_duties(person, event.cohort.ends_on + DAY)) == []
    factories.prepare(mentee)
    assert list(preparation_duties(person, TODAY)) == []
