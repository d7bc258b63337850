from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run
from augenhoehe.matching.placeholders import APPROVAL_WANTED, RUN_RETURNED
from augenhoehe.matching.selectors.findings import findings_of
from augenhoehe.messaging.services import queue_mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.rules import APPROVER_KINDS

from .state import NotPossible, change_state, lock_cohort


@transaction.atomic
def submit_for_approval(*, run: Run, actor: Person, version: int, acknowledged: bool, now: datetime) -> Run:
    """Give a run to the second person, once nothing stands against its publication.

    `acknowledged`: the actor has read the warnings. Side effects: a log entry and a mail to everybody else who may
    approve. Raises StaleError, NotPossible("findings") while something stands against it, and
    NotPossible("acknowledge") when there are warnings that nobody has confirmed.
    """
    lock_cohort(run.cohort)
    require_publishable(run=run, acknowledged=acknowledged, today=timezone.localdate(now))
    submitted = change_state(
        run=run,
        to=RunState.SUBMITTED,
        actor=actor,
        now=now,
        version=version,
        submitted_by=actor,
        submitted_at=now,
        returned_note="",
    )
    for approver in approvers(submitted, but=actor):
        queue_mail(
            APPROVAL_WANTED,
            to=approver,
            values=_values(submitted, approver, person=actor),
            programme_id=submitted.cohort.programme_id,
            idempotency_key=f"matching.submitted:{submitted.pk}:{submitted.version}:{approver.pk}",
        )
    return submitted


def require_publishable(*, run: Run, acknowledged: bool, today: date) -> None:
    """Raise NotPossible("findings") or ("acknowledge") unless the run, as things stand now, may be published.

    The publication asks this once more: between submission and approval somebody may have withdrawn.
    """
    found = findings_of(run, today=today)
    if found.blockers:
        raise NotPossible("findings", codes=[one.code for one in found.blockers])
    if found.warnings and not acknowledged:
        raise NotPossible("acknowledge")


@transaction.atomic
def return_run(*, run: Run, actor: Person, version: int, note: str, now: datetime) -> Run:
    """The second person asks for changes. Side effects: a log entry and a mail to who submitted it.

    Raises StaleError and NotPossible("transition").
    """
    submitter = run.submitted_by
    returned = _back_to_ready(run, actor, version, note, now)
    if submitter is not None and submitter.pk != actor.pk:
        queue_mail(
            RUN_RETURNED,
            to=submitter,
            values=_values(returned, submitter, person=actor) | {"note": note},
            programme_id=returned.cohort.programme_id,
            idempotency_key=f"matching.returned:{returned.pk}:{returned.version}",
        )
    return returned


@transaction.atomic
def withdraw_submission(*, run: Run, actor: Person, version: int, now: datetime) -> Run:
    """The office takes its run back before it is approved. Raises StaleError and NotPossible("transition")."""
    return _back_to_ready(run, actor, version, "", now)


def _back_to_ready(run: Run, actor: Person, version: int, note: str, now: datetime) -> Run:
    if run.state != RunState.SUBMITTED:
        raise NotPossible("transition", before=run.state, to=RunState.READY)
    return change_state(
        run=run,
        to=RunState.READY,
        actor=actor,
        now=now,
        version=version,
        submitted_by=None,
        submitted_at=None,
        returned_note=note,
    )


def approvers(run: Run, *, but: Person) -> list[Person]:
    """Everybody who may approve this run, except one."""
    return list(
        Person.objects.filter(is_active=True, roles__programme=run.cohort.programme_id, roles__kind__in=APPROVER_KINDS)
        .exclude(pk=but.pk)
        .distinct()
        .order_by("pk")
    )


def _values(run: Run, reader: Person, *, person: Person) -> dict[str, str]:
    path = reverse("run-check", args=[run.cohort_id, run.number])
    cohort = run.cohort
    return {
        "first_name": reader.get_short_name(),
        "person": person.get_full_name(),
        "cohort": cohort.name_en if reader.language == "en" else cohort.name_de,
        "number": str(run.number),
        "pairs": str(run.figures.get("pairs", 0)),
        "link": f"{settings.BASE_URL}{path}",
    }
