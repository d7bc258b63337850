"""Writing a version of the agreement, and agreeing to it. No version is ever changed."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.doors import FORMED
from augenhoehe.tandems.enums import Answer, MeetingState, TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.confirmation import confirm_tandem
from augenhoehe.tandems.services.state import lock_tandem

from . import mails
from .models import Agreement
from .terms import Terms


@transaction.atomic
def write_agreement(*, tandem: Tandem, actor: Person, terms: Terms, based_on: int, now: dt.datetime) -> Agreement:
    """Put these terms to the other one, as a new version; whoever writes them agrees to them.

    What the latest version says already is no new one: the same form sent twice is one, and sent by the other side it
    is a yes. Side effects: a log entry, and a mail to the partner, one until they answer. Raises StaleError when
    `based_on` is not the latest number any more (0: there is none), TandemError when the two are no tandem any more.
    """
    stored, side = _open(tandem, actor)
    latest = Agreement.objects.filter(tandem=stored).first()
    if latest and latest.terms == terms:
        return latest if latest.agreed_at(side) else _agree(stored, latest, side, actor, now)
    if (latest.number if latest else 0) != based_on:
        raise StaleError
    agreement = Agreement.objects.create(
        tandem=stored, number=based_on + 1, written_by=side, **{f"{side}_agreed_at": now}, **asdict(terms)
    )
    record(actor=actor, action="agreements.written", on=agreement, tandem=stored.pk, number=agreement.number)
    mails.send_proposed(agreement, stored, side)
    return agreement


@transaction.atomic
def agree(*, tandem: Tandem, actor: Person, number: int, now: dt.datetime) -> Agreement:
    """Say yes to the latest version; saying it again changes nothing.

    With the second yes it holds: both get a mail, and where the two have had their first talk, the tandem is confirmed
    by it. Raises StaleError when `number` is not the latest any more, and TandemError when the two are no tandem.
    """
    stored, side = _open(tandem, actor)
    latest = Agreement.objects.filter(tandem=stored).first()
    if latest is None or latest.number != number:
        raise StaleError
    return latest if latest.agreed_at(side) else _agree(stored, latest, side, actor, now)


def _open(tandem: Tandem, actor: Person) -> tuple[Tandem, Side]:
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    if side is None or stored.state not in FORMED:
        raise TandemError
    return stored, side


def _agree(tandem: Tandem, agreement: Agreement, side: Side, actor: Person, now: dt.datetime) -> Agreement:
    setattr(agreement, f"{side}_agreed_at", now)
    agreement.save(update_fields=[f"{side}_agreed_at", "updated_at"])
    record(actor=actor, action="agreements.agreed", on=agreement, tandem=tandem.pk, number=agreement.number)
    mails.send_agreed(agreement, tandem)
    _confirm(tandem, now)
    return agreement


def _confirm(tandem: Tandem, now: dt.datetime) -> None:
    """Who has talked and agrees on how to go on, goes on: nobody has to say it twice."""
    talked = tandem.meetings.exclude(state=MeetingState.CANCELLED).filter(starts_at__lte=now).exists()
    if tandem.state != TandemState.ACCEPTED or not talked:
        return
    for side in Side:
        if tandem.confirms_of(side) == Answer.OPEN:
            confirm_tandem(tandem=tandem, side=side, go_on=True, now=now)
            tandem.refresh_from_db()
