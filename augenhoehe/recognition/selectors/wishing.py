"""What somebody may wish for, what they wished, and what came of it: their own alone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import Audience, PlaceState, RoundState
from ..exchange import Cause
from ..models import Benefit, BenefitPlace, BenefitRound, WishList
from .benefits import wishers_of

SHOWN = (RoundState.OPEN, RoundState.PUBLISHED)


def rounds_of(person: Person) -> QuerySet[BenefitRound]:
    """Rounds of the person's cohorts that are open or given out, whether or not they may wish in them. One query."""
    found = BenefitRound.objects.filter(state__in=SHOWN, cohort__applications__person=person)
    return found.select_related("cohort__programme").distinct()


def wisher(person: Person, round_: BenefitRound) -> Application | None:
    """As whom the person wishes in this round; None where they may not. Two queries."""
    if not round_.cohort.uses(Part.BENEFITS):
        return None
    return wishers_of(round_).filter(person=person).select_related("person").order_by("pk").first()


def offered(round_: BenefitRound, side: str) -> list[Benefit]:
    """What this side may wish for. One query."""
    found = round_.benefits.all()
    return list(found if side == Side.MENTOR else found.filter(audience=Audience.BOTH))


def list_of(application: Application, round_: BenefitRound) -> WishList | None:
    return WishList.objects.filter(round=round_, application=application).first()


@dataclass(frozen=True)
class Missed:
    """A benefit that somebody wished for more, and why they do not have it."""

    benefit: Benefit
    cause: Cause


@dataclass(frozen=True)
class Result:
    """What came of somebody's wishes. `place` is None where they go without."""

    place: BenefitPlace | None
    missed: list[Missed]
    lot: int | None
    drawn: int

    @property
    def by_lot(self) -> bool:
        return any(one.cause == Cause.LOT for one in self.missed)


def result_of(wishes: WishList, benefits: list[Benefit]) -> Result:
    """Two queries."""
    by_pk = {one.pk: one for one in benefits}
    place = BenefitPlace.objects.filter(wish_list=wishes).select_related("benefit").first()
    missed = [Missed(by_pk[row["benefit"]], Cause(row["cause"])) for row in wishes.missed if row["benefit"] in by_pk]
    drawn = WishList.objects.filter(round=wishes.round_id, lot__isnull=False).count()
    return Result(place, missed, wishes.lot, drawn)


def open_turns(person: Person, today: dt.date) -> list[BenefitRound]:
    """Rounds in which the person can wish today and has said nothing yet. Constant queries for each open round."""
    open_ = rounds_of(person).filter(state=RoundState.OPEN, until__gte=today)
    mine = open_.exclude(wish_lists__application__person=person)
    return [one for one in mine if wisher(person, one)]


def fresh_places(person: Person) -> Any:
    """What the person got and has not used. One query."""
    mine = BenefitPlace.objects.visible_to(person).filter(state=PlaceState.ALLOTTED)
    return mine.select_related("benefit__round__cohort")


def round_for(person: Person, cohort: Cohort) -> BenefitRound | None:
    """The latest round of a cohort that the person has a part in. Three queries."""
    found = rounds_of(person).filter(cohort=cohort).first()
    return found if found and wisher(person, found) else None
