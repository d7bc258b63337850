"""The cheapest hitting set against all there are."""

from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.disclosure.covering import cheapest

SETS = st.lists(st.integers(1, 255), max_size=12)
WEIGHTS = st.lists(st.integers(1, 30), min_size=8, max_size=8)


def cost(mask: int, weights: list[int]) -> int:
    return sum(weight for k, weight in enumerate(weights) if mask >> k & 1)


@given(SETS, WEIGHTS)
def test_no_set_that_hits_all_costs_less(sets: list[int], weights: list[int]) -> None:
    mask, proved = cheapest(sets, weights)
    least = min(cost(one, weights) for one in range(256) if all(one & other for other in sets))
    assert proved
    assert (all(mask & other for other in sets), cost(mask, weights)) == (True, least)


@given(SETS, WEIGHTS)
def test_without_patience_it_hits_all_and_claims_nothing(sets: list[int], weights: list[int]) -> None:
    mask, proved = cheapest(sets, weights, patience=0)
    assert all(mask & other for other in sets)
    assert proved == (not sets)
