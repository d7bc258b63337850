"""What the matching forgets of somebody who takes the application back."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.matching import adapter
from augenhoehe.matching.enums import COMPUTED, RunState
from augenhoehe.matching.models import LeftOver, PairDecision, Proposal, Run

from .state import change_state

EMPTY: Final[dict[str, Any]] = {"problem": None, "plan": None, "input_hash": "", "figures": {}}


@transaction.atomic
def forget_withdrawn(*, application: Application, now: datetime) -> None:
    """Empty every run with this person that was not published, and delete what the office decided about their pairs.

    The input of a run holds the person's times and topics, and without one person's input nothing about the result
    can be shown any more: so it goes as a whole. A published run proves the pairs of others; it stays until the
    cohort's figures are no longer needed. Side effect: a log entry for each run.
    """
    PairDecision.objects.filter(Q(mentor=application) | Q(mentee=application)).delete()
    for run in _unpublished_with(application):
        Proposal.objects.filter(run=run).delete()
        LeftOver.objects.filter(run=run).delete()
        change_state(run=run, to=RunState.EMPTIED, actor=None, now=now, **EMPTY)


def _unpublished_with(application: Application) -> list[Run]:
    proposed = Proposal.objects.filter(Q(mentor=application) | Q(mentee=application)).values("run")
    left_over = LeftOver.objects.filter(application=application).values("run")
    inside = Run.objects.light().filter(Q(pk__in=proposed) | Q(pk__in=left_over), cohort=application.cohort_id)
    return list(inside.filter(state__in=({*COMPUTED} - {RunState.PUBLISHED}) | {RunState.DISCARDED}))


def has_lost_somebody(outcome: adapter.Outcome) -> bool:
    """Whether somebody withdrew while this was computed. One query."""
    people = {pk for row in outcome.proposals for pk in (row.mentor, row.mentee)}
    people |= {one.application for one in outcome.left_over}
    return Application.objects.filter(pk__in=people, state=State.WITHDRAWN).exists()
