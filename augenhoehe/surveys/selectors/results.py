"""The frozen figures of a closed wave in words: names instead of keys, and why something is not told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from augenhoehe.disclosure import THRESHOLDS, Kind, Reason
from augenhoehe.people.enums import FunctionLevel

from ..enums import SCALES, ItemKind
from ..models import Item, Survey

BY: Final[dict[str, Any]] = {
    "side": gettext_lazy("Role"),
    "department": gettext_lazy("Department"),
    "level": gettext_lazy("Function level"),
}
_SIDES: Final[dict[str, Any]] = {"mentor": gettext_lazy("Mentors"), "mentee": gettext_lazy("Mentees")}


@dataclass(frozen=True)
class Line:
    """A group's mean. `mean` is None where it is withheld, and `why` says so."""

    name: str
    n: int | None
    mean: float | None
    why: str = ""


@dataclass(frozen=True)
class Breakdown:
    """A mean by role, department or level. `by`: its key; `label`: in words."""

    by: str
    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Share:
    """How many of a group gave an answer, and how many percent that are."""

    number: int
    percent: int


@dataclass(frozen=True)
class Distribution:
    """Who gave which answer. `columns`: group in words → how many answered; `rows`: answer → a share a column."""

    columns: list[tuple[str, int]]
    rows: list[tuple[str, list[Share]]]


@dataclass(frozen=True)
class ItemResult:
    """What one item tells. Where something is None, its `why_…` says why."""

    item: Item
    n: int | None
    mean: float | None
    why: str
    breakdowns: list[Breakdown]
    distribution: Distribution | None
    why_no_distribution: str
    score: int | None
    why_no_score: str

    @property
    def scaled(self) -> bool:
        return self.item.kind in SCALES

    @property
    def most(self) -> int:
        """The upper end of its scale."""
        return SCALES[self.item.kind][-1]

    @property
    def recommends(self) -> bool:
        return self.item.kind == ItemKind.SCALE10

    @property
    def least(self) -> int:
        """The lower end of its scale."""
        return SCALES[self.item.kind][0]

    @property
    def mentors(self) -> Line | None:
        """Their line; None where the item is not broken down by role."""
        return self._line("mentor")

    @property
    def mentees(self) -> Line | None:
        return self._line("mentee")

    def _line(self, side: str) -> Line | None:
        if self.item.side:
            return Line(str(_SIDES[side]), self.n, self.mean, self.why) if self.item.side == side else None
        lines = (line for one in self.breakdowns if one.by == "side" for line in one.lines)
        return next((line for line in lines if line.name == str(_SIDES[side])), None)


def results_of(survey: Survey) -> list[ItemResult]:
    """Every item that is told of, in its order; nothing where fewer than five have answered. One query."""
    figures = survey.figures or {}
    told = {one["key"]: one for one in figures.get("items", ())}
    if not told or survey.instrument is None:
        return []
    return [_result(item, told[item.key]) for item in survey.instrument.items.all() if item.key in told]


def _result(item: Item, found: Mapping[str, Any]) -> ItemResult:
    counts, score = found["counts"], found.get("score") or {}
    return ItemResult(
        item=item,
        n=found["n"],
        mean=found.get("mean"),
        why=why(found["withheld"], Kind.MEAN if item.kind in SCALES else Kind.DISTRIBUTION),
        breakdowns=[_breakdown(one) for one in found.get("tables", ())],
        distribution=_distribution(item, counts["lines"]) if counts["lines"] else None,
        why_no_distribution=why(counts["withheld"], Kind.DISTRIBUTION),
        score=score.get("value"),
        why_no_score=why(score.get("withheld"), Kind.NPS),
    )


def _breakdown(table: Mapping[str, Any]) -> Breakdown:
    by = table["by"]
    lines = sorted(table["lines"], key=_order)
    told = [Line(group_name(by, one["group"]), one["n"], one["mean"]) for one in lines]
    kept = [
        Line(group_name(by, group), None, None, why(reason, Kind.MEAN)) for group, reason in table["withheld"].items()
    ]
    return Breakdown(by, str(BY[by]), told + kept)


def _order(line: Mapping[str, Any]) -> tuple[bool, int, str]:
    """Mentors before mentees, departments and levels as they are written, all others last."""
    group = line["group"]
    return group is None, list(_SIDES).index(group) if group in _SIDES else 0, group or ""


def _distribution(item: Item, all_lines: list[Mapping[str, Any]]) -> Distribution:
    everybody, sides = all_lines[:1], sorted(all_lines[1:], key=_order)
    lines = everybody + sides
    columns = [(group_name("side", one["group"]) if one["group"] else _("All"), one["n"]) for one in lines]
    rows = [
        (name, [Share(one["counts"][key], round(100 * one["counts"][key] / one["n"])) for one in lines])
        for key, name in _answers(item)
    ]
    return Distribution(columns, rows)


def _answers(item: Item) -> list[tuple[str, str]]:
    if item.kind in SCALES:
        return [(str(step), str(step)) for step in SCALES[item.kind]]
    return item.choices(get_language() or "de")


def group_name(by: str, group: str | None) -> str:
    """A group in words."""
    if group is None:
        return _("All others")
    if by == "side":
        return str(_SIDES[group])
    return str(FunctionLevel(int(group)).label) if by == "level" else group


def why(reason: str | None, kind: Kind) -> str:
    """Why something is not told; empty where it is."""
    if reason is None:
        return ""
    if reason == Reason.WOULD_REVEAL:
        return _("withheld: together with the rest it would give a small group away")
    return _("withheld: fewer than %(number)d people") % {"number": THRESHOLDS[kind]}
