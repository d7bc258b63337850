"""Rounds of benefits, who may wish in them, and what the office reads: who gets what, never what somebody wished."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem

from ..allotment import Allotment
from ..enums import HAD, Audience, PlaceState, RoundState
from ..exchange import OneMore, Wisher
from ..models import Benefit, BenefitPlace, BenefitRound, WishList
from ..rules import TOOK_PART


def current_round(cohort: Cohort) -> BenefitRound | None:
    """The latest round. One query."""
    return cohort.benefit_rounds.select_related("cohort__programme").first()


def catalogue(round_: BenefitRound) -> QuerySet[Benefit]:
    """What there is in a round, with how many places are `taken`."""
    taken = Count("given", filter=~Q(given__state=PlaceState.RETURNED))
    return round_.benefits.annotate(taken=taken).order_by("pk")


def wishers_of(round_: BenefitRound) -> QuerySet[Application]:
    """Who may wish: whoever took part in a tandem, on a side for which there is something."""
    mine = Tandem.objects.filter(state__in=TOOK_PART)
    part = Q(Exists(mine.filter(mentor=OuterRef("pk"))), side=Side.MENTOR)
    if round_.benefits.filter(audience=Audience.BOTH).exists():
        part |= Q(Exists(mine.filter(mentee=OuterRef("pk"))), side=Side.MENTEE)
    return Application.objects.filter(part, cohort=round_.cohort_id)


def silent(round_: BenefitRound) -> QuerySet[Application]:
    """Who has not said yet whether they wish for something."""
    return wishers_of(round_).exclude(wish_lists__round=round_).select_related("person")


@dataclass(frozen=True)
class Line:
    """A benefit in the proposal: how many wish for it, how many get it, and what one place more would bring."""

    benefit: Benefit
    wished: int
    wished_first: int
    gets: int
    one_more: OneMore


@dataclass(frozen=True)
class Proposal:
    """Who would get what. `basis` is a word that stands for exactly this."""

    lists: dict[int, WishList]
    allotment: Allotment
    lines: list[Line]
    basis: str

    @property
    def said_something(self) -> int:
        return sum(bool(one.choices) for one in self.lists.values())

    @property
    def gets(self) -> int:
        return len(self.allotment.places)

    @property
    def first_wishes(self) -> int:
        return sum(self.lists[key].choices[0] == benefit for key, benefit in self.allotment.places.items())


def proposal_of(round_: BenefitRound) -> Proposal:
    """The allotment by the rule (ADR 24). Three queries; the same at each call as long as nobody leaves."""
    lists = {
        one.application_id: one
        for one in round_.wish_lists.select_related("application__person__unit").order_by("application")
    }
    benefits = {one.pk: one for one in round_.benefits.all()}
    served = served_before(round_, lists)
    wishers = [
        Wisher(key, tuple(pk for pk in one.choices if pk in benefits), key in served)
        for key, one in lists.items()
        if one.choices
    ]
    found = Allotment(wishers, {pk: one.places for pk, one in benefits.items()}, round_.seed)
    wished = Counter(pk for one in wishers for pk in one.wishes)
    first = Counter(one.wishes[0] for one in wishers if one.wishes)
    gets = Counter(found.places.values())
    lines = [Line(one, wished[pk], first[pk], gets[pk], found.one_more(pk)) for pk, one in benefits.items()]
    basis = repr((wishers, sorted(found.places.items()), [(pk, one.places) for pk, one in benefits.items()]))
    return Proposal(lists, found, lines, hashlib.sha256(basis.encode()).hexdigest()[:32])


def served_before(round_: BenefitRound, applications: Mapping[int, Any]) -> set[int]:
    """Which of these applications' people had something in an earlier round of the programme. One query."""
    people = BenefitPlace.objects.filter(
        state__in=HAD, wish_list__round__cohort__programme=round_.cohort.programme_id
    ).exclude(wish_list__round=round_.pk)
    had = people.values("wish_list__application__person")
    return set(Application.objects.filter(pk__in=applications, person__in=had).values_list("pk", flat=True))


def places_of(round_: BenefitRound, wanted: Mapping[str, Any]) -> QuerySet[BenefitPlace]:
    """The office's list of a round's places: `state` and `benefit`; empty is any. One query."""
    found = BenefitPlace.objects.filter(wish_list__round=round_)
    if state := wanted.get("state"):
        found = found.filter(state=state)
    if benefit := wanted.get("benefit"):
        found = found.filter(benefit=benefit)
    return found.select_related("benefit", "wish_list__application__person__unit").order_by(
        "benefit",
        "wish_list__application__person__last_name",
        "wish_list__application__person__first_name",
        "pk",
    )


def place_counts(round_: BenefitRound) -> dict[str, int]:
    """State → how many places. One query."""
    found: dict[str, int] = dict.fromkeys(PlaceState.values, 0)
    rows = BenefitPlace.objects.filter(wish_list__round=round_).order_by().values_list("state").annotate(Count("pk"))
    found.update(dict(rows))
    return found


@dataclass(frozen=True)
class BenefitFigures:
    """What a cohort gave, in sums: places offered, people who wished, places given, used and not used."""

    rounds: int
    places: int
    wishing: int
    given: int
    redeemed: int
    unused: int


def benefit_figures(cohort: Cohort) -> BenefitFigures:
    """Sums of the rounds that were given out, for the report: no figure of a person or of a benefit. Three queries."""
    rounds = BenefitRound.objects.filter(cohort=cohort, state=RoundState.PUBLISHED)
    offered = Benefit.objects.filter(round__in=rounds).values_list("places", flat=True)
    states = dict(
        BenefitPlace.objects.filter(wish_list__round__in=rounds).order_by().values_list("state").annotate(Count("pk"))
    )
    wishing = WishList.objects.filter(round__in=rounds, lot__isnull=False)
    return BenefitFigures(
        rounds=rounds.count(),
        places=sum(offered),
        wishing=wishing.count(),
        given=sum(number for state, number in states.items() if state != PlaceState.RETURNED),
        redeemed=states.get(PlaceState.REDEEMED, 0),
        unused=states.get(PlaceState.UNUSED, 0),
    )
