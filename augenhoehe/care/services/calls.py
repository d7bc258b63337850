"""“Please call me”: a request that goes to the office, with the name and nothing else."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from ..models import CallRequest
from . import mails


@transaction.atomic
def ask_for_call(*, tandem: Tandem, side: Side, now: dt.datetime) -> CallRequest:
    """One side wants to be called. Twice is once, until the office has called.

    Side effects: a log entry that names no side, and a mail to everybody in the office.
    """
    stored = lock_tandem(tandem.pk)
    call, new = CallRequest.objects.get_or_create(tandem=stored, side=side, settled_at=None)
    if new:
        record(actor=None, action="care.call_asked", on=stored)
        mails.send_call_asked(call, stored)
    return call


@transaction.atomic
def settle_call(*, call: CallRequest, actor: Person, now: dt.datetime) -> None:
    """The office has called. Twice is once. Side effect: a log entry."""
    if CallRequest.objects.filter(pk=call.pk, settled_at=None).update(settled_at=now, updated_at=now):
        record(actor=actor, action="care.call_settled", on=call)
