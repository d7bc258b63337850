"""The office gives the places out, in one act; says what became of them; and the programme reminds and forgets."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record, record_many
from augenhoehe.people.models import Person

from ..enums import SETTLED, PlaceState, RoundState
from ..errors import ProposalOutdatedError, RoundClosedError
from ..models import Benefit, BenefitPlace, BenefitRound, WishList
from ..selectors.benefits import Proposal, proposal_of
from . import benefit_mails as mails


@transaction.atomic
def publish_round(*, round_: BenefitRound, basis: str, actor: Person, now: dt.datetime) -> int:
    """Give everybody what the proposal says. `basis` stands for the proposal that the office has seen.

    Returns how many get something. Side effects: a mail to everybody who wished, log entries. Raises RoundClosedError
    before the last day is over or when it was done, and ProposalOutdatedError.
    """
    stored = BenefitRound.objects.select_for_update().get(pk=round_.pk)
    if not stored.awaits_allotment(timezone.localdate(now)):
        raise RoundClosedError
    proposal = proposal_of(stored)
    if proposal.basis != basis:
        raise ProposalOutdatedError
    made = give_places(stored, proposal, now=now)
    record(actor=actor, action="recognition.benefits_given", on=stored.cohort, number=len(made))
    record_many(actor=actor, action="recognition.place_given", on={one: {} for one in made})
    mails.send_results(stored, proposal)
    return len(made)


def give_places(round_: BenefitRound, proposal: Proposal, *, now: dt.datetime) -> list[BenefitPlace]:
    """Write down the result; in the caller's transaction, without letters."""
    _freeze(proposal, now)
    given = [
        BenefitPlace(
            benefit_id=benefit, wish_list=proposal.lists[key], rank=proposal.lists[key].choices.index(benefit) + 1
        )
        for key, benefit in proposal.allotment.places.items()
    ]
    made = BenefitPlace.objects.bulk_create(given)
    round_.save_version(round_.version, state=RoundState.PUBLISHED, published_at=now, updated_at=now)
    return made


def _freeze(proposal: Proposal, now: dt.datetime) -> None:
    """Keep what explains the result: counts with the benefits, lot and reasons with each list."""
    for line in proposal.lines:
        line.benefit.wished, line.benefit.wished_first = line.wished, line.wished_first
    Benefit.objects.bulk_update([line.benefit for line in proposal.lines], ["wished", "wished_first"])
    lists = [one for one in proposal.lists.values() if one.choices]
    for one in lists:
        key = one.application_id
        one.lot, one.served = proposal.allotment.lots[key], proposal.allotment.is_served(key)
        missed = proposal.allotment.missed(key)
        one.missed = [{"benefit": benefit, "cause": cause.value} for benefit, cause in missed.items()]
        one.updated_at = now
    WishList.objects.bulk_update(lists, ["lot", "served", "missed", "updated_at"])


@transaction.atomic
def settle_place(
    *, place: BenefitPlace, version: int, state: PlaceState, day: dt.date | None, actor: Person
) -> BenefitPlace:
    """Whether a place was used, and when. Raises RoundClosedError for a place that was given back, and StaleError.

    Side effect: a log entry.
    """
    stored = BenefitPlace.objects.select_for_update().get(pk=place.pk)
    if stored.state == PlaceState.RETURNED or state not in SETTLED:
        raise RoundClosedError
    settled = None if state == PlaceState.ALLOTTED else day
    stored.save_version(version, state=state, settled_on=settled, updated_at=timezone.now())
    record(actor=actor, action="recognition.place_settled", on=stored, state=state.value)
    return stored
