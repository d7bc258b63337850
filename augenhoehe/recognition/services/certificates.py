"""What happens to a certificate after it was issued: by the office, and by whoever holds it."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..codes import new_code
from ..enums import TRANSITIONS, CertificateState
from ..errors import RecognitionError
from ..models import Certificate, RegisterEntry
from ..selectors.holder import topics_to_name
from . import mails
from .register import entry_for


def change_state(
    certificate: Certificate, to: CertificateState, *, version: int, now: dt.datetime, **more: Any
) -> None:
    """The one way from state to state; register and public page follow. Raises RecognitionError and StaleError."""
    if certificate.version != version:
        raise StaleError
    if to not in TRANSITIONS[CertificateState(certificate.state)]:
        raise RecognitionError
    certificate.save_version(version, state=to, published_at=None, updated_at=now, **more)
    RegisterEntry.objects.filter(pk=certificate.entry_id, revoked_on=None).update(revoked_on=timezone.localdate(now))


def _locked(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_related("entry", "cohort__programme", "person")
    return rows.select_for_update(of=("self",)).get(pk=certificate.pk)


@transaction.atomic
def revoke_certificate(
    *, certificate: Certificate, actor: Person, version: int, reason: str, now: dt.datetime
) -> Certificate:
    """It no longer counts: its check says so, and so does its badge. The holder reads why.

    Raises RecognitionError where it does not count anyway, and StaleError. Side effects: a letter, a log entry without
    the reason.
    """
    stored = _locked(certificate)
    change_state(stored, CertificateState.REVOKED, version=version, now=now, reason=reason)
    record(actor=actor, action="recognition.revoked", on=stored)
    mails.send_revoked(stored)
    return stored


@transaction.atomic
def reissue_certificate(
    *, certificate: Certificate, actor: Person, version: int, name: str, now: dt.datetime
) -> Certificate:
    """A new one with this name in place of one with a mistake, or of one that was revoked by mistake.

    The facts stay; code and number are new, and the earlier paper no longer counts. Raises RecognitionError and
    StaleError. Side effects: a letter, a log entry.
    """
    old = _locked(certificate)
    change_state(old, CertificateState.REPLACED, version=version, now=now)
    code, today = new_code(), timezone.localdate(now)
    entry = entry_for(code=code, name=name, side=old.side, facts=old.facts, today=today)
    entry.save()
    made = Certificate.objects.create(
        entry=entry,
        person=old.person,
        cohort=old.cohort,
        side=old.side,
        code=code,
        name=name,
        facts=old.facts,
        topics=old.topics,
        issued_at=now,
    )
    record(actor=actor, action="recognition.reissued", on=made, instead_of=old.pk)
    mails.send_reissued(made)
    return made


@transaction.atomic
def name_topics(
    *, certificate: Certificate, actor: Person, version: int, topics: Collection[int], now: dt.datetime
) -> None:
    """The holder chooses which of their topics the certificate names. Raises StaleError."""
    stored = _locked(certificate)
    chosen = [one for one in topics_to_name(stored) if one["id"] in topics]
    stored.save_version(version, topics=chosen, updated_at=now)


@transaction.atomic
def publish_certificate(*, certificate: Certificate, actor: Person, now: dt.datetime) -> None:
    """The holder shows name and facts at the badge's address to everybody. Twice is once.

    Raises RecognitionError where it no longer counts. Side effect: a log entry.
    """
    stored = _locked(certificate)
    if not stored.is_valid:
        raise RecognitionError
    if stored.published_at is None:
        stored.save_version(stored.version, published_at=now, updated_at=now)
        record(actor=actor, action="recognition.published", on=stored)


@transaction.atomic
def withdraw_publication(*, certificate: Certificate, actor: Person, now: dt.datetime) -> None:
    """The holder no longer shows it. Twice is once. Side effect: a log entry."""
    stored = _locked(certificate)
    if stored.published_at is not None:
        stored.save_version(stored.version, published_at=None, updated_at=now)
        record(actor=actor, action="recognition.publication_withdrawn", on=stored)
