"""The allotment against trying everything: same people, same reasons, same worth of a place more."""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from augenhoehe.recognition.allotment import Allotment, drawn, first_in_line
from augenhoehe.recognition.exchange import MOST_WISHES, NOTHING, Cause, OneMore, Wisher

BENEFITS = (1, 2, 3)


@st.composite
def rounds(draw: st.DrawFn, most: int = 5) -> tuple[list[Wisher], dict[int, int], str]:
    wishers = []
    for key in range(10, 10 + draw(st.integers(1, most))):
        wishes = draw(st.permutations(BENEFITS))[: draw(st.integers(0, 3))]
        wishers.append(Wisher(key, tuple(wishes), draw(st.booleans())))
    places = {benefit: draw(st.integers(1, 2)) for benefit in BENEFITS}
    return wishers, places, draw(st.text("abc", min_size=1, max_size=3))


def every(wishers: Sequence[Wisher], places: Mapping[int, int]) -> Iterator[dict[int, int]]:
    """Every way to give the places away."""
    for choice in itertools.product(*[(0, *one.wishes) for one in wishers]):
        if all(choice.count(benefit) <= number for benefit, number in places.items()):
            yield {one.key: got for one, got in zip(wishers, choice, strict=True) if got}


def profile(wishers: Sequence[Wisher], given: Mapping[int, int]) -> list[int]:
    """What an allotment is worth, said once more and in other words than the code's."""
    ranks = [(one.served, one.wishes.index(given[one.key])) for one in wishers if one.key in given]
    found = [len(ranks), sum(not served for served, _rank in ranks)]
    return found + [ranks.count((served, rank)) for served in (False, True) for rank in (0, 1, 2)]


def turns(wishers: Sequence[Wisher], given: Mapping[int, int], seed: str) -> list[int]:
    """What each gets, in the order of the lottery; who had something before comes after the rest."""
    by_key = {one.key: one for one in wishers}
    order = [by_key[key] for key in drawn(by_key, seed)]
    order = [one for one in order if not one.served] + [one for one in order if one.served]
    return [MOST_WISHES - one.wishes.index(given[one.key]) if one.key in given else 0 for one in order]


def those(
    *wishes: tuple[int, ...], served: tuple[int, ...] = (), benefits: int = 3
) -> tuple[list[Wisher], dict[int, int]]:
    """People 10, 11 and so on; a place of each benefit."""
    people = [Wisher(key, one, key in served) for key, one in enumerate(wishes, start=10)]
    return people, dict.fromkeys(range(1, benefits + 1), 1)


# Ties that chance seldom finds: who came first in the lottery and not as newcomer, a chain to a place that is free, and
# one that leaves a place empty.
@example((*those((2, 3), (3, 1, 2), (1,), (2, 1, 3), served=(11, 12)), "1162"))
@example((*those((3, 2, 1), (3, 4), benefits=4), "390"))
@example((*those((2, 1), (2, 3, 1)), "88"))
@settings(max_examples=60, deadline=None)
@given(rounds())
def test_it_is_the_best_of_all(round_):
    wishers, places, seed = round_
    best = max(every(wishers, places), key=lambda one: (profile(wishers, one), turns(wishers, one, seed)))
    assert Allotment(wishers, places, seed).places == best


def test_many_people_get_what_the_assignment_problem_says():
    """Too many for trying everything: the same goals as weights, solved by somebody else's software."""
    rng = random.Random(24)
    wishers = [Wisher(key, tuple(rng.sample(range(1, 9), 3)), rng.random() < 0.3) for key in range(1, 61)]
    places = {benefit: rng.randint(1, 9) for benefit in range(1, 9)}
    columns = [benefit for benefit, number in places.items() for _place in range(number)] + [NOTHING] * len(wishers)
    weights = [[_weight(one, benefit) if benefit in one.wishes else 0 for benefit in columns] for one in wishers]
    rows, chosen = linear_sum_assignment(np.array(weights, dtype=float), maximize=True)
    best = sum(weights[row][column] for row, column in zip(rows, chosen, strict=True))
    given_out = Allotment(wishers, places, "x").places
    assert sum(_weight(one, given_out[one.key]) for one in wishers if one.key in given_out) == best
    assert all([*given_out.values()].count(benefit) <= number for benefit, number in places.items())


