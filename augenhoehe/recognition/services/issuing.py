"""Certificates for everybody who is ready: one act of the office, done in the background, in batches."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record, record_many
from augenhoehe.common.tasks import enqueue
from augenhoehe.people.models import Person
from augenhoehe.programmes.hours import spent_by
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem

from ..codes import new_code
from ..enums import UNDER_WAY, IssueState
from ..errors import NobodyReadyError, PreviewOutdatedError, UnderWayError
from ..models import Certificate, CertificateRule, Issue, RegisterEntry
from ..rules import BATCH, TOOK_PART
from ..selectors.standing import basis_of, ready, rule_of
from . import mails
from .register import entry_for

TASK: Final = "augenhoehe.recognition.tasks.issue"


def start_issue(*, cohort: Cohort, actor: Person, basis: str) -> Issue:
    """Give everybody who is ready a certificate. `basis` stands for whom the preview showed.

    Raises UnderWayError where an issue is under way (its page is the latest of the cohort), NobodyReadyError, and
    PreviewOutdatedError. Side effects: a task and a log entry.
    """
    try:
        with transaction.atomic():
            return _start(cohort, actor, basis)
    except IntegrityError as error:
        raise UnderWayError from error


def _start(cohort: Cohort, actor: Person, basis: str) -> Issue:
    if Issue.objects.filter(cohort=cohort, state__in=UNDER_WAY).exists():
        raise UnderWayError
    number, present = basis_of(ready(cohort, rule_of(cohort)))
    if not number:
        raise NobodyReadyError
    if basis != present:
        raise PreviewOutdatedError
    issue = Issue.objects.create(cohort=cohort, started_by=actor, total=number)
    record(actor=actor, action="recognition.issue_started", on=issue, total=number)
    enqueue(TASK, issue_id=issue.pk)
    return issue


def run_issue(*, issue_id: int, now: dt.datetime) -> int:
    """Write the certificates of an issue, batch by batch; returns how many this call wrote.

    Interrupted, it goes on where it stopped; done twice, it changes nothing. Side effects of each batch, together:
    certificates, their register, a letter to each holder, log entries, progress.
    """
    issue = Issue.objects.filter(pk=issue_id, state__in=UNDER_WAY).select_related("cohort__programme").first()
    if issue is None:
        return 0
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.RUNNING, updated_at=now)
    written = 0
    while batch := _issue_batch(issue, now):
        written += batch
    done = Issue.objects.filter(pk=issue.pk, state=IssueState.RUNNING)
    done.update(state=IssueState.DONE, finished_at=now, updated_at=now)
    return written


@transaction.atomic
def _issue_batch(issue: Issue, now: dt.datetime) -> int:
    Issue.objects.select_for_update().get(pk=issue.pk)
    rule = rule_of(issue.cohort)
    people = list(ready(issue.cohort, rule)[:BATCH])
    if not people:
        return 0
    made = write_certificates(people, cohort=issue.cohort, rule=rule, now=now)
    mails.send_issued(made)
    record_many(actor=issue.started_by, action="recognition.issued", on={one: {} for one in made})
    Issue.objects.filter(pk=issue.pk).update(done=F("done") + len(made), updated_at=now)
    return len(made)


def write_certificates(
    people: Sequence[Application], *, cohort: Cohort, rule: CertificateRule, now: dt.datetime
) -> list[Certificate]:
    """A certificate for each, with its entry of the register; in the caller's transaction, without letters."""
    today = timezone.localdate(now)
    periods = _periods(people, cohort, today)
    made = [_certificate(one, cohort, rule, periods[one.pk], now) for one in people]
    RegisterEntry.objects.bulk_create(one.entry for one in made)
    for one in made:
        one.entry_id = one.entry.pk
    return Certificate.objects.bulk_create(made)


def _certificate(
    application: Application, cohort: Cohort, rule: CertificateRule, period: tuple[dt.date, dt.date], now: dt.datetime
) -> Certificate:
    person, side, code = application.person, application.side, new_code()
    minutes = sum(share.minutes for share in spent_by(person, cohort))
    facts: dict[str, Any] = {
        "programme_de": cohort.programme.name_de,
        "programme_en": cohort.programme.name_en,
        "cohort_de": cohort.name_de,
        "cohort_en": cohort.name_en,
        "begins_on": period[0].isoformat(),
        "ends_on": period[1].isoformat(),
        "hours": f"{round(minutes / 30) / 2:.1f}",
        "signatory": rule.signatory,
        "signatory_role": rule.signatory_role,
    }
    name = person.get_full_name()
    entry = entry_for(code=code, name=name, side=side, facts=facts, today=timezone.localdate(now))
    return Certificate(
        entry=entry, person=person, cohort=cohort, side=side, code=code, name=name, facts=facts, issued_at=now
    )  # fmt: skip


def _periods(people: Iterable[Application], cohort: Cohort, today: dt.date) -> dict[int, tuple[dt.date, dt.date]]:
    """From the first day of the earliest tandem of each to the last day of the latest, today at the latest."""
    ids = {one.pk for one in people}
    days: dict[int, list[dt.date]] = {pk: [] for pk in ids}
    rows = Tandem.objects.filter(Q(mentor__in=ids) | Q(mentee__in=ids), state__in=TOOK_PART)
    for mentor, mentee, begins_on, ends_on in rows.values_list("mentor", "mentee", "begins_on", "ends_on"):
        for pk in {mentor, mentee} & ids:
            days[pk] += [begins_on or cohort.starts_on, min(ends_on or cohort.ends_on, today)]
    return {pk: (min(found), max(found)) for pk, found in days.items()}
