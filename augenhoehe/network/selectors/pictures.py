"""The network in figures, as the office, the sponsor and the staff council read it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from augenhoehe.intake.writing import Value
from augenhoehe.people.enums import FunctionLevel
from augenhoehe.programmes.models import Cohort

from ..models import Picture
from ..rules import OTHERS
from .ties import drawn_on


@dataclass(frozen=True)
class Matrix:
    """Who met whom: a row and a column for each name."""

    names: list[str]
    rows: list[tuple[str, list[int | None]]]

    @property
    def drawn(self) -> bool:
        """Whether a picture shows all of it, and more than that one is not the others."""
        return len(self.names) > 2 and all(number is not None for _name, cells in self.rows for number in cells)


@dataclass(frozen=True)
class Step:
    """One cohort on the way: None where it had too few tandems to tell of."""

    cohort: Cohort
    picture: Picture

    @property
    def departments_share(self) -> int | None:
        return _percent(self.picture.departments_reached, self.picture.departments_in_all)

    @property
    def levels_share(self) -> int | None:
        return _percent(self.picture.levels_reached, len(FunctionLevel))


@dataclass(frozen=True)
class Network:
    """A cohort's picture, None before its day; and the way up to it, cohort by cohort."""

    picture: Picture | None
    departments: Matrix | None
    levels: Matrix | None
    steps: list[Step]
    drawn_on: dt.date

    @property
    def grows(self) -> bool:
        """Whether there is more than one cohort to look back on."""
        return len(self.steps) > 1


def network_of(cohort: Cohort) -> Network:
    """Two queries, whatever the number of tandems."""
    found = Picture.objects.filter(cohort__programme=cohort.programme_id, cohort__starts_on__lte=cohort.starts_on)
    steps = [Step(one.cohort, one) for one in found.select_related("cohort")]
    picture = next((one.picture for one in steps if one.cohort.pk == cohort.pk), None)
    told = picture if picture is not None and picture.tandems is not None else None
    return Network(
        picture,
        _matrix(told.departments, _("all other departments")) if told else None,
        _matrix(told.levels, _("all other levels")) if told else None,
        steps,
        drawn_on(cohort),
    )


def _matrix(table: dict[str, Any], others: str) -> Matrix | None:
    if not table:
        return None
    names = [others if name == OTHERS else _label(name) for name in table["names"]]
    return Matrix(names, list(zip(names, table["cells"], strict=True)))


def _label(name: str | int) -> str:
    return str(FunctionLevel(name).label) if isinstance(name, int) else name


def _percent(part: int | None, whole: int) -> int | None:
    return None if part is None or not whole else round(100 * part / whole)


def sheets_of(network: Network) -> dict[str, list[list[Value]]]:
    """The page's tables to take away: name → rows. What is withheld is an empty cell."""
    head: list[Value] = [_("Cohort"), _("Tandems"), _("People"), _("Across departments"), _("New bridges")]
    head += [_("Departments reached, %"), _("Levels reached, %")]
    sheets = {_("Over the cohorts"): [head, *map(_line, network.steps)]}
    for title, matrix in ((_("Departments"), network.departments), (_("Levels"), network.levels)):
        if matrix:
            sheets[title] = [["", *matrix.names], *(_row(name, cells) for name, cells in matrix.rows)]
    return sheets


def _row(name: str, cells: list[int | None]) -> list[Value]:
    return [name, *cells]


def _line(step: Step) -> list[Value]:
    one = step.picture
    figures = [one.tandems, one.people, one.crossing, one.bridges, step.departments_share, step.levels_share]
    return [str(step.cohort.name), *figures]


def one_table(network: Network) -> Iterator[list[Value]]:
    """All sheets below each other, for a format that has only one."""
    for title, rows in sheets_of(network).items():
        yield [title]
        yield from rows
        yield []
