"""What the programme does by itself with benefits: it reminds, once, and forgets wishes."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.programmes.parts import Part

from ..enums import PlaceState, RoundState
from ..models import BenefitPlace, BenefitRound, WishList
from ..rules import REMIND_USE, REMIND_WISHES, WISHES_KEPT
from ..selectors.benefits import silent
from . import benefit_mails as mails


def remind_of_wishes(*, now: dt.datetime) -> int:
    """Remind those who have said nothing, some days before the last day. Returns how many mails. Twice is once."""
    today = timezone.localdate(now)
    soon = BenefitRound.objects.filter(
        state=RoundState.OPEN, until__range=(today, today + dt.timedelta(days=REMIND_WISHES)), reminded_at=None,
        cohort__archived_at=None,
    )  # fmt: skip
    return sum(_remind_of_wishes(pk, now) for pk in soon.values_list("pk", flat=True))


@transaction.atomic
def _remind_of_wishes(pk: int, now: dt.datetime) -> int:
    rows = BenefitRound.objects.select_related("cohort__programme").select_for_update(of=("self",))
    round_ = rows.filter(pk=pk, reminded_at=None).first()
    if round_ is None or not round_.cohort.uses(Part.BENEFITS):
        return 0
    BenefitRound.objects.filter(pk=pk).update(reminded_at=now, updated_at=now)
    people = list(silent(round_))
    mails.send_reminder(round_, people)
    return len(people)


@transaction.atomic
def remind_of_use(*, now: dt.datetime) -> int:
    """Remind whoever has not used a place whose last day comes near, once. Returns how many mails. Twice is once."""
    today = timezone.localdate(now)
    near = (today, today + dt.timedelta(days=REMIND_USE))
    day = Q(benefit__use_until__range=near) | Q(benefit__use_until=None, benefit__takes_place_on__range=near)
    due = BenefitPlace.objects.filter(
        day, state=PlaceState.ALLOTTED, reminded_at=None, benefit__round__cohort__archived_at=None
    ).select_related("benefit__round__cohort__programme", "wish_list__application__person")
    places = [one for one in due.select_for_update(of=("self",)) if one.benefit.round.cohort.uses(Part.BENEFITS)]
    BenefitPlace.objects.filter(pk__in=[one.pk for one in places]).update(reminded_at=now, updated_at=now)
    mails.send_use_soon(places)
    return len(places)


@transaction.atomic
def forget_wishes(*, now: dt.datetime) -> int:
    """Delete what people wished, half a year after the places were given out; the places stay. Returns how many lists.

    Side effect: a log entry with the number.
    """
    over = now - dt.timedelta(days=WISHES_KEPT)
    old = WishList.objects.filter(round__published_at__lt=over)
    number = old.filter(place=None).delete()[0]
    number += old.exclude(choices=[]).update(choices=[], missed=[], updated_at=now)
    if number:
        record(actor=None, action="recognition.wishes_forgotten", number=number)
    return number
