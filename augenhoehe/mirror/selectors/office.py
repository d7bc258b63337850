"""What the office reads of the mirror: means of lots of tandems. Nothing here fetches an answer, nor who gave one."""

from dataclasses import dataclass

from augenhoehe.programmes.models import Cohort

from ..enums import Round
from ..models import Lot
from ..rules import added
from .statements import Worded, edition_of

_SIDES = 2


@dataclass(frozen=True)
class Means:
    """Of one statement in one round, 0 to 5 each: over tandems, and over both of their people."""

    distance: float
    assumed: float
    accuracy: float


@dataclass(frozen=True)
class Row:
    """A statement with its means in both rounds; None where there are too few tandems."""

    statement: Worded
    first: Means | None
    last: Means | None


@dataclass(frozen=True)
class Figures:
    """The cohort's mirror. first, last: how many tandems are in the means of a round, 0 or at least five."""

    rows: list[Row]
    first: int
    last: int
    kept: bool


def figures_of(cohort: Cohort) -> Figures:
    """What the lots that are large enough say together. Three queries at most."""
    edition = edition_of(cohort)
    lots = list(Lot.objects.filter(cohort=cohort, closed=True))
    number = {one: sum(lot.tandems for lot in lots if lot.round == one) for one in Round}
    means = {one: _means([lot for lot in lots if lot.round == one], number[one]) for one in Round}
    rows = [
        Row(one, means[Round.FIRST].get(one.key), means[Round.LAST].get(one.key))
        for one in edition.statements
        if number[Round.FIRST] or number[Round.LAST]
    ]
    return Figures(rows, number[Round.FIRST], number[Round.LAST], edition.kept)


def _means(lots: list[Lot], tandems: int) -> dict[str, Means]:
    people = tandems * _SIDES
    return {
        key: Means(distance / tandems, assumed / people, accuracy / people)
        for key, (distance, assumed, accuracy) in added(lot.sums for lot in lots).items()
    }
