"""The groups that are asked for, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from augenhoehe.disclosure.kinds import THRESHOLDS, Kind
from augenhoehe.disclosure.population import Attribute, Group, Key, Population

By = Sequence[Attribute] | Mapping[Attribute, Sequence[Group]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """members: of the group, who answered. everybody: of the group, whether they answered or not."""

    attribute: Attribute
    group: Group
    kind: Kind
    members: frozenset[Key]
    everybody: frozenset[Key]
    enough: bool


def candidates_of(
    population: Population, by: By, kind: Kind, keys: Collection[Key]
) -> dict[Attribute, list[Candidate]]:
    """All groups, for each attribute and each margin of a cross-table."""
    orders: Mapping[Attribute, Sequence[Group]] = by if isinstance(by, Mapping) else {}
    places = {one: _places(population, one, orders.get(one, ())) for one in dict.fromkeys(_margins(by))}

    def place(one: Candidate) -> tuple[int, ...]:
        if isinstance(one.attribute, str):
            return (places[one.attribute][one.group],)
        return tuple(places[name][group] for name, group in zip(one.attribute, _pair(one.group), strict=True))

    asked = dict.fromkeys([*places, *by])
    return {one: sorted(_candidates(population, one, kind, keys), key=place) for one in asked}


def kind_of(attribute: Attribute, kind: Kind) -> Kind:
    """A cell of a cross-table needs what cross-tables need, or more."""
    if isinstance(attribute, str) or THRESHOLDS[kind] >= THRESHOLDS[Kind.CROSS_TABLE]:
        return kind
    return Kind.CROSS_TABLE


def _pair(group: Group) -> tuple[Group, ...]:
    """The group of a cross-table, which is one of each attribute."""
    return group if isinstance(group, tuple) else (group,)


def _margins(by: By) -> list[str]:
    return [one for attribute in by for one in ((attribute,) if isinstance(attribute, str) else attribute)]


def _places(population: Population, attribute: str, order: Sequence[Group]) -> dict[Group, int]:
    found = population.groups(attribute, population.members)
    return {group: place for place, group in enumerate(dict.fromkeys([*order, *found]))}


def _candidates(population: Population, attribute: Attribute, kind: Kind, keys: Collection[Key]) -> list[Candidate]:
    """Groups in which nobody answered are there like all others: that they are missing would tell."""
    kind, answered = kind_of(attribute, kind), frozenset(keys)
    return [
        Candidate(
            attribute,
            group,
            kind,
            members=everybody & answered,
            everybody=everybody,
            enough=population.size(everybody & answered) >= THRESHOLDS[kind],
        )
        for group, everybody in population.groups(attribute, population.members).items()
    ]
