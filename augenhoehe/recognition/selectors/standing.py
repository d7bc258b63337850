"""Who of a cohort gets a certificate and why somebody does not; from dates alone."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting, Tandem

from ..enums import READY, CertificateState, Standing
from ..models import Certificate, CertificateRule, Inclusion
from ..rules import STILL_RUNNING, TOOK_PART

People = QuerySet[Any]
"""Applications with what `standings` adds to them."""


def rule_of(cohort: Cohort) -> CertificateRule:
    """The cohort's rule; where the office has set none, the one that everybody begins with. One query."""
    return CertificateRule.objects.filter(cohort=cohort).first() or CertificateRule(cohort=cohort)


def standings(cohort: Cohort, rule: CertificateRule) -> People:
    """Everybody who took part in a tandem on a side that gets certificates, with `standing` and what it comes from.

    `held` meetings in all tandems of theirs; whether one of these `closed` as planned, one is `running` still;
    `note` of an inclusion; `certificate_id` of the latest certificate that was not replaced.
    """
    certificates = Certificate.objects.filter(cohort=cohort, person=OuterRef("person")).exclude(
        state=CertificateState.REPLACED
    )
    found = Application.objects.filter(cohort=cohort).annotate(
        held=_held("mentor") + _held("mentee"),
        closed=_some(TandemState.CLOSED),
        running=_some(*STILL_RUNNING),
        note=Subquery(Inclusion.objects.filter(cohort=cohort, person=OuterRef("person")).values("note")[:1]),
        certificate_id=Subquery(certificates.values("pk")[:1]),
        certificate_state=Subquery(certificates.values("state")[:1]),
    )
    fulfils = Q(held__gte=rule.meetings) & (Q(closed=True) if rule.closing else Q())
    found = found.filter(Q(side__in=rule.sides) & _some(*TOOK_PART) | Q(certificate_id__isnull=False))
    return found.annotate(
        standing=Case(
            When(certificate_state=CertificateState.VALID, then=Value(Standing.ISSUED)),
            When(certificate_state=CertificateState.REVOKED, then=Value(Standing.REVOKED)),
            When(fulfils, then=Value(Standing.FULFILS)),
            When(note__isnull=False, then=Value(Standing.INCLUDED)),
            default=Value(Standing.MISSING),
            output_field=CharField(),
        )
    ).select_related("person__unit")


def _some(*states: TandemState) -> Q:
    mine = Tandem.objects.filter(state__in=states)
    return Q(Exists(mine.filter(mentor=OuterRef("pk")))) | Q(Exists(mine.filter(mentee=OuterRef("pk"))))


def _held(side: str) -> Coalesce:
    """Meetings held as this side, in tandems that both had confirmed."""
    mine = Meeting.objects.filter(
        **{f"tandem__{side}": OuterRef("pk")}, tandem__state__in=TOOK_PART, state=MeetingState.HELD
    )
    counted = mine.order_by().values(f"tandem__{side}").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))


def ready(cohort: Cohort, rule: CertificateRule) -> People:
    """Who gets a certificate now, in a fixed order."""
    return standings(cohort, rule).filter(standing__in=READY).order_by("pk")


def basis_of(people: People) -> tuple[int, str]:
    """How many they are, and a word that stands for exactly them: a preview is good only for whom it showed."""
    ids = list(people.order_by("pk").values_list("pk", flat=True))
    return len(ids), hashlib.sha256(repr(ids).encode()).hexdigest()[:32]


def counts(cohort: Cohort, rule: CertificateRule) -> Mapping[str, int]:
    """Standing → how many. One query."""
    rows = standings(cohort, rule).order_by().values("standing").annotate(number=Count("pk"))
    found: dict[str, int] = dict.fromkeys(Standing.values, 0)
    found.update({row["standing"]: row["number"] for row in rows})
    return found


def listed(cohort: Cohort, rule: CertificateRule, wanted: Mapping[str, Any]) -> People:
    """The office's list: `standing`, `side` and the beginning of a name (`q`); empty is any."""
    found = standings(cohort, rule)
    if standing := wanted.get("standing"):
        found = found.filter(standing=standing)
    if (side := wanted.get("side")) in Side.values:
        found = found.filter(side=side)
    for word in str(wanted.get("q") or "").split():
        found = found.filter(Q(person__last_name__icontains=word) | Q(person__first_name__icontains=word))
    return found.order_by(F("person__last_name"), F("person__first_name"), "pk")
