"""The office reads what tandems work on in sums, and neither a number nor a difference speaks of a few of them."""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import MeetingRecord, TagTally, Tandem
from augenhoehe.tandems.selectors.tally import sums_of
from augenhoehe.tandems.services import tally
from augenhoehe.tandems.services.tally import tally_due
from augenhoehe.tandems.sums import FLOOR, at_least
from augenhoehe.topics.models import Topic
from tests import factories
from tests.factories import NOW

As = Callable[[Person], Client]
WEEK = dt.timedelta(days=7)


@pytest.fixture
def cohort(db: None) -> Cohort:
    return factories.make_cohort()


def told(tandem: Tandem, aspects: Sequence[str], topics: Sequence[Topic] = (), at: dt.datetime = NOW) -> MeetingRecord:
    """A meeting that somebody has told of at this time."""
    record = factories.make_meeting(tandem, state="held", starts_at=at - dt.timedelta(hours=2)).record
    record.topics.set(topics)
    MeetingRecord.objects.filter(pk=record.pk).update(aspects=list(aspects), updated_at=at)
    return record


def tandems(cohort: Cohort, number: int) -> list[Tandem]:
    return [factories.make_tandem(cohort, state="confirmed") for _ in range(number)]


def aspects_of(cohort: Cohort) -> dict[str, int]:
    sums = sums_of(cohort)
    return {str(one): once for one, (once, _often) in sums.aspects if once} if sums else {}


def test_a_count_is_true_and_far_from_either_end() -> None:
    for count, of in itertools.combinations_with_replacement(range(40), 2):
        number = at_least(count, of)
        assert number % FLOOR == 0
        assert 0 <= number <= count
        assert number == 0 or of - number >= FLOOR
        if of >= 2 * FLOOR:
            assert (number == 0) == (count < FLOOR)
            assert number == at_least(count + 1, of + 1) or count + 1 >= number + FLOOR


def test_often_is_every_second_meeting(cohort: Cohort) -> None:
    for tandem in tandems(cohort, 10):
        for aspects in (["advice", "feedback"], ["advice"], []):
            told(tandem, aspects)
    tally_due(now=NOW)
    aspects = TagTally.objects.get().aspects
    assert {one: numbers for one, numbers in aspects.items() if any(numbers)} == {"advice": [5, 5], "feedback": [5, 0]}


def test_what_another_worker_has_counted_meanwhile_is_not_counted_again(cohort: Cohort) -> None:
    """Both have found the cohort due; the second one looks again once it has the lock."""
    for tandem in tandems(cohort, 10):
        told(tandem, ["advice"])
    assert [tally._tally(cohort.pk, NOW) for _worker in range(2)] == [True, False]
    assert TagTally.objects.count() == 1


def test_several_tandems_of_one_mentor_are_one(cohort: Cohort) -> None:
    mentor, *others = tandems(cohort, 10)
    for place, tandem in enumerate(others[:6], 2):
        Tandem.objects.filter(pk=tandem.pk).update(mentor=mentor.mentor, place=place, capacity=7)
    for tandem in (mentor, *others[:6]):
        told(tandem, ["future"])
    assert tally_due(now=NOW) == 0
    for tandem in (*others[6:], *tandems(cohort, 6)):
        told(tandem, ["advice"])
    assert tally_due(now=NOW) == 1
    assert (TagTally.objects.get().tandems, aspects_of(cohort)) == (16, {"advice": 5})


def test_nothing_is_counted_before_five_tandems_have_told(cohort: Cohort) -> None:
    few = tandems(cohort, FLOOR - 1)
    for tandem in few:
        told(tandem, ["advice"])
        told(tandem, ["advice"])
    MeetingRecord.objects.filter(meeting__tandem=few[0]).update(mode="video")
    assert (tally_due(now=NOW), sums_of(cohort)) == (0, None)
    told(tandems(cohort, 1)[0], ["advice"])
    assert tally_due(now=NOW) == 1
    tally = TagTally.objects.get()
    assert (tally.tandems, tally.meetings, tally.minutes, tally.by_video, tally.aspects) == (5, 9, 9 * 90, 2, {})


