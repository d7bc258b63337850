"""A workshop as a whole: made, changed, opened, closed, opened again."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..codes import new_code
from ..enums import WorkshopState
from ..models import Workshop


class IllegalTransitionError(Exception):
    """The table knows no such step."""


class VotesGivenError(Exception):
    """Votes have been given already; nobody may get fewer now."""


@transaction.atomic
def create_workshop(
    *, cohort: Cohort, title: str, held_on: dt.date, votes_each: int, actor: Person, draft_key: uuid.UUID
) -> Workshop:
    """A workshop of the cohort with a code of its own. The same form sent twice is one. Side effect: a log entry."""
    workshop, created = Workshop.objects.get_or_create(
        cohort=cohort,
        draft_key=draft_key,
        defaults={"title": title, "held_on": held_on, "votes_each": votes_each, "code": _free_code()},
    )
    if created:
        record(actor=actor, action="topics.workshop_created", on=workshop)
    return workshop


def _free_code() -> str:
    return next(code for code in iter(new_code, "") if not Workshop.objects.filter(code=code).exists())


@transaction.atomic
def change_workshop(*, workshop: Workshop, version: int, changes: dict[str, Any], actor: Person) -> Workshop:
    """Change title, date or the number of votes. Raises StaleError, and VotesGivenError for fewer votes than before
    once somebody has voted. Side effect: a log entry with old and new.
    """
    current = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if changes.get("votes_each", current.votes_each) < current.votes_each and current.votes.exists():
        raise VotesGivenError
    changed = changes_of(current, changes)
    current.save_version(version, **changes)
    if changed:
        Workshop.objects.filter(pk=current.pk).update(board_edition=F("board_edition") + 1)
        record(actor=actor, action="topics.workshop_changed", on=current, changes=changed)
    return current


@transaction.atomic
def change_state(*, workshop: Workshop, to: WorkshopState, actor: Person) -> Workshop:
    """Open, let vote, close, open again. The same step twice is one. Raises IllegalTransitionError.

    It waits for whoever is voting at this moment and lets nobody in afterwards: both take the workshop's row
    (`services/board.py`). Side effect: a log entry.
    """
    current = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if current.state == to:
        return current
    if not current.may_become(to):
        raise IllegalTransitionError(current.state, to)
    Workshop.objects.filter(pk=current.pk).update(state=to, board_edition=F("board_edition") + 1)
    current.refresh_from_db()
    record(actor=actor, action=f"topics.workshop_{to}", on=current)
    return current
