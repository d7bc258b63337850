from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.tasks import enqueue
from augenhoehe.matching import adapter
from augenhoehe.matching.models import Run
from augenhoehe.people.models import Person

TASK = "augenhoehe.matching.tasks.compare"


@transaction.atomic
def ask_for_policies(*, run: Run, actor: Person) -> None:
    """Have every policy computed on a run's input; the worker does it. Asked twice is asked once.

    Side effects: a task and a log entry.
    """
    stored = Run.objects.select_for_update(of=("self",)).light().get(pk=run.pk)
    if "policies" in stored.figures:
        return
    Run.objects.filter(pk=run.pk).update(figures=stored.figures | {"policies": []})
    record(actor=actor, action="matching.policies_asked", on=stored, number=stored.number)
    enqueue(TASK, run_id=run.pk)


def compute_policies(*, run_id: int) -> None:
    """Compute every policy on a run's input and keep the figures with it. Doing it twice changes nothing.

    Nothing is kept where somebody of the run has withdrawn meanwhile. Where it fails, it can be asked for again.
    """
    run = Run.objects.filter(pk=run_id, plan__isnull=False).first()
    if run is None or run.figures.get("policies"):
        return
    found: dict[str, Any]
    try:
        found = {"policies": adapter.policies_to_keep(run)}
    except Exception:
        _keep(run_id, {})
        raise
    _keep(run_id, found)


@transaction.atomic
def _keep(run_id: int, found: dict[str, Any]) -> None:
    run = Run.objects.select_for_update(of=("self",)).light().filter(pk=run_id, plan__isnull=False).first()
    if run is not None:
        others = {name: value for name, value in run.figures.items() if name != "policies"}
        Run.objects.filter(pk=run_id).update(figures=others | found)