def test_tandems_are_counted_and_not_their_meetings(cohort: Cohort) -> None:
    topics = [factories.make_topic(cohort.programme, name_de=name) for name in ("Häufig", "Selten")]
    for number, tandem in enumerate(tandems(cohort, 12)):
        told(tandem, ["advice", "feedback"] if number < 7 else ["advice"], topics[: 1 + (number < 4)])
        told(tandem, ["future"] if number < 4 else [])
    told(tandems(factories.make_cohort(cohort.programme), 1)[0], ["future"], topics[1:])
    assert tally_due(now=NOW) == 1
    sums = sums_of(cohort)
    assert sums is not None
    shown = {str(one): tuple(numbers) for one, numbers in sums.aspects}
    assert shown == {"networking": (0, 0), "experience": (0, 0), "advice": (5, 5), "feedback": (5, 5), "future": (0, 0)}
    assert [(topic.name_de, number) for topic, number in sums.topics] == [("Häufig", 5)]
    assert (sums.tally.tandems, sums.tally.meetings, sums.hours) == (12, 24, 36)


@pytest.mark.parametrize(
    ("tellers", "later", "counted"),
    [
        (FLOOR, WEEK, 1),
        (FLOOR - 1, WEEK, 0),
        (FLOOR, WEEK - dt.timedelta(hours=1), 0),
        (0, 4 * WEEK, 0),
    ],
)
def test_a_new_count_waits_for_five_tandems_and_a_week(
    cohort: Cohort, tellers: int, later: dt.timedelta, counted: int
) -> None:
    all_of_them = tandems(cohort, 20)
    for tandem in all_of_them:
        told(tandem, ["advice"])
    tally_due(now=NOW)
    for tandem in all_of_them[:tellers]:
        told(tandem, ["future"], at=NOW + dt.timedelta(hours=1))
        told(tandem, ["future"], at=NOW + dt.timedelta(hours=2))
    assert tally_due(now=NOW + later) == counted
    assert aspects_of(cohort) == {"advice": 15, **({"future": 5} if counted else {})}
    assert tally_due(now=NOW + later) == 0


def test_no_order_of_telling_lets_two_looks_differ_by_less_than_five(cohort: Cohort) -> None:
    """Week by week somebody looks, whoever tells: between two different pages lie five tandems at least."""
    everyone = tandems(cohort, 14)
    tellers = itertools.cycle(everyone[5:] + everyone[:5])
    for tandem in everyone[:10]:
        told(tandem, ["advice"])
    since: set[int] = set()
    tally_due(now=NOW)
    before = aspects_of(cohort)
    for week in range(1, 12):
        for tandem in itertools.islice(tellers, 2):
            told(tandem, ["future"], at=NOW + week * WEEK - dt.timedelta(days=1))
            since.add(tandem.pk)
        tally_due(now=NOW + week * WEEK)
        if (now := aspects_of(cohort)) != before:
            assert len(since) >= FLOOR
            assert all(abs(now.get(one, 0) - before.get(one, 0)) % FLOOR == 0 for one in {*now, *before})
            before = now
        if TagTally.objects.filter(counted_at=NOW + week * WEEK).exists():
            since = set()
    assert before == {"advice": 5, "future": 5}


def _office(cohort: Cohort) -> Person:
    return factories.make_role(cohort.programme, factories.make_person()).person


def test_the_page_takes_the_same_queries_for_one_topic_and_for_three(as_: As, cohort: Cohort) -> None:
    page, client = f"/office/cohorts/{cohort.pk}/tandems/tags/", as_(_office(cohort))
    assert "They are counted once 5 tandems" in client.get(page).content.decode()
    counts = []
    for round_, topics in enumerate((1, 2)):
        new = [factories.make_topic(cohort.programme) for _ in range(topics)]
        for tandem in tandems(cohort, 11):
            told(tandem, ["advice"], new, at=NOW + round_ * WEEK)
        tally_due(now=NOW + round_ * WEEK)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(page).content.decode()
        counts.append((len(queries), html.count('<th scope="row">')))
    assert counts == [(counts[0][0], 5 + 1), (counts[0][0], 5 + 3)]
    assert "15 or more" in html
    assert "fewer than 5" in html
