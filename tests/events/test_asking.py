"""Asking those who have not answered, reminding those who come, and what is put right by itself."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.events.errors import EventError
from augenhoehe.events.models import Event, EventLink, SignUp
from augenhoehe.events.services import upkeep
from augenhoehe.events.services.asking import invite_unanswered, remind_due
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.factories import NOW

from .world import DAY, comes, crowd, mails, office_of, planned, replies, stays_away


def invite(event: Event, **changes: object) -> int:
    event.refresh_from_db()
    values = {"actor": office_of(event), "version": event.version, "now": NOW, **changes}
    return invite_unanswered(event=event, **values)


def test_everybody_is_asked_who_has_not_answered(event: Event) -> None:
    first, second, third = crowd(event, 3)
    crowd(event, 1, "mentee")
    factories.make_application(event.cohort, state="reserve")
    comes(event, first)
    stays_away(event, second)
    assert invite(event) == 1
    assert [mail.person_id for mail in mails("invited")] == [third.person_id]
    assert event.place in mails("invited")[0].text
    assert event.video_url not in mails("invited")[0].text
    assert Entry.objects.get(action="events.invited").data == {"mails": 1}


def test_a_second_click_sends_nothing_and_a_second_time_asks_again(event: Event) -> None:
    crowd(event, 2)
    assert invite(event) == 2
    with pytest.raises(StaleError):
        invite(event, version=1)
    assert len(mails("invited")) == 2
    assert invite(event) == 2


def test_nobody_is_asked_after_the_last_day(event: Event) -> None:
    crowd(event, 1)
    Event.objects.update(sign_up_until=NOW.date() - DAY)
    with pytest.raises(EventError):
        invite(event)


def days_on_which(event: Event, key: str, until: dt.datetime) -> list[str]:
    """Days on which the reminders brought mails of this kind."""
    found, moment = [], NOW
    while moment < until:
        before = len(mails(key))
        remind_due(now=moment)
        assert remind_due(now=moment) == 0
        if len(mails(key)) > before:
            found.append(moment.date().isoformat())
        moment += DAY
    return found


def test_open_answers_are_reminded_of_once(event: Event) -> None:
    crowd(event, 2)
    Event.objects.update(sign_up_until=dt.date(2026, 12, 4))  # a Friday
    invite(event)
    assert days_on_which(event, "invited", event.starts_at) == ["2026-12-02"]
    assert len(mails("invited")) == 4


def test_whom_nobody_asked_nobody_reminds(event: Event) -> None:
    crowd(event, 2)
    assert days_on_which(event, "invited", event.starts_at) == []


def test_who_was_asked_a_moment_ago_is_left_in_peace(event: Event) -> None:
    crowd(event, 1)
    Event.objects.update(sign_up_until=NOW.date())
    invite(event)
    assert remind_due(now=NOW + dt.timedelta(hours=1)) == 0


def test_who_comes_is_reminded_once_two_working_days_before(event: Event) -> None:
    first, second, third = crowd(event, 3)
    comes(event, first)
    stays_away(event, second)
    # It begins on Monday 7 December.
    assert days_on_which(event, "reminder", event.starts_at) == ["2026-12-03"]
    assert [mail.person_id for mail in mails("reminder")] == [first.person_id]
    assert third.pk not in replies(event)


def test_what_is_past_is_over(event: Event) -> None:
    assert upkeep.close_past(now=event.starts_at + dt.timedelta(minutes=1)) == 0
    assert [upkeep.close_past(now=event.ends_at), upkeep.close_past(now=event.ends_at)] == [1, 0]
    event.refresh_from_db()
    assert event.state == "over"


@pytest.mark.parametrize("state", ["withdrawn", "reserve", "declined"])
def test_who_is_no_longer_admitted_leaves_the_place_to_the_next(small: Event, state: str) -> None:
    people = crowd(small, 4)
    for one in people:
        comes(small, one)
    Application.objects.filter(pk__in=(people[0].pk, people[2].pk)).update(state=state)
    assert [upkeep.free_places(now=NOW), upkeep.free_places(now=NOW)] == [2, 0]
    assert [replies(small)[one.pk] for one in people] == ["not_coming", "coming", "not_coming", "coming"]
    assert sorted(mail.person_id for mail in mails("signed_off")) == sorted(people[n].person_id for n in (0, 2))


def test_a_place_that_became_free_in_any_way_is_passed_on(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    Application.objects.filter(pk=people[0].pk).delete()  # retention, say
    upkeep.free_places(now=NOW)
    assert set(replies(small).values()) == {"coming"}


def test_nobody_moves_up_once_it_has_begun(small: Event) -> None:
    for one in crowd(small, 3):
        comes(small, one)
    SignUp.objects.filter(seat=1).delete()
    upkeep.free_places(now=small.starts_at)
    assert sorted(replies(small).values()) == ["coming", "waiting"]


def test_old_links_are_forgotten(event: Event) -> None:
    comes(event, *crowd(event, 1))
    late = event.starts_at + dt.timedelta(days=30)
    assert [upkeep.forget_links(now=late), EventLink.objects.count()] == [0, 1]
    assert [upkeep.forget_links(now=late + DAY), EventLink.objects.count()] == [1, 0]


def test_without_the_part_nothing_happens_by_itself(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    invite_to = factories.make_event(small.cohort, invited_at=NOW - 3 * DAY, sign_up_until=NOW.date())
    Cohort.objects.filter(pk=small.cohort_id).update(parts=[])
    Application.objects.filter(pk=people[0].pk).update(state="declined")
    before = replies(small)
    assert remind_due(now=NOW) + remind_due(now=small.starts_at - DAY) + upkeep.free_places(now=NOW) == 0
    assert (replies(small), invite_to.reminded_at) == (before, None)


def test_asking_thirty_takes_as_many_queries_as_asking_three(db: None) -> None:
    seen = []
    for number in (3, 30):
        event = planned()
        crowd(event, number)
        with CaptureQueriesContext(connection) as queries:
            assert invite(event) == number
        seen.append(len(queries))
    assert seen[0] == seen[1] < 25
