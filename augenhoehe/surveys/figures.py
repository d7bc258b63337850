"""What a closed wave tells: means, distributions and recommendation scores, made once and kept as JSON.

    {"told": true, "answers": 84, "items": [
        {"key": "eye-level", "n": 82, "mean": 4.6, "withheld": null,
         "tables": [{"by": "side", "lines": [{"group": "mentor", "n": 44, "mean": 4.8}], "withheld": {"x": "too_few"}}],
         "counts": {"withheld": null, "lines": [{"group": null, "n": 82, "counts": {"1": 0, "2": 3}}]},
         "score": {"withheld": null, "value": 31}}]}

A line's group null is everybody in `counts` and all others in `tables`. Which groups are told of is for `disclosure` to
say, from who belongs where and never from an answer; the kinds of figures of one item share a ledger.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from statistics import fmean
from typing import Any, Final

from augenhoehe.applications.enums import Side
from augenhoehe.disclosure import Kind, Ledger, Line, Population, Told, break_down

from .enums import SCALES, ItemKind
from .models import Item, Sheet

BY: Final = ("side", "department", "level")
"""By what a mean is broken down, one at a time; a distribution by the side alone."""

PROMOTERS: Final = 9
DETRACTORS: Final = 6


def figures_of(items: Sequence[Item], sheets: Sequence[Sheet]) -> dict[str, Any]:
    """The figures of a wave. Text items have none."""
    everybody = dict(enumerate(sheets))
    whole = break_down(_population(everybody), (), kind=Kind.MEAN)
    asked = [one for one in items if one.kind != ItemKind.TEXT] if whole.total else []
    sides = {side: {at: one for at, one in everybody.items() if side in ("", one.side)} for side in ("", *Side.values)}
    populations = {side: _population(those) for side, those in sides.items()}
    told = [_item(one, sides[one.side], populations[one.side]) for one in asked]
    return {"told": whole.total is not None, "answers": len(sheets), "items": told}


def _population(sheets: Mapping[int, Sheet]) -> Population:
    members: dict[Hashable, dict[str, Hashable | None]] = {
        at: {"side": sheet.side, "department": sheet.department or None, "level": sheet.level}
        for at, sheet in sheets.items()
    }
    return Population(members)


def _item(item: Item, asked: Mapping[int, Sheet], population: Population) -> dict[str, Any]:
    given = {at: sheet.values.get(item.key) for at, sheet in asked.items()}
    values = {at: value for at, value in given.items() if value not in (None, "", [])}
    sides = ("side",) if not item.side else ()
    found: dict[str, Any] = {"key": item.key, "n": None, "withheld": None}
    ledger = Ledger()
    if item.kind in SCALES:
        by = [one for one in BY if one != "side" or not item.side]
        told = break_down(population, by, kind=Kind.MEAN, answered=values, question=item.key)
        ledger = ledger.plus(told.cells)
        found |= _means(told, values)
    told = break_down(population, sides, kind=Kind.DISTRIBUTION, answered=values, question=item.key, ledger=ledger)
    ledger = ledger.plus(told.cells)
    found["counts"] = _counts(told, item, values)
    if item.kind not in SCALES:
        found |= {"n": told.total.n if told.total else None, "withheld": _reason(told)}
    if item.kind == ItemKind.SCALE10:
        told = break_down(population, (), kind=Kind.NPS, answered=values, question=item.key, ledger=ledger)
        found["score"] = {"withheld": _reason(told), "value": _score(told.total, values)}
    return found


def _means(told: Told, values: Mapping[Any, int]) -> dict[str, Any]:
    if told.total is None:
        return {"withheld": _reason(told), "tables": []}
    tables = [
        {
            "by": table.attribute,
            "lines": [{"group": _name(line.group), "n": line.n, "mean": _mean(line, values)} for line in table.lines],
            "withheld": {_name(group): reason.value for group, reason in table.withheld.items()},
        }
        for table in told.tables
    ]
    return {"n": told.total.n, "mean": _mean(told.total, values), "tables": tables}


def _counts(told: Told, item: Item, values: Mapping[Any, Any]) -> dict[str, Any]:
    if told.total is None:
        return {"withheld": _reason(told), "lines": []}
    lines = [told.total, *(line for table in told.tables for line in table.lines if line.group is not None)]
    return {"withheld": None, "lines": [_distribution(line, item, values) for line in lines]}


def _distribution(line: Line, item: Item, values: Mapping[Any, Any]) -> dict[str, Any]:
    given: Counter[str] = Counter()
    for key in line.members:
        value = values[key]
        given.update(map(str, value if isinstance(value, list) else [value]))
    possible = SCALES.get(item.kind) or [option["key"] for option in item.options]
    return {"group": _name(line.group), "n": line.n, "counts": {str(one): given[str(one)] for one in possible}}


def _score(total: Line | None, values: Mapping[Any, int]) -> int | None:
    """The recommendation score: promoters (9, 10) less detractors (0 to 6), in percent of all, −100 to 100."""
    if total is None:
        return None
    given = [values[key] for key in total.members]
    return round(100 * (sum(one >= PROMOTERS for one in given) - sum(one <= DETRACTORS for one in given)) / len(given))


def _mean(line: Line, values: Mapping[Any, int]) -> float:
    return round(fmean(values[key] for key in line.members), 2)


def _reason(told: Told) -> str | None:
    return told.withheld.value if told.withheld else None


def _name(group: Any) -> str | None:
    return None if group is None else str(group)
