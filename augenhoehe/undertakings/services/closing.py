"""Before the end: each looks back, and says whether the two stay in touch."""

import datetime as dt
from typing import Any

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.tandems.doors import SHARED
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from ..confidential import seal_reflection
from ..errors import UndertakingError
from ..models import Reflection, StayingInTouch
from . import mails
from .undertaking import open_tandem


@transaction.atomic
def save_reflection(
    *, tandem: Tandem, actor: Person, version: int, changes: dict[str, Any], now: dt.datetime
) -> Reflection:
    """Write down one's own reflection, and who reads it; version 0 begins it.

    Raises StaleError when it was saved elsewhere in between, and UndertakingError once the tandem is over. It leaves no
    log entry: that somebody looks back is nobody's business.
    """
    stored, side = open_tandem(tandem, actor)
    known = Reflection.objects.filter(tandem=stored, side=side).first()
    row = known or Reflection(tandem=stored, side=side)
    row.tandem = stored
    texts = {name: changes[name] for name in ("learned", "practice")}
    values = {name: value for name, value in changes.items() if name not in texts}
    values["sealed"] = seal_reflection(row, author=actor, **texts)
    if known is None:
        return Reflection.objects.create(tandem=stored, side=side, **values)
    known.save_version(version, updated_at=now, **values)
    return known


@transaction.atomic
def stay_in_touch(*, tandem: Tandem, actor: Person, wants: bool) -> bool:
    """One of the two wants to stay in touch, or no longer does. Returns whether both do.

    A yes can be given until the tandem closes and taken back at any time; a no is the missing yes, so nobody learns of
    it. Side effect: with the second yes both get the other's work address by mail, once. Raises UndertakingError.
    """
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    if side is None or stored.state not in SHARED:
        raise UndertakingError
    if not wants:
        StayingInTouch.objects.filter(tandem=stored, side=side).delete()
        return False
    open_tandem(stored, actor)
    _wish, new = StayingInTouch.objects.get_or_create(tandem=stored, side=side)
    both = StayingInTouch.objects.filter(tandem=stored).count() == len(Side)
    if new and both:
        record(actor=None, action="undertakings.in_touch", on=stored)
        mails.send_in_touch(stored)
    return both
