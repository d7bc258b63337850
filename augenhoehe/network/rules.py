"""How a network is counted; knows no database."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

from augenhoehe.disclosure import FLOOR, Kind, Line, Population, Table, Told, break_down

OTHERS: Final = ""
"""What is rolled up: all departments, or levels, without a row of their own."""

SEARCHED: Final = 20_000
"""So many choices of names are looked at."""

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Tie:
    """A tandem that both confirmed: whose it is, and where the two work; None where that is not known."""

    mentor: int
    mentee: int
    departments: tuple[str | None, str | None]
    levels: tuple[int | None, int | None]

    @property
    def crossing(self) -> bool | None:
        """Whether the two met across departments."""
        one, other = self.departments
        return None if one is None or other is None else one != other


def pair_of(places: tuple[Any, Any]) -> Pair | None:
    """The two in either order are one pair."""
    one, other = places
    return None if one is None or other is None else tuple(sorted(places, key=str))


def rolled_up(ties: Mapping[int, Tie], attribute: str) -> dict[Hashable, Hashable]:
    """Place → the name it is shown under: as many as leave no cell under five, larger ones rather; others together.

    One more name only ever splits cells, so what does not fit to some names does not fit to more of them either: the
    search leaves such branches out, and those that could not beat the best any more. Should it take longer than
    `SEARCHED` steps, the best choice so far is used.
    """
    known = {key: pair for key, tie in ties.items() if None not in (pair := getattr(tie, attribute))}
    sizes = Counter(place for pair in known.values() for place in set(pair))
    places = sorted(sizes, key=lambda place: (-sizes[place], str(place)))
    cells: dict[Pair, list[Tie]] = {}
    for key, pair in known.items():
        cells.setdefault(pair, []).append(ties[key])
    named, left = frozenset[Hashable](), SEARCHED
    open_to: list[tuple[frozenset[Hashable], int]] = [(named, 0)]
    while open_to and left:
        left -= 1
        chosen, at = open_to.pop()
        named = max(named, chosen, key=lambda names: (len(names), sum(sizes[place] for place in names)))
        if len(chosen) + len(places) - at <= len(named):
            continue
        open_to.append((chosen, at + 1))
        more = chosen | {places[at]}
        if _enough(cells, more):
            open_to.append((more, at + 1))
    return {place: place if place in named else OTHERS for place in sizes} if named else {}


def _enough(cells: Mapping[Pair, Sequence[Tie]], named: AbstractSet[Hashable]) -> bool:
    """Whether every pair that has a tandem has five, told by these names."""
    shown: dict[Pair | None, list[Tie]] = {}
    for (one, other), found in cells.items():
        pair = pair_of((one if one in named else OTHERS, other if other in named else OTHERS))
        shown.setdefault(pair, []).extend(found)
    return all(_people(found) >= FLOOR for found in shown.values())


def _people(ties: Iterable[Tie]) -> int:
    sides = zip(*((tie.mentor, tie.mentee) for tie in ties), strict=True)
    return min(len(set(side)) for side in sides)


def tell(ties: Mapping[int, Tie]) -> tuple[Told, dict[str, dict[str, Any]]]:
    """What may be told of a cohort's ties, and its two tables; one call, so that they are safe together."""
    names = {attribute: rolled_up(ties, attribute) for attribute in ("departments", "levels")}

    def shown(tie: Tie, attribute: str) -> Pair | None:
        one, other = (names[attribute].get(place) for place in getattr(tie, attribute))
        return pair_of((one, other))

    members: dict[Hashable, dict[str, Hashable]] = {
        key: {"crossing": tie.crossing, **{attribute: shown(tie, attribute) for attribute in names}}
        for key, tie in ties.items()
    }
    people: dict[Hashable, tuple[Hashable, ...]] = {key: (tie.mentor, tie.mentee) for key, tie in ties.items()}
    told = break_down(Population(members, people), ("crossing", *names), kind=Kind.COUNT)
    tables = {table.attribute: table for table in told.tables}
    return told, {attribute: _matrix(_in_order(found), tables.get(attribute)) for attribute, found in names.items()}


def _in_order(names: Mapping[Hashable, Hashable]) -> list[Hashable]:
    """Numbers by size, names by alphabet, the others last."""
    named = sorted({name for name in names.values() if name != OTHERS}, key=lambda name: (str(type(name)), name))
    return [*named, *([OTHERS] if OTHERS in names.values() else [])]


def _matrix(names: Sequence[Hashable], table: Table | None) -> dict[str, Any]:
    """Every pair in both directions: its number, 0 where nobody met, None where it is withheld."""
    if table is None or not any(line.group for line in table.lines):
        return {}
    numbers: dict[Any, int | None] = {line.group: line.n for line in table.lines} | dict.fromkeys(table.withheld)
    return {"names": [*names], "cells": [[numbers.get(pair_of((row, column)), 0) for column in names] for row in names]}


def number_of(told: Told, attribute: str, group: Hashable) -> int | None:
    """How many a group of a told attribute has; None where it has no line of its own."""
    lines: Iterable[Line] = (line for table in told.tables if table.attribute == attribute for line in table.lines)
    return next((line.n for line in lines if line.group == group), None)
