"""Several tables of the same people, against the slow truth over everything that is published."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.disclosure import (
    FLOOR,
    THRESHOLDS,
    Cell,
    Kind,
    Ledger,
    NotProved,
    Population,
    Reason,
    Told,
    UnknownMembers,
    break_down,
    derivable,
)

from .brute import exposed, figures, plain_differences

BY = ("side", "department", "level")
CROSSED = (*BY, ("department", "level"))


@st.composite
def cohorts(draw: st.DrawFn, most: int = 16) -> Population:
    person = st.fixed_dictionaries(
        {
            "side": st.sampled_from("ab"),
            "department": st.sampled_from(["A", "B", "C", None]),
            "level": st.integers(1, 3),
        }
    )
    return Population(dict(enumerate(draw(st.lists(person, min_size=4, max_size=most)))))


@st.composite
def mirrored(draw: st.DrawFn) -> Population:
    """Tandems; some mentors have several mentees."""
    population = draw(cohorts(most=12))
    mentors = draw(st.lists(st.integers(0, 8), min_size=12, max_size=12))
    return Population(population.members, {key: (f"m{mentors[key]}", f"e{key}") for key in population.members})


def named(told: Told) -> int:
    return sum(line.n for table in told.tables for line in table.lines if line.group is not None)


@settings(max_examples=60, deadline=None)
@given(cohorts(), st.data(), st.sampled_from([BY, CROSSED]))
def test_nothing_under_five_follows_from_all_tables_together(
    population: Population, data: st.DataObject, by: tuple
) -> None:  # type: ignore[type-arg]
    answered = data.draw(st.sets(st.sampled_from(sorted(population.members)), min_size=3))
    told = break_down(population, by, answered=answered, question="q")
    for groups in figures(told.cells).values():
        assert exposed(groups, population, FLOOR) == set()
        assert all(len(few) >= FLOOR for few in plain_differences(groups))
    assert derivable(told.cells, population) == ()


@settings(max_examples=40, deadline=None)
@given(mirrored())
def test_tandems_of_few_mentors_do_not_follow_either(population: Population) -> None:
    told = break_down(population, BY)
    for groups in figures(told.cells).values():
        assert exposed(groups, population, FLOOR) == set()


@settings(max_examples=30, deadline=None)
@given(cohorts(most=14), st.data())
def test_nothing_follows_from_all_reports_together(population: Population, data: st.DataObject) -> None:
    """The cohort grows, people are erased, other kinds of figures are asked for: the ledger remembers."""
    ledger = Ledger()
    printed: list[Cell] = []
    keys = sorted(population.members)
    for kind in data.draw(st.lists(st.sampled_from([Kind.MEAN, Kind.MEAN, Kind.DISTRIBUTION]), min_size=2, max_size=3)):
        there = data.draw(st.sets(st.sampled_from(keys), min_size=4))
        now = Population({key: population.members[key] for key in there})
        told = break_down(now, BY, kind=kind, question="q", ledger=ledger)
        ledger = ledger.plus(told.cells)
        printed += told.cells
    assert set(ledger.cells) == set(printed)
    for groups in figures(printed).values():
        assert exposed(groups, population, FLOOR) == set()


@settings(max_examples=60, deadline=None)
@given(cohorts(most=24), st.sampled_from([Kind.MEAN, Kind.DISTRIBUTION]))
def test_no_choice_of_groups_withholds_less(population: Population, kind: Kind) -> None:
    """Every choice of groups that reach the threshold, each checked by the proof, which has its own slow truth."""
    told = break_down(population, BY, kind=kind)
    assert told.best
    if told.total is None:
        return
    floor = THRESHOLDS[kind]
    groups = [
        found for one in BY for found in population.groups(one, population.members).values() if len(found) >= floor
    ]
    best = 0
    for bits in range(1 << len(groups)):
        some = [group for k, group in enumerate(groups) if bits >> k & 1]
        size = sum(map(len, some))
        if size > best and not leaks([told.total.members, *some], floor):
            best = size
    assert named(told) == best


def leaks(groups: list[frozenset[object]], floor: int) -> bool:
    return bool(derivable([Cell("", Kind.MEAN, group) for group in groups], floor=floor))


def test_two_tables_together_need_more_than_each_alone() -> None:
    """All but one of department A are on level 1, and nobody else is: A minus level 1 would be one person."""
    members = {k: {"department": "A" if k < 8 else "B", "level": 1 if k < 7 else 2} for k in range(16)}
    told = break_down(Population(members), ("department", "level"))
    assert [len(table.lines) for table in told.tables] == [2, 0]
    assert told.tables[1].withheld == {1: Reason.WOULD_REVEAL, 2: Reason.WOULD_REVEAL}


def test_the_groups_of_fewer_people_are_withheld() -> None:
    """Department X (6) or Y (5) has to go into all others, with one person of W: the one with fewer people does."""
    members = [f"{side}{department}" for side, department in zip("AAABABABAABA", "YXYXXXYXYYXW", strict=True)]
    population = Population({k: {"side": one[0], "department": one[1]} for k, one in enumerate(members)})
    told = break_down(population, ("side", "department"))
    assert [(line.group, line.n) for line in told.tables[1].lines] == [("X", 6), (None, 6)]


def test_the_same_report_again_costs_nothing() -> None:
    population = Population({k: {"side": "ab"[k % 2]} for k in range(20)})
    first = break_down(population, ("side",), question="q")
    again = break_down(population, ("side",), question="q", ledger=Ledger(first.cells))
    assert again == first


def test_a_cohort_that_grew_by_four_has_to_wait() -> None:
    def grown(n: int, ledger: Ledger) -> Told:
        return break_down(Population({k: {} for k in range(n)}), (), question="q", ledger=ledger)

    ledger = Ledger(grown(20, Ledger()).cells)
    assert grown(24, ledger).withheld == Reason.WOULD_REVEAL
    assert grown(25, ledger).total is not None


def test_who_was_erased_is_not_the_difference_of_two_reports() -> None:
    everybody = Population({k: {"side": "ab"[k % 2]} for k in range(20)})
    ledger = Ledger(break_down(everybody, ("side",), question="q").cells)
    left = Population({k: everybody.members[k] for k in range(1, 20)})
    assert break_down(left, ("side",), question="q", ledger=ledger).total is None
    assert break_down(left, ("side",), question="another", ledger=ledger).total is not None


def test_an_answer_that_came_late_is_not_the_difference_of_two_reports() -> None:
    """The population is the same both times; that one more answered is told by n, what they answered is not."""
    population = Population({k: {"side": "ab"[k % 2]} for k in range(20)})
    ledger = Ledger(break_down(population, ("side",), answered=range(19), question="q").cells)
    late = break_down(population, ("side",), answered=range(20), question="q", ledger=ledger)
    assert (late.total, late.withheld) == (None, Reason.WOULD_REVEAL)


def test_that_two_who_were_erased_had_not_answered_does_not_follow() -> None:
    """All who are left answered, and the same sums again tell nothing of answers; n beside n would tell of the two."""
    ledger = Ledger(break_down(Population({k: {} for k in range(27)}), (), answered=range(25), question="q").cells)
    left = Population({k: {} for k in range(25)})
    assert break_down(left, (), question="q", ledger=ledger).withheld == Reason.WOULD_REVEAL


def test_that_a_small_group_left_a_question_out_does_not_follow_either() -> None:
    """Three are in department B and none of them answered: with A's n beside the total, that would be told."""
    members = {k: {"department": "A" if k < 9 else "B"} for k in range(12)}
    told = break_down(Population(members), ("department",), answered=range(9))
    assert told.tables[0].withheld == {"A": Reason.WOULD_REVEAL, "B": Reason.TOO_FEW}


