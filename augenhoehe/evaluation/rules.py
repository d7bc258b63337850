"""When sums may be told anew; knows no database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from augenhoehe.disclosure import FLOOR
from augenhoehe.tandems.sums import at_least

from .enums import Counted

Basis = Mapping[str, Any]
"""Tandem or talk → what it adds to a sum."""

People = Mapping[str, tuple[int, ...]]
"""Tandem or talk → whose it is, one person for each role."""


def size_of(keys: Iterable[str], people: People) -> int:
    """How many stand behind these: the smallest number of different people in any role."""
    sides = zip(*(people[key] for key in keys), strict=True)
    return min((len(set(side)) for side in sides), default=0)


def enough(keys: Iterable[str], people: People) -> bool:
    return size_of(keys, people) >= FLOOR


def grown(kept: Basis, now: Basis, people: People) -> dict[str, Any] | None:
    """What is told next: what was kept, and what is new in it. None where it would differ by fewer than five people's.

    What is gone stays as it was told: a sum that is less by it would be it.
    """
    changed = [key for key, value in now.items() if kept.get(key) != value]
    return {**kept, **now} if enough(changed, people) else None


def told_of(kind: str, basis: Basis) -> dict[str, Any]:
    """The sums that are shown, from what they are made of."""
    values = list(basis.values())
    if kind == Counted.ENDS:
        return {"begun": len(values), **{name: values.count(name) for name in ("ended", "closed")}}
    if kind == Counted.MEETINGS:
        held, minutes = (sum(one) for one in zip(*values, strict=True))
        return {"tandems": len(values), "held": held, "minutes": minutes}
    if kind == Counted.FIRST:
        return {"tandems": len(values), "days": sum(values)}
    spoken = Counter(theme for themes in values for theme in themes)
    themes = {str(theme): at_least(number, len(values)) for theme, number in spoken.items()}
    return {"themes": {theme: number for theme, number in themes.items() if number}}
