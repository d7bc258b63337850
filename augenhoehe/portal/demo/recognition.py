"""Certificates of the closed cohort: one is a persona's, one is published, one was revoked, one came by hand."""

import datetime as dt
from collections.abc import Mapping

from augenhoehe.applications.models import Application
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.enums import CertificateState, IssueState, Standing
from augenhoehe.recognition.models import Certificate, CertificateRule, Inclusion, Issue
from augenhoehe.recognition.selectors.standing import ready, standings
from augenhoehe.recognition.services.certificates import change_state
from augenhoehe.recognition.services.issuing import write_certificates
from augenhoehe.tandems.models import Tandem

AFTER = dt.timedelta(days=21)
"""So long after the cohort's end they were issued."""


def enter_a_closed_tandem(closed: Cohort, personas: Mapping[str, Person]) -> None:
    """The mentor of the running tandem has been one before, with somebody else."""
    first = Tandem.objects.filter(cohort=closed).earliest("pk")
    Application.objects.filter(pk=first.mentor_id).update(person=personas["running_mentor"])


def build_recognition(closed: Cohort, personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Issued by rule three weeks after the end, without letters."""
    office, moment = personas["office"], now - (now.date() - closed.ends_on - AFTER)
    rule = CertificateRule.objects.create(
        cohort=closed, meetings=5, signatory="Dr. Renate Kolb", signatory_role="Leitung Personal und Organisation"
    )
    late = standings(closed, rule).filter(standing=Standing.MISSING).order_by("pk").first()
    if late is not None:
        note = "Ein Treffen fiel wegen Krankheit aus und wurde am Telefon nachgeholt."
        Inclusion.objects.create(cohort=closed, person=late.person, note=note, included_by=office)
    made = write_certificates(list(ready(closed, rule)), cohort=closed, rule=rule, now=moment)
    Issue.objects.create(
        cohort=closed, started_by=office, state=IssueState.DONE, total=len(made), done=len(made), finished_at=moment
    )
    _afterwards([one for one in made if one.person_id != personas["running_mentor"].pk], moment)


def _afterwards(made: list[Certificate], moment: dt.datetime) -> None:
    """A fortnight later."""
    shown, wrong = made[0], made[1]
    shown.save_version(shown.version, published_at=moment + dt.timedelta(days=14))
    change_state(
        wrong,
        CertificateState.REVOKED,
        version=wrong.version,
        now=moment + dt.timedelta(days=14),
        reason="Wir haben zwei Personen gleichen Namens verwechselt. Bitte entschuldigen Sie das Versehen.",
    )
