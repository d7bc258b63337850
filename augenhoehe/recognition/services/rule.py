"""When somebody of a cohort gets a certificate, and whom the office adds by hand."""

from typing import Any

from django.db import transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..errors import RecognitionError
from ..models import CertificateRule, Inclusion
from ..selectors.standing import rule_of, standings


@transaction.atomic
def save_rule(*, cohort: Cohort, actor: Person, version: int, changes: dict[str, Any]) -> CertificateRule:
    """The rule for what is issued from now on; what was issued stays. Raises StaleError. Side effect: a log entry."""
    stored, _new = CertificateRule.objects.get_or_create(cohort=cohort)
    told = changes_of(stored, changes)
    stored.save_version(version, **changes)
    record(actor=actor, action="recognition.rule_changed", on=cohort, **told)
    return stored


@transaction.atomic
def include_person(*, application: Application, actor: Person, note: str) -> Inclusion:
    """Somebody gets a certificate with the next issue although the dates alone would not do. The note says why.

    Included twice, the later note counts. Raises RecognitionError for somebody who took part in no tandem. Side effect:
    a log entry without the note.
    """
    cohort = application.cohort
    if not standings(cohort, rule_of(cohort)).filter(pk=application.pk).exists():
        raise RecognitionError
    made, _new = Inclusion.objects.update_or_create(
        cohort=cohort, person_id=application.person_id, defaults={"note": note, "included_by": actor}
    )
    record(actor=actor, action="recognition.included", on=application)
    return made


@transaction.atomic
def take_back_inclusion(*, application: Application, actor: Person) -> None:
    """The dates alone count again; a certificate that was issued stays. Side effect: a log entry."""
    mine = Inclusion.objects.filter(cohort=application.cohort_id, person=application.person_id)
    if mine.delete()[0]:
        record(actor=actor, action="recognition.inclusion_taken_back", on=application)
