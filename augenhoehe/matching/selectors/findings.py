"""What stands against publishing a run, as things are now."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from augenhoehe.applications.enums import State
from augenhoehe.matching import adapter
from augenhoehe.matching.enums import ACTIVE, DecisionKind, Origin
from augenhoehe.matching.models import LeftOver, PairDecision, Proposal, Run
from augenhoehe.programmes.models import Cohort, MatchingRules


@dataclass(frozen=True)
class Finding:
    """One thing: a stable code, the applications it is about, and facts."""

    code: str
    applications: list[int] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """blockers: a new run is needed. warnings: may be published by whoever has read them. verified: the proof holds."""

    blockers: list[Finding]
    warnings: list[Finding]
    verified: bool

    @property
    def applications(self) -> set[int]:
        return {pk for finding in (*self.blockers, *self.warnings) for pk in finding.applications}


def findings_of(run: Run, *, today: date) -> Findings:
    """Everything the office should know before this run is published; each claim of the result is checked anew."""
    pairs = list(Proposal.objects.filter(run=run).order_by("pk").values_list("mentor_id", "mentee_id"))
    verified = adapter.verify_again(run)
    # Overlapping quotas may leave a gap that no proof closes; the run says so, and the office decides.
    proven = run.figures["certified"]
    blockers = [Finding("not_verified")] if proven and not verified else []
    warnings = [] if proven else [Finding("not_proven")]
    if not pairs:
        blockers.append(Finding("nobody"))
    blockers += _newer(run)
    cohort = Cohort.objects.select_related("programme").get(pk=run.cohort_id)
    try:
        fresh = adapter.build_problem(cohort, stored=run.rules, today=today)
    except adapter.Impossible:
        return Findings([*blockers, Finding("gone", [pk for pair in pairs for pk in pair])], warnings, verified)
    if adapter.input_hash(fresh.to_dict()) == run.input_hash:
        return Findings(blockers, warnings, verified)
    blockers += _broken(fresh, pairs) + _undecided(run)
    here = {int(person.id) for person in (*fresh.mentors, *fresh.mentees)}
    newcomers = [] if run.origin == Origin.PAIR else sorted(here - _considered(run))
    warnings += [Finding("newcomers", newcomers)] if newcomers else []
    if not blockers and not newcomers and run.origin != Origin.PAIR:
        warnings.append(Finding("answers"))
    return Findings(blockers, warnings, verified)


def _newer(run: Run) -> list[Finding]:
    """Somebody has computed, or changed the rules, since."""
    found = []
    # A run of one pair stands beside the others: whether its pair, or theirs, is still possible is asked by `_broken`.
    later = Run.objects.filter(cohort=run.cohort_id, number__gt=run.number).exclude(origin=Origin.PAIR)
    if run.origin != Origin.PAIR and (later.computed().exists() or later.filter(state__in=ACTIVE).exists()):
        found.append(Finding("not_latest"))
    if MatchingRules.objects.filter(cohort=run.cohort_id, number__gt=run.rules.number).exists():
        found.append(Finding("rules"))
    return found


def _broken(fresh: Any, pairs: list[tuple[int, int]]) -> list[Finding]:
    """Proposed people who are no longer to be placed, and pairs that a rule forbids by now."""
    broken = adapter.broken_pairs(fresh, pairs)
    here = {int(person.id) for person in (*fresh.mentors, *fresh.mentees)}
    gone = sorted({pk for one, other, _rules in broken for pk in (one, other)} - here)
    found = [Finding("gone", gone)] if gone else []
    return found + [
        Finding("broken", [one, other], {"rules": rules}) for one, other, rules in broken if rules != ["gone"]
    ]


def _undecided(run: Run) -> list[Finding]:
    """Decisions of the office that this run does not know, or that were taken back."""
    then = adapter.decided_in(run)
    people = _considered(run)
    now = {
        (one, other, kind)
        for one, other, kind in PairDecision.objects.filter(cohort=run.cohort_id).values_list(
            "mentor_id", "mentee_id", "kind"
        )
        if one in people and other in people
    }
    known = {(*pair, str(DecisionKind.LOCK)) for pair in then.locks} | {
        (*pair, str(DecisionKind.BAN)) for pair in then.bans
    }
    changed = sorted({pk for one, other, _kind in now ^ known for pk in (one, other)})
    return [Finding("decisions", changed)] if changed else []


def _considered(run: Run) -> set[int]:
    paired = Proposal.objects.filter(run=run).values_list("mentor_id", "mentee_id")
    alone = LeftOver.objects.filter(run=run).values_list("application_id", flat=True)
    return {pk for pair in paired for pk in pair} | set(alone)


def withdrawn_since(run: Run) -> bool:
    """Whether somebody of the run's pairs is no longer admitted; cheap enough for every page."""
    admitted = Proposal.objects.filter(run=run).filter(mentor__state=State.ADMITTED, mentee__state=State.ADMITTED)
    return Proposal.objects.filter(run=run).exclude(pk__in=admitted.order_by().values("pk")).exists()