def _weight(one: Wisher, benefit: int) -> int:
    """A digit of base 61 for each goal, which no sum of sixty people overflows and a float still holds."""
    return sum(part * 61**power for power, part in enumerate(reversed(one.value(benefit))))


@settings(max_examples=40, deadline=None)
@given(rounds(most=4))
def test_each_reason_is_the_first_thing_that_would_suffer(round_):
    wishers, places, seed = round_
    found = Allotment(wishers, places, seed)
    causes = [Cause.FEWER_PEOPLE, Cause.FIRST_TIME, *[Cause.BETTER_WISHES] * 6]
    now = profile(wishers, found.places)
    for one in wishers:
        got = found.places.get(one.key)
        missed = found.missed(one.key)
        assert [*missed] == list(one.wishes[: one.wishes.index(got)] if got else one.wishes)
        for benefit, cause in missed.items():
            with_it = max(profile(wishers, each) for each in every(wishers, places) if each.get(one.key) == benefit)
            suffers = [number for number, pair in enumerate(zip(now, with_it, strict=True)) if pair[0] != pair[1]]
            assert cause == (causes[suffers[0]] if suffers else Cause.LOT)


@settings(max_examples=40, deadline=None)
@given(rounds(most=4), st.sampled_from(BENEFITS))
def test_one_place_more_brings_what_trying_it_brings(round_, benefit):
    wishers, places, seed = round_
    then = max(profile(wishers, one) for one in every(wishers, {**places, benefit: places[benefit] + 1}))
    now = max(profile(wishers, one) for one in every(wishers, places))
    more = OneMore(then[0] - now[0], then[2] + then[5] - now[2] - now[5])
    assert Allotment(wishers, places, seed).one_more(benefit) == more


def test_the_lot_decides_between_equals_and_can_be_drawn_again():
    wishers = [Wisher(key, (1,)) for key in range(1, 10)]
    found = Allotment(wishers, {1: 4}, "published before")
    assert {*found.places} == {*drawn(range(1, 10), "published before")[:4]}
    assert {found.lots[key] for key in found.places} == {1, 2, 3, 4}
    (out,) = {cause for key in range(1, 10) for cause in found.missed(key).values()}
    assert out == Cause.LOT
    assert Allotment(wishers[::-1], {1: 4}, "published before").places == found.places
    assert Allotment(wishers, {1: 4}, "another").places != found.places


def test_who_had_something_before_comes_after_however_lucky():
    for seed in "abcdef":
        found = Allotment([Wisher(1, (1,), served=True), Wisher(2, (1,))], {1: 1}, seed)
        assert found.places == {2: 1}
        assert found.missed(1) == {1: Cause.FIRST_TIME}


def test_one_goes_to_the_second_wish_so_that_two_get_something():
    found = Allotment([Wisher(1, (1,)), Wisher(2, (1, 2))], {1: 1, 2: 1}, "a")
    assert found.places == {1: 1, 2: 2}
    assert found.missed(2) == {1: Cause.FEWER_PEOPLE}


def test_all_draw_for_one_and_the_same():
    wishers = [Wisher(key, (1, 2)) for key in range(1, 31)]
    found = Allotment(wishers, {1: 10, 2: 10}, "x")
    order = drawn(range(1, 31), "x")
    assert [found.places.get(key) for key in order] == [1] * 10 + [2] * 10 + [None] * 10


def test_nobody_wishes_anything():
    found = Allotment([Wisher(1, ())], {1: 1}, "x")
    assert (found.places, found.missed(1), found.one_more(1)) == ({}, {}, OneMore(0, 0))
    assert Allotment([], {}, "x").places == {}


def test_a_free_place_goes_to_the_first_in_line():
    line = [(False, 0, 9), (False, 1, 1), (False, 1, 2), (True, 0, 1)]
    for waiting in itertools.permutations(line):
        assert first_in_line(waiting) == line[0]
    assert first_in_line(line[1:]) == line[1]
