"""The same question at several times, beside each other.

Links between people and their answers are destroyed with each close, so no answers can be paired: a difference is
that of two means, each with the people it is of. Beside it stands what people say looking back.
"""

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from augenhoehe.surveys.enums import ItemKind, Level, Moment, Wave
from augenhoehe.surveys.selectors.results import BY, ItemResult, Line, group_name

from ..tables import Cell, Column, Row, Table
from .answers import SCALE_END, Answers, mean, of_line

TIMES: Final = (Wave.ADMISSION, Moment.BEFORE), (Wave.CLOSING, Moment.AFTER), (Wave.FOLLOW_UP, Moment.LATER)
Times = dict[str, ItemResult]
"""What one item told at which moment; `retro`: of its construct, looking back."""


def asked_again(answers: Answers) -> dict[str, Times]:
    """Items on the scale that speak of a moment: key → moment → what was told."""
    found: dict[str, Times] = {}
    for wave, moment in TIMES:
        for one in answers.items(wave):
            if one.item.kind == ItemKind.SCALE6 and _moment(one, wave) == moment:
                found.setdefault(one.item.key, {})[moment] = one
    for one in answers.items(Wave.CLOSING):
        if one.item.moment == Moment.RETRO:
            _add_retro(found, one)
    return found


def _moment(one: ItemResult, wave: Wave) -> str:
    """What is asked at the end alone speaks of the end, unless it is about how somebody found it."""
    ended = wave == Wave.CLOSING and one.item.level != Level.REACTION
    return one.item.moment or (Moment.AFTER if ended else "")


def _add_retro(found: dict[str, Times], retro: ItemResult) -> None:
    for times in found.values():
        if any(one.item.measure == retro.item.measure for one in times.values()):
            times.setdefault(Moment.RETRO, retro)


def gains(answers: Answers, level: Level) -> Table | None:
    """Means before and at the end of all items of a level, the difference, looking back, and a year later."""
    rows = [
        Row(key, str(_latest(times).item.text), _cells(times, mean))
        for key, times in asked_again(answers).items()
        if _latest(times).item.level == level
    ]
    title = _("%(level)s: agreement from 1 to 6, means before, at the end and later") % {"level": level.label}
    if not rows:
        return None
    return Table(f"gain-{level.value}", title, _("Statement"), _columns(), rows, _note(), SCALE_END)


def _latest(times: Times) -> ItemResult:
    """Its words and its level as they stood at the end; else as they were asked otherwise."""
    return next(times[moment] for moment in (Moment.AFTER, Moment.BEFORE, Moment.LATER) if moment in times)


def _columns() -> list[Column]:
    return [
        Column("before", _("Before the start"), compared=False),
        Column("after", _("At the end")),
        Column("gain", _("Difference"), drawn=False),
        Column("retro", _("Before, looking back"), compared=False),
        Column("later", _("A year after the start"), compared=False),
    ]


def _note() -> str:
    return _(
        "Answers have no way back to a person, so they cannot be paired: the difference is that of the two means, and"
        " not always of the same people. It is worked out from the means before they are rounded."
    )


def _cells(times: Times, of: Callable[[ItemResult | None], Cell]) -> list[Cell]:
    before, after, retro, later = (
        of(times.get(one)) for one in (Moment.BEFORE, Moment.AFTER, Moment.RETRO, Moment.LATER)
    )
    return [before, after, difference(before, after), retro, later]


def difference(before: Cell, after: Cell) -> Cell:
    if before.value is None or after.value is None:
        return Cell()
    return Cell(round(after.value - before.value, 2), digits=1, signed=True)


def broken_down(answers: Answers) -> list[Table]:
    """The same by role, department and function level, one at a time, as far as the groups were told of."""
    found = asked_again(answers)
    tables = []
    for by, label in BY.items():
        rows = [row for key, times in found.items() for row in _groups(key, times, by)]
        if rows:
            title = _("By %(what)s: means before and at the end") % {"what": label}
            columns = [column for column in _columns() if column.key in ("before", "after", "gain")]
            note = _("Groups of which nothing may be told at either time are left out.")
            tables.append(Table(f"by-{by}", title, _("Statement and group"), columns, rows, note, drawn=False))
    return tables


def _groups(key: str, times: Times, by: str) -> Iterator[Row]:
    """By name. All others are told where they are the same groups at both times: else nothing compares."""
    told = [_lines(times.get(moment), by) for moment in (Moment.BEFORE, Moment.AFTER)]
    before, after = ({name for name, line in lines.items() if line.mean is None} for lines in told)
    for name in sorted({*told[0], *told[1]}, key=lambda name: (name == group_name(by, None), name)):
        cells = [of_line(lines.get(name)) for lines in told]
        same = before == after or name != group_name(by, None)
        if same and any(cell.value is not None for cell in cells):
            label = f"{_latest(times).item.get_measure_display()}: {name}"
            yield Row(f"{key}-{name}", label, [*cells, difference(*cells)])


def _lines(one: ItemResult | None, by: str) -> dict[str, Line]:
    return {line.name: line for table in (one.breakdowns if one else ()) if table.by == by for line in table.lines}
