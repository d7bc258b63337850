from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.portal.small_groups import rolled_up

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 12), max_size=12)


def test_small_departments_are_counted_together() -> None:
    assert rolled_up({"A": 9, "B": 6, "C": 3, "D": 2}) == ([("A", 9), ("B", 6)], 5)


def test_a_single_small_cell_takes_the_smallest_other_with_it() -> None:
    assert rolled_up({"A": 9, "B": 6, "C": 1}) == ([("A", 9)], 7)


def test_too_few_people_show_nothing() -> None:
    assert rolled_up({"A": 3, "B": 1}) == ([], 0)


@given(COUNTS)
def test_no_small_group_can_be_derived(counts: dict[str, int]) -> None:
    shown, rest = rolled_up(counts)
    total = sum(counts.values())
    known = sum(n for _, n in shown)
    assert all(n >= 5 for _, n in shown)
    assert rest == 0 or rest >= 5
    # What the reader can subtract from the total: nobody, or a group that is large enough; or nothing is shown at all.
    assert not shown or total - known == rest
