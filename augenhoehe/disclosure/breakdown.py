"""One population, broken down by several attributes, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from augenhoehe.disclosure.kinds import THRESHOLDS, Kind, Reason
from augenhoehe.disclosure.population import Group, Key, Population
from augenhoehe.disclosure.told import Line, Table, Told

By = Sequence[str] | Mapping[str, Sequence[Group]]


def break_down(
    population: Population, by: By, *, kind: Kind = Kind.MEAN, answered: Iterable[Key] | None = None
) -> Told:
    """Which groups may be told of.

    by: attributes; as a mapping with the groups of each in the order they are printed, else the largest come first.
    answered: keys that answered the question; everybody when not given.
    """
    keys = frozenset(population.members if answered is None else answered)
    threshold = THRESHOLDS[kind]
    if population.size(keys) < threshold:
        return Told(kind, None, (), Reason.TOO_FEW)
    orders = by if isinstance(by, Mapping) else dict.fromkeys(by)
    tables = tuple(_table(population, keys, one, order, threshold) for one, order in orders.items())
    return Told(kind, Line(None, keys), tables)


def _table(
    population: Population, keys: frozenset[Key], attribute: str, order: Sequence[Group] | None, threshold: int
) -> Table:
    """Small groups go into all others; where these would be too few themselves, the smallest other group too."""
    found = population.groups(attribute, keys)
    nowhere = found.pop(None, frozenset())
    groups = {one: found[one] for one in order or found if one in found}
    groups |= {one: members for one, members in found.items() if one not in groups}
    withheld = {one: Reason.TOO_FEW for one, members in groups.items() if population.size(members) < threshold}
    rest = nowhere.union(*(groups[one] for one in withheld))
    named = [one for one in groups if one not in withheld]
    while rest and population.size(rest) < threshold and named:
        smallest = min(reversed(named), key=lambda one: len(groups[one]))
        named.remove(smallest)
        withheld[smallest] = Reason.WOULD_REVEAL
        rest |= groups[smallest]
    lines = [Line(one, groups[one], (one,)) for one in named]
    if named and rest:
        lines.append(Line(None, rest, tuple(one for one in groups if one in withheld)))
    return Table(attribute, tuple(lines), {one: withheld[one] for one in groups if one in withheld})
