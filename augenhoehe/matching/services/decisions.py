import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.common.tasks import enqueue
from augenhoehe.matching import adapter
from augenhoehe.matching.concerns import lock_concerns
from augenhoehe.matching.enums import ACTIVE, DecisionKind, Origin, RunState
from augenhoehe.matching.models import PairDecision, Run
from augenhoehe.matching.selectors import latest_computed
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from .runs import TASK, compute_run, create_run, known_draft, outcome_for, store_outcome
from .state import NotPossible, change_state, lock_cohort

AT_ONCE = 1500
"""Up to this many participants a decision's run is computed in the request (well under a second)."""


@dataclass(frozen=True)
class Decided:
    """The run that follows from a decision; `created` is False when the same form came twice."""

    run: Run
    created: bool


@transaction.atomic
def decide_pair(
    *,
    basis: Run,
    actor: Person,
    mentor: Application,
    mentee: Application,
    kind: DecisionKind,
    note: str,
    draft_key: uuid.UUID | None,
    now: datetime,
) -> Decided:
    """Set a pair or forbid one, seen on the run `basis`, and compute the cohort anew.

    A pair against a hard rule is refused; one with a concern (`concerns.lock_concerns`) needs a note. Locks that
    leave no place for a set pair are taken back. Side effects: the decision, a new run (at once for up to `AT_ONCE`
    people, else by the worker), log entries. Raises StaleError when somebody decided or computed in between,
    NotPossible ("under_way", "not_open", "blocked", "note_needed", "draft_reused") and adapter.Impossible.
    """
    cohort = lock_cohort(basis.cohort)
    if known := known_draft(cohort, actor, draft_key):
        return _same(known, basis, kind, mentor, mentee)
    require_open(cohort, basis)
    displaced: list[tuple[int, int]] = []
    if kind == DecisionKind.LOCK:
        displaced = _permitted(basis, mentor, mentee, note).displaced
    for one, other in displaced:
        _remove(cohort=cohort, actor=actor, mentor_id=one, mentee_id=other)
    decision, _created = PairDecision.objects.update_or_create(
        cohort=cohort,
        mentor=mentor,
        mentee=mentee,
        defaults={"kind": kind, "note": note, "decided_by": actor},
    )
    record(actor=actor, action=f"matching.pair_{kind}", on=decision, mentor=mentor.pk, mentee=mentee.pk)
    origin = Origin.LOCK if kind == DecisionKind.LOCK else Origin.BAN
    return Decided(_follow_up(cohort, actor, note, draft_key, origin, basis, now), True)


def _same(known: Run, basis: Run, kind: DecisionKind, mentor: Application, mentee: Application) -> Decided:
    """The run this form made before; the same key for another decision is refused."""
    decided = PairDecision.objects.filter(cohort=basis.cohort_id, mentor=mentor, mentee=mentee, kind=kind).exists()
    if known.origin != kind or known.basis_id != basis.pk or not decided:
        raise NotPossible("draft_reused", number=known.number)
    return Decided(known, False)


def require_open(cohort: Cohort, basis: Run) -> None:
    """The run is the latest, and nothing waits for anybody. The caller holds the cohort."""
    if Run.objects.filter(cohort=cohort, state__in=ACTIVE).exists():
        raise NotPossible("under_way")
    latest = latest_computed(cohort)
    if latest is None or latest.pk != basis.pk:
        raise StaleError
    if latest.state != RunState.READY:
        raise NotPossible("not_open", state=latest.state)


def _permitted(basis: Run, mentor: Application, mentee: Application, note: str) -> adapter.Preview:
    try:
        preview = adapter.preview_lock(basis, mentor=mentor.pk, mentee=mentee.pk)
    except KeyError:
        raise NotPossible("not_in_run") from None
    if preview.blocked_by:
        raise NotPossible("blocked", rules=preview.blocked_by)
    if lock_concerns(preview) and not note.strip():
        raise NotPossible("note_needed")
    return preview


def _remove(*, cohort: Cohort, actor: Person, mentor_id: int, mentee_id: int) -> None:
    for decision in PairDecision.objects.filter(cohort=cohort, mentor=mentor_id, mentee=mentee_id):
        record(
            actor=actor,
            action="matching.decision_taken_back",
            on=decision,
            mentor=mentor_id,
            mentee=mentee_id,
        )
        decision.delete()


@transaction.atomic
def take_decision_back(
    *, decision: PairDecision, actor: Person, draft_key: uuid.UUID | None, now: datetime
) -> Run | None:
    """Lift a lock or a ban, and compute anew if there was a run. Twice is once.

    Side effects as for `decide_pair`. Raises NotPossible("under_way") and ("not_open").
    """
    cohort = lock_cohort(decision.cohort)
    if known := known_draft(cohort, actor, draft_key):
        return known
    latest = latest_computed(cohort)
    if latest is not None and latest.state != RunState.PUBLISHED:
        require_open(cohort, latest)
    _remove(cohort=cohort, actor=actor, mentor_id=decision.mentor_id, mentee_id=decision.mentee_id)
    if latest is None or latest.state == RunState.PUBLISHED:
        return None
    return _follow_up(cohort, actor, "", draft_key, Origin.TAKEN_BACK, latest, now)


def _follow_up(
    cohort: Cohort,
    actor: Person,
    note: str,
    draft_key: uuid.UUID | None,
    origin: Origin,
    basis: Run,
    now: datetime,
) -> Run:
    run = create_run(cohort=cohort, actor=actor, note=note, draft_key=draft_key, origin=origin, basis=basis)
    people = basis.figures["pairs"] * 2 + basis.figures["mentors_left"] + basis.figures["mentees_left"]
    if people > AT_ONCE:
        enqueue(TASK, run_id=run.pk)
        return run
    if origin == Origin.TAKEN_BACK:  # lifting a decision must never be refused: then the run says what is wrong
        compute_run(run_id=run.pk, now=now)
        run.refresh_from_db()
        return run
    run = change_state(run=run, to=RunState.RUNNING, actor=None, now=now)
    return store_outcome(run=run, outcome=outcome_for(run, now), now=now)