def test_a_group_of_which_nobody_answered_looks_like_any_small_one() -> None:
    members = {k: {"department": "A" if k < 9 else "B" if k < 15 else "C"} for k in range(20)}
    some = break_down(Population(members), ("department",), answered=[*range(10), *range(15, 20)])
    nobody = break_down(Population(members), ("department",), answered=[*range(9), *range(15, 20)])
    assert some.tables[0].withheld == {"B": Reason.TOO_FEW, "C": Reason.WOULD_REVEAL}
    assert nobody.tables[0].withheld == {"B": Reason.TOO_FEW}


def test_cross_tables_come_with_their_margins() -> None:
    members = {k: {"side": "ab"[k % 2], "level": 1 + k % 3} for k in range(120)}
    told = break_down(Population(members), {("side", "level"): (), "level": (3, 2, 1)})
    assert [table.attribute for table in told.tables] == ["side", "level", ("side", "level")]
    assert [line.group for line in told.tables[2].lines[:3]] == [("a", 3), ("a", 2), ("a", 1)]
    assert all(line.n == 20 for line in told.tables[2].lines)


def test_distributions_do_not_follow_for_fewer_than_ten() -> None:
    members = {k: {"side": "a" if k < 12 else "b"} for k in range(20)}
    assert len(break_down(Population(members), ("side",)).tables[0].lines) == 2
    assert break_down(Population(members), ("side",), kind=Kind.DISTRIBUTION).tables[0].lines == ()


def test_a_ledger_can_be_kept_as_json() -> None:
    told = break_down(Population({k: {"side": "ab"[k % 2]} for k in range(20)}), ("side",), question="q")
    ledger = Ledger(told.cells)
    assert Ledger.from_list(json.loads(json.dumps(ledger.to_list()))) == ledger


def test_who_is_not_of_the_population_cannot_have_answered() -> None:
    with pytest.raises(UnknownMembers) as caught:
        break_down(Population({1: {}}), (), answered=[1, 2])
    assert caught.value.keys == (2,)


def test_what_a_search_gives_up_on_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    population = Population({k: {"a": k // 6 % 5, "b": k % 5} for k in range(60)})
    assert len(break_down(population, ("a", "b")).tables[1].lines) == 5
    monkeypatch.setattr("augenhoehe.disclosure.suppression.PATIENCE", 0)
    told = break_down(population, ("a", "b"))
    assert not told.best
    assert derivable(told.cells) == ()
    assert sum(len(table.lines) for table in told.tables) < 10


def test_a_proof_that_takes_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    population = Population({k: {"a": k // 6 % 5, "b": k % 5} for k in range(60)})
    cells = break_down(population, ("a", "b")).cells
    monkeypatch.setattr("augenhoehe.disclosure.proof.PATIENCE", 0)
    with pytest.raises(NotProved):
        derivable(cells)
