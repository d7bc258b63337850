import uuid
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.common.tasks import enqueue
from augenhoehe.matching import adapter
from augenhoehe.matching.enums import ACTIVE, Origin, RunState
from augenhoehe.matching.models import LeftOver, Proposal, Run
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, MatchingRules

from .state import NotPossible, change_state, lock_cohort
from .withdrawal import has_lost_somebody


class RunAct(Protocol):
    """An act of the office on one run that needs nothing but the version it saw."""

    def __call__(self, *, run: Run, actor: Person, version: int, now: datetime) -> Run: ...


TASK = "augenhoehe.matching.tasks.compute"


@transaction.atomic
def start_run(*, cohort: Cohort, actor: Person, note: str, draft_key: uuid.UUID | None) -> tuple[Run, bool]:
    """Queue a run; the worker computes it. Returns the run and whether it is new.

    The same draft key, or a run that is still under way, gives that run and starts no second one.
    Side effects: a task and a log entry. Raises NotPossible("no_rules"), ("waits") while a run waits for the
    second person, and ("draft_reused") when the same key comes with another note.
    """
    lock_cohort(cohort)
    if known := known_draft(cohort, actor, draft_key):
        if known.note != note:
            raise NotPossible("draft_reused", number=known.number)
        return known, False
    if under_way := Run.objects.light().filter(cohort=cohort, state__in=ACTIVE).first():
        return under_way, False
    if waiting := Run.objects.light().filter(cohort=cohort, state=RunState.SUBMITTED).first():
        raise NotPossible("waits", number=waiting.number)
    run = create_run(cohort=cohort, actor=actor, note=note, draft_key=draft_key, origin=Origin.START, basis=None)
    enqueue(TASK, run_id=run.pk)
    return run, True


def known_draft(cohort: Cohort, actor: Person, draft_key: uuid.UUID | None) -> Run | None:
    """The run that this form already made."""
    if draft_key is None:
        return None
    return Run.objects.light().filter(cohort=cohort, started_by=actor, draft_key=draft_key).first()


def create_run(
    *,
    cohort: Cohort,
    actor: Person,
    note: str,
    draft_key: uuid.UUID | None,
    origin: Origin,
    basis: Run | None,
) -> Run:
    """A queued run with the next number; the caller holds the cohort. Side effect: a log entry."""
    try:
        stored = adapter.current_rules(cohort)
    except MatchingRules.DoesNotExist:
        raise NotPossible("no_rules") from None
    number = (Run.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0) + 1
    run = Run.objects.create(
        cohort=cohort,
        number=number,
        rules=stored,
        note=note,
        draft_key=draft_key,
        origin=origin,
        basis=basis,
        started_by=actor,
    )
    record(actor=actor, action="matching.run_started", on=run, number=number, origin=origin)
    return run


def compute_run(*, run_id: int, now: datetime) -> None:
    """Compute a queued run, or one whose worker was lost while it computed. Doing it twice changes nothing.

    Side effects: progress while it goes on; then proposals, left-over people, figures and state in one transaction. A
    problem that cannot be solved makes the run failed, with the rule that stands in the way. Where somebody withdrew
    meanwhile, nothing is stored.
    """
    run = _take(run_id, now)
    if run is None:
        return
    try:
        outcome = outcome_for(run, now, _Progress(run))
    except adapter.Impossible as error:
        change_state(run=run, to=RunState.FAILED, actor=None, now=now, failure=error.failure)
    except Exception:
        change_state(run=run, to=RunState.FAILED, actor=None, now=now, failure={"code": "unexpected"})
        raise
    else:
        if has_lost_somebody(outcome):
            change_state(run=run, to=RunState.EMPTIED, actor=None, now=now)
        else:
            store_outcome(run=run, outcome=outcome, now=now)


def outcome_for(run: Run, now: datetime, progress: adapter.Progress | None = None) -> adapter.Outcome:
    """Read the cohort and solve it under the run's rules; writes nothing. Raises adapter.Impossible."""
    cohort = Cohort.objects.select_related("programme").get(pk=run.cohort_id)
    problem = adapter.build_problem(cohort, stored=run.rules, today=timezone.localdate(now))
    return adapter.compute(problem, progress, policy=adapter.engine_policy(run.rules))


@transaction.atomic
def _take(run_id: int, now: datetime) -> Run | None:
    run = Run.objects.select_for_update(of=("self",)).light().filter(pk=run_id, state__in=ACTIVE).first()
    if run is not None and run.state == RunState.QUEUED:
        return change_state(run=run, to=RunState.RUNNING, actor=None, now=now, progress=0, stage="")
    return run


@transaction.atomic
def store_outcome(*, run: Run, outcome: adapter.Outcome, now: datetime) -> Run:
    """Write the result and make the run ready; what an interrupted attempt may have left is replaced."""
    ready = change_state(
        run=run,
        to=RunState.READY,
        actor=None,
        now=now,
        problem=outcome.problem,
        plan=outcome.plan,
        input_hash=adapter.input_hash(outcome.problem),
        figures=outcome.figures,
        engine_version=outcome.engine_version,
        progress=100,
    )
    Proposal.objects.filter(run=run).delete()
    LeftOver.objects.filter(run=run).delete()
    Proposal.objects.bulk_create(
        Proposal(
            run=run,
            mentor_id=row.mentor,
            mentee_id=row.mentee,
            score=row.score,
            contributions=row.contributions,
            locked=row.locked,
        )
        for row in outcome.proposals
    )
    LeftOver.objects.bulk_create(
        LeftOver(run=run, application_id=one.application, cause=one.cause, facts=one.facts) for one in outcome.left_over
    )
    transaction.on_commit(lambda: adapter.keep_plan(ready, outcome.solved))
    return ready


class _Progress:
    """Writes the solver's progress into the run, only when the whole per cent moves."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.shown = -1

    def __call__(self, stage: str, share: float) -> None:
        percent = min(99, int(share * 100))
        if percent > self.shown:
            self.shown = percent
            Run.objects.filter(pk=self.run.pk).update(progress=percent, stage=stage[:40])


@transaction.atomic
def discard_run(*, run: Run, actor: Person, version: int, now: datetime) -> Run:
    """Put a run aside; it stays readable. Raises NotPossible and StaleError."""
    return change_state(run=run, to=RunState.DISCARDED, actor=actor, now=now, version=version)


@transaction.atomic
def try_again(*, run: Run, actor: Person, version: int, now: datetime) -> Run:
    """Compute a failed run once more. Side effect: a task. Raises NotPossible and StaleError."""
    lock_cohort(run.cohort)
    if Run.objects.filter(cohort=run.cohort_id, state__in=ACTIVE).exists():
        raise NotPossible("under_way")
    queued = change_state(
        run=run, to=RunState.QUEUED, actor=actor, now=now, version=version, failure={}, progress=0, stage=""
    )
    enqueue(TASK, run_id=run.pk)
    return queued
