from datetime import datetime

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.matching import adapter
from augenhoehe.matching.enums import Origin, RunState
from augenhoehe.matching.models import Run
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, MatchingRules

from .runs import create_run, store_outcome
from .state import NotPossible, change_state, lock_cohort

OPEN = (RunState.READY, RunState.SUBMITTED)


@transaction.atomic
def run_of_one_pair(
    *, cohort: Cohort, mentor: Application, mentee: Application, actor: Person, now: datetime
) -> tuple[Run, bool]:
    """A run of only this pair, computed at once, ready to be submitted or published. Returns it and whether it is new.

    All hard rules are asked against the whole cohort first. The same pair while such a run is open is that run.
    Side effects: log entries. Raises NotPossible("blocked") with the rules, and NotPossible("no_rules").
    """
    cohort = lock_cohort(cohort)
    known = Run.objects.filter(cohort=cohort, origin=Origin.PAIR, state__in=OPEN)
    if run := known.filter(proposals__mentor=mentor, proposals__mentee=mentee).first():
        return run, False
    problem = _whole_problem(cohort, now)
    if rules := adapter.obstacles(problem, mentor=mentor.pk, mentee=mentee.pk):
        raise NotPossible("gone" if rules == ["gone"] else "blocked", rules=rules)
    run = create_run(cohort=cohort, actor=actor, note="", draft_key=None, origin=Origin.PAIR, basis=None)
    run = change_state(run=run, to=RunState.RUNNING, actor=None, now=now)
    outcome = adapter.compute(adapter.pair_alone(problem, mentor=mentor.pk, mentee=mentee.pk))
    return store_outcome(run=run, outcome=outcome, now=now), True


def _whole_problem(cohort: Cohort, now: datetime) -> adapter.Problem:
    fresh = Cohort.objects.select_related("programme").get(pk=cohort.pk)
    try:
        stored = adapter.current_rules(fresh)
        return adapter.build_problem(fresh, stored=stored, today=timezone.localdate(now))
    except MatchingRules.DoesNotExist:
        raise NotPossible("no_rules") from None
    except adapter.Impossible as error:
        raise NotPossible("gone") from error
