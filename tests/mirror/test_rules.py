"""Distances, guesses and dates."""

import datetime as dt
import itertools

import pytest

from augenhoehe.mirror.enums import Round, Sight
from augenhoehe.mirror.rules import Answer, Compared, added, compare, round_at, sums_of, widest
from augenhoehe.tandems.enums import TandemState

BEGINS, ENDS = dt.date(2026, 12, 1), dt.date(2027, 5, 30)


def test_distance_assumption_accuracy() -> None:
    one = Compared(Answer(5, 3), Answer(2, 2))
    assert (one.distance, one.assumed, one.their_assumed) == (3, 2, 0)
    assert (one.accuracy, one.their_accuracy) == (5 - 1, 5 - 3)


@pytest.mark.parametrize(
    ("mine", "theirs", "sight", "wrong"),
    [
        ((4, 4), (4, 4), Sight.MEET, (False, False)),
        ((4, 5), (5, 4), Sight.MEET, (False, False)),
        ((4, 1), (4, 4), Sight.CLOSER, (True, False)),
        ((4, 4), (5, 3), Sight.CLOSER, (False, True)),
        ((4, 6), (4, 2), Sight.CLOSER, (True, True)),
        ((6, 3), (1, 5), Sight.APART, (False, False)),
        ((6, 6), (1, 5), Sight.UNSEEN, (True, False)),
        ((6, 5), (4, 4), Sight.UNSEEN, (True, True)),
    ],
)
def test_where_views_meet(
    mine: tuple[int, int], theirs: tuple[int, int], sight: Sight, wrong: tuple[bool, bool]
) -> None:
    one = Compared(Answer(*mine), Answer(*theirs))
    assert (one.sight, (one.i_was_wrong, one.they_were_wrong)) == (sight, wrong)


def test_both_sides_see_the_same_of_every_pair_of_answers() -> None:
    for numbers in itertools.product(range(1, 7), repeat=4):
        mine, theirs = Answer(*numbers[:2]), Answer(*numbers[2:])
        here, there = Compared(mine, theirs), Compared(theirs, mine)
        assert (here.distance, here.sight, here.surprise) == (there.distance, there.sight, there.surprise)
        assert (here.assumed, here.accuracy) == (there.their_assumed, there.their_accuracy)
        assert all(0 <= number <= 5 for number in (here.distance, here.assumed, here.accuracy))
        assert (here.i_was_wrong or here.they_were_wrong) == (here.sight in (Sight.CLOSER, Sight.UNSEEN))


def test_the_widest_gap_and_of_two_the_more_surprising() -> None:
    answers = {
        "near": Compared(Answer(4, 1), Answer(5, 1)),
        "known": Compared(Answer(6, 2), Answer(2, 6)),
        "unknown": Compared(Answer(6, 6), Answer(2, 2)),
        "wide": Compared(Answer(5, 5), Answer(2, 2)),
    }
    assert widest(answers) == "unknown"
    assert widest({"near": answers["near"]}) is None
    assert widest({}) is None


def test_only_what_both_have_answered_is_compared() -> None:
    mine = {"a": Answer(1, 2), "b": Answer(3, None), "c": Answer(4, 4)}
    assert compare(mine, {"a": Answer(2, 2), "b": Answer(1, 1)}).keys() == {"a"}


def test_sums_add_up() -> None:
    pair = sums_of({"a": Compared(Answer(5, 3), Answer(2, 2))})
    assert pair == {"a": (3, 2, 6)}
    assert added([pair, {"a": [1, 1, 1]}, {}]) == {"a": (4, 3, 7)}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (0, Round.FIRST),
        (90, Round.FIRST),
        (91, None),
        (151, None),
        (152, Round.LAST),
        (180, Round.LAST),
        (200, Round.LAST),
    ],
)
def test_when_a_round_is_open(day: int, expected: Round | None) -> None:
    found = round_at(
        "confirmed", BEGINS, ENDS, has_date=True, last_begun=False, today=BEGINS + dt.timedelta(days=day)
    )  # fmt: skip
    assert found == expected


def test_an_extension_does_not_take_the_last_round_away() -> None:
    later = ENDS + dt.timedelta(days=60)
    today = ENDS - dt.timedelta(days=10)
    assert round_at("confirmed", BEGINS, later, has_date=True, last_begun=False, today=today) is None
    assert round_at("confirmed", BEGINS, later, has_date=True, last_begun=True, today=today) == Round.LAST


@pytest.mark.parametrize("state", TandemState)
@pytest.mark.parametrize("has_date", [True, False])
def test_by_state(state: TandemState, has_date: bool) -> None:
    """Before the confirmation it takes a date of the first talk; afterwards days that are known."""
    found = round_at(state, BEGINS, ENDS, has_date=has_date, last_begun=False, today=BEGINS)
    running = state in (TandemState.CONFIRMED, TandemState.PAUSED)
    assert (found == Round.FIRST) == (running or (state == TandemState.ACCEPTED and has_date))
    assert round_at(state, None, None, has_date=False, last_begun=False, today=BEGINS) is None
