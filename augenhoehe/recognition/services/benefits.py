"""The office's catalogue: filled, changed, opened for wishes; then a next round."""

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import yaml
from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..enums import RoundState
from ..errors import NothingToWishError, RoundClosedError, TooManyBenefitsError
from ..models import Benefit, BenefitRound
from ..rules import MOST_BENEFITS
from ..selectors.benefits import current_round, silent
from . import benefit_mails as mails

SHIPPED: Final = files("augenhoehe.recognition") / "data" / "benefits.yaml"
_TAKEN_OVER: Final = ("kind", "title_de", "title_en", "text_de", "text_en", "places", "audience")
_FIXED: Final = frozenset({"places", "audience", "kind"})
"""What nobody changes once people can wish."""


def preparing_round(cohort: Cohort) -> BenefitRound:
    """The round that the office prepares, locked; a new one where there is none or the last was given out.

    Raises RoundClosedError while people wish.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    latest = current_round(cohort)
    if latest is not None and latest.state == RoundState.OPEN:
        raise RoundClosedError
    if latest is not None and latest.state == RoundState.PREPARING:
        return latest
    return BenefitRound.objects.create(cohort=cohort, number=latest.number + 1 if latest else 1)


@transaction.atomic
def fill_catalogue(*, cohort: Cohort, actor: Person) -> int:
    """Take over the catalogue of the programme's latest round, or the shipped one where there is none. Twice is once.

    Only into an empty catalogue. Returns how many benefits. Side effect: a log entry. Raises RoundClosedError.
    """
    round_ = preparing_round(cohort)
    if round_.benefits.exists():
        return 0
    earlier = Benefit.objects.filter(round__cohort__programme=cohort.programme_id).exclude(round=round_)
    latest = earlier.order_by("-round__created_at", "-round").values_list("round", flat=True).first()
    rows = list(earlier.filter(round=latest).values(*_TAKEN_OVER)) if latest else _shipped()
    made = Benefit.objects.bulk_create(Benefit(round=round_, **row) for row in rows)
    record(actor=actor, action="recognition.catalogue_filled", on=cohort, number=len(made))
    return len(made)


def _shipped() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return rows


@transaction.atomic
def add_benefit(*, cohort: Cohort, values: Mapping[str, Any], draft_key: uuid.UUID, actor: Person) -> Benefit:
    """One benefit more; the same draft twice is one. Side effect: a log entry.

    Raises RoundClosedError, TooManyBenefitsError, and StaleError for a known draft with other words.
    """
    round_ = preparing_round(cohort)
    if known := round_.benefits.filter(draft_key=draft_key).first():
        if changes_of(known, values):
            raise StaleError
        return known
    if round_.benefits.count() >= MOST_BENEFITS:
        raise TooManyBenefitsError
    made = Benefit.objects.create(round=round_, draft_key=draft_key, **values)
    record(actor=actor, action="recognition.benefit_added", on=made)
    return made


@transaction.atomic
def change_benefit(*, benefit: Benefit, version: int, changes: Mapping[str, Any], actor: Person) -> Benefit:
    """Words and days can be changed always; places, kind and who may wish only before people can.

    Raises StaleError and RoundClosedError. Side effect: a log entry with old and new.
    """
    stored = Benefit.objects.select_related("round").select_for_update(of=("self",)).get(pk=benefit.pk)
    told = changes_of(stored, changes)
    if stored.round.state != RoundState.PREPARING and {*told} & _FIXED:
        raise RoundClosedError
    stored.save_version(version, **changes)
    record(actor=actor, action="recognition.benefit_changed", on=stored, changes=told)
    return stored


@transaction.atomic
def remove_benefit(*, benefit: Benefit, actor: Person) -> None:
    """Take it out of a catalogue that is being prepared. Twice is once.

    Raises RoundClosedError. Side effect: a log entry.
    """
    rows = Benefit.objects.select_for_update(of=("self",)).select_related("round__cohort")
    stored = rows.filter(pk=benefit.pk).first()
    if stored is None:
        return
    if stored.round.state != RoundState.PREPARING:
        raise RoundClosedError
    record(actor=actor, action="recognition.benefit_removed", on=stored)
    stored.delete()


@transaction.atomic
def open_round(*, cohort: Cohort, version: int, until: dt.date, actor: Person, now: dt.datetime) -> BenefitRound:
    """Let people wish until this day. The seed of the lottery is drawn now, before anybody has wished.

    Side effects: a mail to everybody who may wish, a log entry with the seed's fingerprint. Raises NothingToWishError,
    RoundClosedError, StaleError.
    """
    round_ = preparing_round(cohort)
    if not round_.benefits.exists():
        raise NothingToWishError
    round_.save_version(
        version, state=RoundState.OPEN, until=until, seed=secrets.token_hex(16), opened_at=now, updated_at=now
    )
    record(actor=actor, action="recognition.wishes_opened", on=cohort, until=until.isoformat(), seal=round_.fingerprint)
    mails.send_opened(round_, list(silent(round_)))
    return round_
