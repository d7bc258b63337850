"""Certificates: of the closed cohort (one is shown, one was revoked, one came by hand), and a persona's own."""

import datetime as dt
from collections.abc import Mapping

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.enums import CertificateState, IssueState, Standing
from augenhoehe.recognition.models import Certificate, CertificateRule, Inclusion, Issue
from augenhoehe.recognition.selectors.standing import People, ready, standings
from augenhoehe.recognition.services.certificates import change_state
from augenhoehe.recognition.services.issuing import write_certificates

AFTER = dt.timedelta(days=21)
"""So long after the cohort's end they were issued."""


def build_recognition(closed: Cohort, running: Cohort, personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Issued by rule three weeks after the end, without letters; of two whose tandem has just ended one has theirs."""
    office, moment = personas["office"], now - (now.date() - closed.ends_on - AFTER)
    rule = CertificateRule.objects.create(
        cohort=closed, meetings=5, signatory="Dr. Renate Kolb", signatory_role="Leitung Personal und Organisation"
    )
    late = standings(closed, rule).filter(standing=Standing.MISSING).order_by("pk").first()
    if late is not None:
        note = "Ein Treffen fiel wegen Krankheit aus und wurde am Telefon nachgeholt."
        Inclusion.objects.create(cohort=closed, person=late.person, note=note, included_by=office)
    made = _issue(closed, ready(closed, rule), rule, office, moment)
    _afterwards(made, moment)
    rule = CertificateRule.objects.create(cohort=running, signatory=rule.signatory, signatory_role=rule.signatory_role)
    _issue(running, ready(running, rule).filter(person=personas["closed_mentor"]), rule, office, now)


def _issue(
    cohort: Cohort, people: People, rule: CertificateRule, office: Person, moment: dt.datetime
) -> list[Certificate]:
    made = write_certificates(list(people), cohort=cohort, rule=rule, now=moment)
    Issue.objects.create(
        cohort=cohort, started_by=office, state=IssueState.DONE, total=len(made), done=len(made), finished_at=moment
    )
    return made


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
