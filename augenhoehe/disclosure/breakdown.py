"""One population, broken down by several attributes, one at a time or two crossed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from augenhoehe.disclosure.candidates import By, Candidate, candidates_of, kind_of
from augenhoehe.disclosure.errors import UnknownMembers
from augenhoehe.disclosure.kinds import FLOOR, THRESHOLDS, Kind, Reason
from augenhoehe.disclosure.ledger import Cell, Ledger
from augenhoehe.disclosure.population import Attribute, Key, Population
from augenhoehe.disclosure.suppression import View, withheld
from augenhoehe.disclosure.told import Line, Table, Told

NOTHING = Ledger()


def break_down(
    population: Population,
    by: By,
    *,
    kind: Kind = Kind.MEAN,
    answered: Iterable[Key] | None = None,
    question: str = "",
    ledger: Ledger = NOTHING,
) -> Told:
    """Which groups may be told of, so that nothing follows about fewer people than the kind of figure needs.

    by: attributes, or pairs of them for a cross-table, whose margins come along; as a mapping with the groups of each
    in the order they are printed, else the largest come first. answered: keys that answered; everybody when not given.
    question: what the figures are of, as the ledger names it. ledger: what was told before.

    Withheld are the groups of as few people as possible, then as few groups, then rather those of an attribute that was
    asked for later. It depends on who belongs where alone, never on an answer. Raises ``UnknownMembers``.
    """
    keys = frozenset(population.members if answered is None else answered)
    if unknown := keys - population.members.keys():
        raise UnknownMembers(unknown)
    if population.size(keys) < THRESHOLDS[kind]:
        return Told(kind, None, withheld=Reason.TOO_FEW)
    groups = candidates_of(population, by, kind, keys)
    open_to = [one for found in groups.values() for one in found if one.enough]
    views = [*_answers(open_to, kind, keys, question, ledger), *_answering(open_to, population, keys, question, ledger)]
    chosen = withheld(views, _weights(open_to, list(groups)), population)
    if chosen is None:
        return Told(kind, None, withheld=Reason.WOULD_REVEAL)
    mask, best = chosen
    named = [one for number, one in enumerate(open_to) if not mask >> number & 1]
    tables = tuple(_table(population, one, found, named, kind, keys) for one, found in groups.items())
    cells = _cells(question, kind, named, keys, population)
    return Told(kind, Line(None, keys), tables, cells=cells, best=best)


def _weights(groups: Sequence[Candidate], asked: Sequence[Attribute]) -> list[int]:
    """What it costs to withhold each: first its people, then one for itself, then more the earlier it was asked for."""
    last = len(groups) * len(asked) + 1
    return [
        (len(one.members) * (len(groups) + 1) + 1) * last + len(asked) - asked.index(one.attribute) for one in groups
    ]


def _answers(
    groups: Sequence[Candidate], kind: Kind, keys: Collection[Key], question: str, ledger: Ledger
) -> list[View]:
    """What was answered. What is told from ten on must not follow for fewer than ten, and so with every threshold."""
    out = []
    for floor in sorted({FLOOR, THRESHOLDS[kind], *(THRESHOLDS[one.kind] for one in groups)}):
        cells = (one.members for one in ledger.of(question, answering=False) if THRESHOLDS[one.kind] >= floor)
        total = [keys] if THRESHOLDS[kind] >= floor else []
        members = {number: one.members for number, one in enumerate(groups) if THRESHOLDS[one.kind] >= floor}
        out.append(View((*cells, *total), members, floor))
    return out


def _answering(
    groups: Sequence[Candidate], population: Population, keys: Collection[Key], question: str, ledger: Ledger
) -> list[View]:
    """Who answered: every n is a sum too. Where everybody did, and always has, this says nothing new."""
    before = [one.members for one in ledger.of(question, answering=True)]
    if not before and len(keys) == len(population.members):
        return []
    everybody = {number: one.everybody for number, one in enumerate(groups)}
    return [View((*before, population.members.keys()), everybody, FLOOR)]


def _table(
    population: Population,
    attribute: Attribute,
    groups: Sequence[Candidate],
    named: Collection[Candidate],
    kind: Kind,
    keys: frozenset[Key],
) -> Table:
    lines = [Line(one.group, one.members, (one.group,)) for one in groups if one in named]
    others = [one for one in groups if one not in named]
    rest = keys.difference(*(line.members for line in lines))
    if lines and population.size(rest) >= THRESHOLDS[kind_of(attribute, kind)]:
        lines.append(Line(None, rest, tuple(one.group for one in others)))
    reasons = {one.group: Reason.WOULD_REVEAL if one.enough else Reason.TOO_FEW for one in others}
    return Table(attribute, tuple(lines), reasons)


def _cells(
    question: str, kind: Kind, named: Iterable[Candidate], keys: frozenset[Key], population: Population
) -> tuple[Cell, ...]:
    """What a ledger has to know; all others follow from the total."""
    cells = [Cell(question, kind, keys), Cell(question, Kind.COUNT, frozenset(population.members), answering=True)]
    for one in named:
        cells += [
            Cell(question, one.kind, one.members),
            Cell(question, Kind.COUNT, one.everybody, answering=True),
        ]
    return tuple(cells)
