"""Benefits: given out and partly used in the closed cohort; in the running one people wish, some have done so."""

import datetime as dt
import random
from collections.abc import Mapping

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.enums import PlaceState, RoundState
from augenhoehe.recognition.models import BenefitPlace, BenefitRound, WishList
from augenhoehe.recognition.selectors.benefits import proposal_of, wishers_of
from augenhoehe.recognition.selectors.wishing import offered
from augenhoehe.recognition.services.allotting import give_places
from augenhoehe.recognition.services.benefits import fill_catalogue

WEEK = dt.timedelta(days=7)
_BECAME = (PlaceState.REDEEMED, PlaceState.REDEEMED, PlaceState.REDEEMED, PlaceState.UNUSED, PlaceState.CANCELLED)


def build_benefits(
    chance: random.Random, closed: Cohort, running: Cohort, personas: Mapping[str, Person], now: dt.datetime
) -> None:
    """The catalogue that comes with the software, wishes, and what became of them."""
    office, last = personas["office"], closed.ends_on - 8 * WEEK
    over = _round(closed, office, last, now - (now.date() - last + 3 * WEEK))
    over.benefits.update(use_until=closed.ends_on)
    _wish(chance, over, set(), one_in=1)
    _settle(give_places(over, proposal_of(over), now=now - (now.date() - last - WEEK)), last + 5 * WEEK)
    under_way = _round(running, office, now.date() + 2 * WEEK, now - WEEK)
    under_way.benefits.update(use_until=running.ends_on)
    _wish(chance, under_way, {personas["running_mentor"].pk}, one_in=2)


def _round(cohort: Cohort, office: Person, until: dt.date, opened_at: dt.datetime) -> BenefitRound:
    fill_catalogue(cohort=cohort, actor=office)
    round_ = cohort.benefit_rounds.select_related("cohort__programme").get()
    seed = f"{cohort.pk:032x}"  # the same city every time; a real one draws it
    round_.save_version(round_.version, state=RoundState.OPEN, until=until, seed=seed, opened_at=opened_at)
    return round_


def _wish(chance: random.Random, round_: BenefitRound, silent: set[int], *, one_in: int) -> None:
    people = [one for one in wishers_of(round_).order_by("pk") if one.person_id not in silent][::one_in]
    on_offer = {side: [one.pk for one in offered(round_, side)] for side in ("mentor", "mentee")}
    WishList.objects.bulk_create(
        WishList(round=round_, application=one, choices=chance.sample(on_offer[one.side], chance.randint(1, 2)))
        for one in people
    )


def _settle(places: list[BenefitPlace], day: dt.date) -> None:
    for number, place in enumerate(places[:-2]):
        place.state, place.settled_on = _BECAME[number % len(_BECAME)], day
    BenefitPlace.objects.bulk_update(places, ["state", "settled_on"])
