from datetime import datetime
from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.matching.enums import TRANSITIONS, RunState
from augenhoehe.matching.models import Run
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort


class NotPossible(Exception):  # noqa: N818 - reads as the sentence it is
    """The act does not fit the state of things. `code` is stable and worded by `words.refusals`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def lock_cohort(cohort: Cohort) -> Cohort:
    """The cohort's row, held until the transaction ends: acts on one cohort's matching happen one after another."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


@transaction.atomic
def change_state(
    *, run: Run, to: RunState, actor: Person | None, now: datetime, version: int | None = None, **changes: Any
) -> Run:
    """Move a run to another state; the only place where `Run.state` changes after its creation.

    `version`: the version the actor saw. `changes`: fields written along. Publishing sets who approved and when, and
    with four eyes asks for a submitted run and an actor who did not submit it.
    Side effect: one log entry "matching.run_<state>". Raises NotPossible("transition"), NotPossible("same_person"),
    NotPossible("four_eyes") and StaleError.
    """
    stored = Run.objects.select_for_update(of=("self",)).light().select_related("cohort").get(pk=run.pk)
    if version is not None and stored.version != version:
        raise StaleError
    before = RunState(stored.state)
    if to not in TRANSITIONS[before]:
        raise NotPossible("transition", before=before, to=to)
    if to == RunState.PUBLISHED:
        _hold_four_eyes(stored, actor)
        changes |= {"approved_by": actor, "published_at": now}
    stored.save_version(stored.version, state=to, updated_at=now, **changes)
    record(actor=actor, action=f"matching.run_{to}", on=stored, before=before, number=stored.number)
    return stored


def _hold_four_eyes(run: Run, actor: Person | None) -> None:
    if run.cohort.four_eyes and run.state != RunState.SUBMITTED:
        raise NotPossible("four_eyes")
    if actor is not None and run.submitted_by_id == actor.pk:
        raise NotPossible("same_person")
