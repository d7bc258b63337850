"""Both are told two weeks before; the day after the last one the tandem is closed, never without notice."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.models import Ending
from augenhoehe.undertakings.services.closing import save_reflection
from augenhoehe.undertakings.services.ending import announce_due, close_due
from tests import factories

from .world import ENDS_ON, begun, mails, one

As = Callable[[Person], Client]


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(6)))


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def live_through(first: dt.date, last: dt.date) -> None:
    """The daily job on each of these days."""
    for number in range((last - first).days + 1):
        announce_due(now=at(first + days(number)))
        close_due(now=at(first + days(number)))


def state_of(tandem: Tandem) -> str:
    return Tandem.objects.get(pk=tandem.pk).state


def test_day_by_day(tandem: Tandem) -> None:
    live_through(ENDS_ON - days(40), ENDS_ON - days(15))
    assert mails("ending") == []
    live_through(ENDS_ON - days(14), ENDS_ON)
    assert (len(mails("ending")), state_of(tandem)) == (2, "confirmed")
    live_through(ENDS_ON + days(1), ENDS_ON + days(20))
    assert (len(mails("ending")), len(mails("closed")), state_of(tandem)) == (2, 2, "closed")
    assert Tandem.objects.get().ends_on == ENDS_ON


@pytest.mark.parametrize("state", TandemState)
def test_only_running_tandems_are_told_and_closed(running: Callable[..., Tandem], state: TandemState) -> None:
    asked = {"mentor_answer": "open", "mentee_answer": "open", "mentor_confirms": "open", "mentee_confirms": "open"}
    tandem = running(state=state, **(asked if state == TandemState.NOT_FORMED else {}))
    live_through(ENDS_ON - days(15), ENDS_ON + days(5))
    closes = state in (TandemState.CONFIRMED, TandemState.CLOSED)
    assert state_of(tandem) == (TandemState.CLOSED if closes else state)
    assert len(mails("closed")) == (2 if state == TandemState.CONFIRMED else 0)


def test_an_extension_moves_the_notice_and_the_end(tandem: Tandem) -> None:
    live_through(ENDS_ON - days(14), ENDS_ON - days(1))
    later = ENDS_ON + days(60)
    Tandem.objects.filter(pk=tandem.pk).update(ends_on=later)
    live_through(ENDS_ON, later)
    assert (len(mails("ending")), state_of(tandem)) == (4, "confirmed")
    live_through(later + days(1), later + days(1))
    assert state_of(tandem) == "closed"


def test_nobody_is_closed_out_without_a_week(tandem: Tandem) -> None:
    """The worker stood still for a month."""
    late = ENDS_ON + days(20)
    live_through(late, late + days(7))
    assert (len(mails("ending")), state_of(tandem)) == (2, "confirmed")
    live_through(late + days(8), late + days(8))
    assert (state_of(tandem), Tandem.objects.get().ends_on) == ("closed", late + days(7))


def test_on_a_break_the_clock_stands_still_until_the_cohort_ends(running: Callable[..., Tandem]) -> None:
    tandem = running(state="paused")
    last = tandem.cohort.ends_on
    live_through(ENDS_ON - days(15), ENDS_ON + days(5))
    assert (mails("ending"), state_of(tandem)) == ([], "paused")
    live_through(last - days(14), last)
    assert (len(mails("ending")), state_of(tandem)) == (2, "paused")
    live_through(last + days(1), last + days(1))
    assert (state_of(tandem), Tandem.objects.get().ends_on) == ("closed", last)


def test_twice_and_in_any_order_is_once(tandem: Tandem) -> None:
    for _twice in range(2):
        assert close_due(now=at(ENDS_ON - days(14))) == 0
        announce_due(now=at(ENDS_ON - days(14)))
    Ending.objects.update(told_of=None)  # as if the mails had gone out and nothing more
    announce_due(now=at(ENDS_ON - days(14)))
    assert len(mails("ending")) == 2
    assert [close_due(now=at(ENDS_ON + days(1))) for _twice in range(2)] == [1, 0]
    assert len(mails("closed")) == 2


def test_the_notice_asks_a_constant_number_of_queries(running: Callable[..., Tandem]) -> None:
    cohort, counts = factories.make_cohort(), []
    for more in (1, 3):
        for _number in range(more):
            running(cohort=cohort)
        with CaptureQueriesContext(connection) as queries:
            assert announce_due(now=at(ENDS_ON - days(14))) == more
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_dates_ahead_are_cancelled_and_those_behind_stay(tandem: Tandem) -> None:
    closing = at(ENDS_ON + days(1))
    past, ahead = (tandem.meetings.create(number=n, starts_at=closing + days(n - 4), uid=str(n)) for n in (1, 7))
    announce_due(now=at(ENDS_ON - days(14)))
    close_due(now=closing)
    states = [type(one_).objects.get(pk=one_.pk).state for one_ in (past, ahead)]
    assert states == [MeetingState.PLANNED, MeetingState.CANCELLED]
    assert Mail.objects.filter(key="tandems.meeting_cancelled").count() == 2


def test_the_archive_can_be_read_and_not_changed(tandem: Tandem, as_: As) -> None:
    begun(tandem)
    words: dict[str, Any] = {"learned": "Mut", "learned_read_by": "us", "practice": "", "practice_read_by": "me"}
    save_reflection(tandem=tandem, actor=one(tandem), version=0, changes=words, now=at(ENDS_ON))
    announce_due(now=at(ENDS_ON - days(14)))
    close_due(now=at(ENDS_ON + days(1)))
    client, here = as_(one(tandem, "mentee")), f"/tandems/{tandem.pk}/"
    first, plan, closing = (client.get(f"{here}{page}").content.decode() for page in ("", "undertaking/", "closing/"))
    assert "Your tandem is closed" in first
    assert "Mehr Offenheit" in plan
    assert "Mut" in closing
    for page in (first, plan, closing):
        main = page[page.index("<h1") : page.index("</main>")]
        assert "<form" not in main.replace('action="/logout/"', "")
    for act in ("undertaking/edit/", "undertaking/steps/", "closing/reflection/"):
        assert client.post(f"{here}{act}", {}).status_code == 404


def test_the_closing_page_is_a_task_until_one_has_looked_back(running: Callable[..., Tandem], as_: As) -> None:
    tandem = running(ends_on=factories.TODAY + days(10))
    link = f"/tandems/{tandem.pk}/closing/"
    assert link in as_(one(tandem)).get("/home/").content.decode()
    words: dict[str, Any] = {"learned": "Mut", "learned_read_by": "me", "practice": "", "practice_read_by": "me"}
    save_reflection(tandem=tandem, actor=one(tandem), version=0, changes=words, now=factories.NOW)
    assert link not in as_(one(tandem)).get("/home/").content.decode()
    assert link in as_(one(tandem, "mentee")).get("/home/").content.decode()


def test_far_from_the_end_nobody_is_bothered(tandem: Tandem, as_: As) -> None:
    assert "/closing/" not in as_(one(tandem)).get("/home/").content.decode()
    first = as_(one(tandem)).get(f"/tandems/{tandem.pk}/").content.decode()
    assert "coming to their end" not in first
