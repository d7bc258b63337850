"""Plain whole numbers for ``checking``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from augenhoehe.engine.quotas.quota import Quota
from augenhoehe.engine.types import Role

Range = tuple[int, int]


def large(numbers: Iterable[int], bits: int) -> bool:
    """Whether one is too large to be added up."""
    return any(abs(number) > 1 << bits for number in numbers)


def highest(low: int, high: int, gain: int, price: int) -> tuple[int, tuple[int, int]]:
    """The largest of ``gain · min(1, f) + price · f`` over whole f from low to high, and where it is reached."""
    places = sorted({low, min(max(1, low), high), high})
    values = [gain * min(1, f) + price * f for f in places]
    best = max(values)
    at = [f for f, value in zip(places, values, strict=True) if value == best]
    return best, (at[0], at[-1])


def fewest(
    ranges: Mapping[Role, Mapping[str, Range]], of_quotas: Mapping[str, Range], quotas: Sequence[Quota]
) -> dict[Role, dict[str, int]]:
    """Fewest tandems of everybody: their own, and what a quota lacks when all others in it have as many as they can."""
    out = {role: {name: low for name, (low, _) in side.items()} for role, side in ranges.items()}
    for quota in quotas:
        side, mine = ranges[quota.side], out[quota.side]
        lacking = of_quotas[quota.name][0] - sum(side[name][1] for name in quota.people)
        for name in quota.people:
            mine[name] = max(mine[name], lacking + side[name][1])
    return out
