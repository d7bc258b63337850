"""Thresholds, roll-up and complementary suppression in one table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.disclosure import FLOOR, THRESHOLDS, Kind, Population, Reason, Told, break_down

COUNTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(1, 12), max_size=8)


def people(counts: dict[str, int], nowhere: int = 0) -> Population:
    members = {f"{name}{k}": {"department": name} for name, n in counts.items() for k in range(n)}
    return Population(members | {f"-{k}": {} for k in range(nowhere)})  # type: ignore[arg-type]


def lines(told: Told) -> list[tuple[object, int]]:
    return [(line.group, line.n) for line in told.tables[0].lines]


def told(counts: dict[str, int], kind: Kind = Kind.COUNT) -> Told:
    return break_down(people(counts), ("department",), kind=kind)


def test_small_departments_are_told_of_together() -> None:
    found = told({"A": 9, "B": 6, "C": 3, "D": 2})
    assert lines(found) == [("A", 9), ("B", 6), (None, 5)]
    assert found.tables[0].withheld == {"C": Reason.TOO_FEW, "D": Reason.TOO_FEW}
    assert found.tables[0].lines[-1].groups == ("C", "D")


def test_a_single_small_group_takes_the_smallest_other_with_it() -> None:
    found = told({"A": 9, "B": 6, "C": 1})
    assert lines(found) == [("A", 9), (None, 7)]
    assert found.tables[0].withheld == {"B": Reason.WOULD_REVEAL, "C": Reason.TOO_FEW}


def test_where_all_others_would_be_everybody_there_is_no_table() -> None:
    found = told({"A": 9, "B": 3})
    assert (found.total.n if found.total else 0, lines(found)) == (12, [])


def test_too_few_people_show_nothing() -> None:
    found = told({"A": 3, "B": 1})
    assert (found.total, found.tables, found.withheld) == (None, (), Reason.TOO_FEW)


@pytest.mark.parametrize(
    ("kind", "threshold"),
    [(Kind.COUNT, 5), (Kind.MEAN, 5), (Kind.DISTRIBUTION, 10), (Kind.CROSS_TABLE, 10), (Kind.NPS, 20)],
)
def test_thresholds_are_those_published(kind: Kind, threshold: int) -> None:
    assert THRESHOLDS[kind] == threshold
    assert told({"A": threshold - 1}, kind).total is None
    assert lines(told({"A": threshold, "B": threshold}, kind)) == [("A", threshold), ("B", threshold)]
    assert lines(told({"A": threshold, "B": threshold - 1}, kind)) == []


def test_five_tandems_of_four_mentors_are_four() -> None:
    tandems = Population(
        {k: {"department": "A"} for k in range(5)}, people={k: (f"m{min(k, 3)}", f"e{k}") for k in range(5)}
    )
    assert break_down(tandems, ("department",)).total is None


def test_a_department_with_tandems_of_few_mentors_is_too_small_itself() -> None:
    members = {k: {"department": "A" if k < 8 else "B"} for k in range(24)}
    tandems = Population(members, people={k: (f"m{k // 2}", f"e{k}") for k in members})
    found = break_down(tandems, ("department",))
    assert (found.total.n if found.total else 0, found.tables[0].lines) == (24, ())
    assert found.tables[0].withheld == {"B": Reason.WOULD_REVEAL, "A": Reason.TOO_FEW}


def test_who_has_no_department_is_among_all_others() -> None:
    found = break_down(people({"A": 9, "B": 6}, nowhere=1), ("department",))
    assert lines(found) == [("A", 9), (None, 7)]


def test_groups_come_in_the_order_asked_for() -> None:
    found = break_down(people({"A": 9, "B": 6, "C": 7}), {"department": ["C", "A", "B"]})
    assert [group for group, _ in lines(found)] == ["C", "A", "B"]


def test_only_who_answered_counts() -> None:
    everybody = people({"A": 9, "B": 6})
    found = break_down(everybody, ("department",), answered=[key for key in everybody.members if key != "B0"])
    assert lines(found) == [("A", 9), ("B", 5)]


@given(COUNTS, st.integers(0, 6))
def test_nobody_small_is_left_over_and_no_less_could_be_withheld(counts: dict[str, int], nowhere: int) -> None:
    found = break_down(people(counts, nowhere), ("department",))
    total = sum(counts.values()) + nowhere
    if found.total is None:
        assert total < FLOOR
        return
    named = {str(line.group): line.n for line in found.tables[0].lines if line.group is not None}
    rest = total - sum(named.values())
    assert all(n >= FLOOR for n in named.values())
    assert rest == 0 or rest >= FLOOR
    eligible = [name for name, n in counts.items() if n >= FLOOR]
    losses = []
    for bits in range(1 << len(eligible)):
        shown = sum(counts[name] for k, name in enumerate(eligible) if bits >> k & 1)
        if total == shown or total - shown >= FLOOR:
            losses.append(total - shown)
    assert rest == min(losses)
