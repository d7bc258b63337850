"""A joint report is read by others only when all who take part agree to its words; each can take that back."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from augenhoehe.audit.services import record
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person

from ..errors import UnknownLinkError
from ..models import Consent, Report
from ..placeholders import CONSENT
from ..selectors.consents import people_of
from .reports import withdraw_report

_SALT = "evaluation.consents"


@transaction.atomic
def ask_consent(*, report: Report, actor: Person, now: dt.datetime) -> int:
    """Ask everybody who was not asked about these words; returns how many. Side effects: mails, a log entry."""
    locked = Report.objects.select_for_update().select_related("cohort__programme").get(pk=report.pk)
    asked = locked.consents.values("person")
    people = list(people_of(locked.cohort).exclude(pk__in=asked))
    if not (locked.joint and people):
        return 0
    tokens = [new_token(_SALT) for _person in people]
    made = Consent.objects.bulk_create(
        Consent(report=locked, person=person, token_hash=stored)
        for person, (_token, stored) in zip(people, tokens, strict=True)
    )
    queue_mails([_letter(one, token) for one, (token, _stored) in zip(made, tokens, strict=True)])
    locked.save_version(locked.version, asked_at=now)
    record(actor=actor, action="evaluation.consent_asked", on=locked, number=len(people))
    return len(people)


def _letter(consent: Consent, token: str) -> Letter:
    person, cohort = consent.person, consent.report.cohort
    values = {
        "name": person.get_short_name(),
        "programme": in_language(cohort.programme, "name", person.language),
        "cohort": in_language(cohort, "name", person.language),
        "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
        "link": settings.BASE_URL + reverse("report-consent", args=[token]),
    }
    key = f"{CONSENT.key}:{consent.pk}"
    return Letter(CONSENT, person, values, programme_id=cohort.programme_id, idempotency_key=key, listed=False)


def find_consent(token: str) -> Consent | None:
    """Whom this link belongs to; None once the words are others than they were asked about. Raises UnknownLinkError."""
    stored = hash_of(token, _SALT)
    if stored is None:
        raise UnknownLinkError
    found = Consent.objects.select_related("person", "report__cohort__programme")
    return found.filter(token_hash=stored).first()


@transaction.atomic
def agree(*, consent: Consent, now: dt.datetime) -> None:
    """Others may read it, as far as this person is concerned. Twice is once. No log entry: it would tell who."""
    Consent.objects.filter(pk=consent.pk, agreed_at=None).update(agreed_at=now)


@transaction.atomic
def take_back(*, consent: Consent) -> None:
    """Not, or not any more. What is published already comes off the page. Side effect: a log entry of the machine."""
    Report.objects.select_for_update().get(pk=consent.report_id)
    Consent.objects.filter(pk=consent.pk).update(agreed_at=None)
    withdraw_report(report=consent.report, actor=None)
