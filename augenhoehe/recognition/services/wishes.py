"""Somebody wishes, thinks again, or has no wish; and gives a place back."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..allotment import first_in_line
from ..enums import PlaceState
from ..errors import RoundClosedError
from ..models import Benefit, BenefitPlace, BenefitRound, WishList
from ..selectors.benefits import wishers_of
from ..selectors.wishing import offered
from . import benefit_mails as mails


def say_wishes(
    *, application: Application, round_: BenefitRound, version: int, choices: Sequence[int], now: dt.datetime
) -> WishList:
    """Up to three benefits, the dearest first; none says that there is no wish. Version 0 begins.

    It leaves no log entry: what somebody wishes, and whether, is their own. Raises RoundClosedError after the last day
    or where something is not on offer, and StaleError.
    """
    try:
        with transaction.atomic():
            return _say(application, round_, version, [*choices], now)
    except IntegrityError as error:  # the first word came twice at once
        raise StaleError from error


def _say(
    application: Application, round_: BenefitRound, version: int, choices: list[int], now: dt.datetime
) -> WishList:
    stored = BenefitRound.objects.select_for_update().get(pk=round_.pk)
    known = {one.pk for one in offered(stored, application.side)}
    if not stored.takes_wishes(timezone.localdate(now)) or not {*choices} <= known:
        raise RoundClosedError
    said = WishList.objects.filter(round=stored, application=application).first()
    if said is None:
        if version:
            raise StaleError
        return WishList.objects.create(round=stored, application=application, choices=choices)
    if said.choices != choices:
        said.save_version(version, choices=choices, updated_at=now)
    return said


@transaction.atomic
def give_back(*, place: BenefitPlace, actor: Person, now: dt.datetime) -> None:
    """Somebody does without their place; whoever is next in line gets it. Twice is once.

    Raises RoundClosedError where it was used or is over. Side effects: a log entry, and what `pass_on` does.
    """
    stored = BenefitPlace.objects.select_for_update().get(pk=place.pk)
    if stored.state == PlaceState.RETURNED:
        return
    if stored.state != PlaceState.ALLOTTED:
        raise RoundClosedError
    today = timezone.localdate(now)
    stored.save_version(stored.version, state=PlaceState.RETURNED, settled_on=today, updated_at=now)
    record(actor=actor, action="recognition.place_returned", on=stored)
    pass_on(benefit_id=stored.benefit_id, now=now)


@transaction.atomic
def pass_on(*, benefit_id: int, now: dt.datetime) -> list[BenefitPlace]:
    """Give the free places of a benefit to those next in line, by the rule of the allotment; nobody's place changes.

    Next is who never had anything, then whose wish it was more, then who was drawn before. Nothing is given after its
    last day. Side effects: mails, log entries.
    """
    benefit = Benefit.objects.select_for_update().get(pk=benefit_id)
    over = benefit.last_day is not None and benefit.last_day < timezone.localdate(now)
    made: list[BenefitPlace] = []
    waiting = {} if over else _waiting(benefit)
    free = benefit.places - benefit.given.taken().count()
    while waiting and len(made) < free:
        turn = first_in_line(waiting)
        wishes = waiting.pop(turn)
        place = BenefitPlace.objects.create(benefit=benefit, wish_list=wishes, rank=turn[1] + 1, followed=True)
        record(actor=None, action="recognition.place_passed_on", on=place)
        made.append(place)
    mails.send_passed_on(made)
    return made


def _waiting(benefit: Benefit) -> dict[tuple[bool, int, int], WishList]:
    """Who wished for it, may still have it, and has nothing; by their turn."""
    lists = WishList.objects.filter(
        round=benefit.round_id, lot__isnull=False, place=None, application__in=wishers_of(benefit.round)
    ).select_related("application__person")
    return {
        (one.served, one.choices.index(benefit.pk), one.lot or 0): one for one in lists if benefit.pk in one.choices
    }
