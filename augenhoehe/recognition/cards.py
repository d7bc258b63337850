"""What this room adds to the home page and to the office's checklist."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from . import benefit_cards  # noqa: F401  (registers its own)
from .enums import READY
from .models import Certificate
from .selectors.standing import counts, rule_of

SHOWN_FOR: Final = dt.timedelta(days=30)


def new_certificates(person: Person, today: dt.date) -> Iterator[Duty]:
    """A certificate of the last weeks. One query."""
    fresh = Certificate.objects.valid().visible_to(person).filter(entry__issued_on__gte=today - SHOWN_FOR)
    for certificate in fresh:
        yield Duty(
            _("Your certificate is here"),
            _("%(programme)s, %(cohort)s: open it, choose the topics it names, and decide who sees it.")
            % {"programme": certificate.programme_name, "cohort": certificate.cohort_name},
            _("Open the certificate"),
            reverse("certificate", args=[certificate.pk]),
        )


def issue_check(cohort: Cohort, today: dt.date) -> Iterator[Check]:
    """Whether somebody waits for a certificate. Two queries."""
    if not cohort.uses(Part.CERTIFICATES):
        return
    found = counts(cohort, rule_of(cohort))
    ready = sum(found[standing] for standing in READY)
    state = _("%(ready)d are ready, %(issued)d have one") % {"ready": ready, "issued": found["issued"]}
    done = bool(found["issued"]) and not ready
    href = reverse("office-recognition", args=[cohort.pk])
    yield Check(PhaseKind.CLOSING, _("Certificates for those who took part"), state, done, href)


register_duties("recognition.certificates", new_certificates)
register_checks("recognition.certificates", issue_check)
