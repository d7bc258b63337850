"""The proof against the slow truth."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.disclosure import Cell, Kind, Leak, Population, derivable

from .brute import exposed


@st.composite
def published(draw: st.DrawFn) -> tuple[list[Cell], Population]:
    """Up to nine members in any groups; sometimes tandems, in which one mentor may have several mentees."""
    n = draw(st.integers(1, 9))
    groups = draw(st.lists(st.sets(st.integers(0, n - 1), min_size=1), min_size=1, max_size=7))
    people = {}
    if draw(st.booleans()):
        mentors = draw(st.lists(st.integers(0, n), min_size=n, max_size=n))
        mentees = draw(st.lists(st.integers(0, n), min_size=n, max_size=n))
        people = {key: (f"m{mentors[key]}", f"e{mentees[key]}") for key in range(n)}
    return [Cell("q", Kind.MEAN, frozenset(group)) for group in groups], Population(people=people)


def persons(leak: Leak, population: Population) -> list[frozenset[object]]:
    return [frozenset(population.person(key, role) for key in leak.members) for role in range(population.roles)]


@settings(max_examples=600, deadline=None)
@given(published(), st.integers(2, 5))
def test_everything_that_can_be_worked_out_is_found(case: tuple[list[Cell], Population], floor: int) -> None:
    cells, population = case
    truth = exposed([cell.members for cell in cells], population, floor)
    found = {one for leak in derivable(cells, population, floor=floor) for one in persons(leak, population)}
    few = {one for one in found if len(one) < floor}
    assert bool(few) == bool(truth)
    assert truth <= few
    assert all(any(one <= other for one in truth) for other in few)


@settings(max_examples=200, deadline=None)
@given(published())
def test_every_leak_comes_with_a_recipe_that_can_be_added_up(case: tuple[list[Cell], Population]) -> None:
    cells, population = case
    for leak in derivable(cells, population):
        added: dict[object, Fraction] = {}
        for cell, weight in leak.recipe:
            for key in cell.members:
                added[key] = added.get(key, Fraction(0)) + weight
        assert {key: weight for key, weight in added.items() if weight} == dict(leak.sums)
        assert any(len(few) < 5 for few in persons(leak, population))


def test_two_reports_a_day_apart_give_away_who_came() -> None:
    before, after = frozenset(range(20)), frozenset(range(21))
    (leak,) = derivable([Cell("q", Kind.MEAN, before), Cell("q", Kind.MEAN, after)])
    assert leak.members == {20}
    assert leak.is_group
    assert dict(leak.recipe) == {Cell("q", Kind.MEAN, after): 1, Cell("q", Kind.MEAN, before): -1}


def test_the_difference_of_two_people_is_a_leak_too() -> None:
    one, other = frozenset(range(9)), frozenset(range(1, 10))
    (leak,) = derivable([Cell("q", Kind.MEAN, one), Cell("q", Kind.MEAN, other)])
    assert leak.members == {0, 9}
    assert not leak.is_group


def test_different_questions_are_not_added_up() -> None:
    assert derivable([Cell("q", Kind.MEAN, frozenset(range(20))), Cell("r", Kind.MEAN, frozenset(range(21)))]) == ()
