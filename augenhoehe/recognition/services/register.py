"""The register: written with a certificate, and kept as long as checking was promised."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later

from ..codes import facts_hash, hash_of
from ..models import RegisterEntry


def entry_for(*, code: str, name: str, side: str, facts: dict[str, Any], today: dt.date) -> RegisterEntry:
    """A new entry, not stored yet."""
    named = {key: facts[key] for key in ("begins_on", "ends_on", "hours")}
    return RegisterEntry(
        code_hash=hash_of(code),
        facts_hash=facts_hash(code, name=name, side=side, **named),
        issued_on=today,
        kept_until=months_later(today, 12 * settings.CERTIFICATE_YEARS),
    )


@transaction.atomic
def forget_expired(*, today: dt.date) -> int:
    """Delete entries whose promise is over, and the certificates that hang on them. Twice is once; returns how many.

    Side effect: a log entry with the number.
    """
    due = RegisterEntry.objects.filter(kept_until__lt=today)
    number = due.count()
    if number:
        due.delete()
        record(actor=None, action="recognition.register_forgotten", number=number)
    return number
