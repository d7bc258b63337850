"""The office words the statements. A cohort that has begun to answer keeps those it began with."""

import datetime as dt
import uuid
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Programme

from ..errors import LastStatementError, TooManyStatementsError
from ..models import Statement, StatementSet
from ..rules import MOST_STATEMENTS
from ..selectors.statements import Edition, edition_of

SHIPPED = files("augenhoehe.mirror") / "data" / "statements.yaml"


@transaction.atomic
def load_starter_statements(programme: Programme) -> int:
    """Give a programme the twelve shipped statements. What it has already stays. Returns how many were new."""
    known = set(programme.mirror_statements.values_list("key", flat=True))
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    new = [
        Statement(programme=programme, position=place, **one)
        for place, one in enumerate(shipped, start=1)
        if one["key"] not in known
    ]
    return len(Statement.objects.bulk_create(new))


@transaction.atomic
def create_statement(
    *, programme: Programme, values: Mapping[str, Any], draft_key: uuid.UUID, actor: Person
) -> Statement:
    """One more statement at the end; the same draft twice is one. Side effect: a log entry.

    Raises TooManyStatementsError, and StaleError for a known key with other words.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    found = programme.mirror_statements
    if known := found.filter(draft_key=draft_key).first():
        if changes_of(known, values):
            raise StaleError
        return known
    _leave_room(programme)
    last = found.aggregate(last=Max("position"))["last"] or 0
    made = Statement.objects.create(
        programme=programme, key=_free_key(programme, values), position=last + 1, draft_key=draft_key, **values
    )
    record(actor=actor, action="mirror.statement_created", on=made)
    return made


@transaction.atomic
def change_statement(*, statement: Statement, version: int, changes: Mapping[str, Any], actor: Person) -> Statement:
    """Reword a statement, or take it out of use (`active`); cohorts that have begun to answer keep theirs.

    Raises StaleError, TooManyStatementsError, LastStatementError. Side effect: a log entry with old and new.
    """
    Programme.objects.select_for_update().get(pk=statement.programme_id)
    stored = Statement.objects.get(pk=statement.pk)
    others = stored.programme.mirror_statements.filter(active=True).exclude(pk=stored.pk)
    if changes["active"] and not stored.active:
        _leave_room(stored.programme)
    if stored.active and not changes["active"] and not others.exists():
        raise LastStatementError
    was = changes_of(stored, changes)
    stored.save_version(version, **changes)
    record(actor=actor, action="mirror.statement_changed", on=stored, changes=was)
    return stored


def keep_edition(cohort: Cohort, now: dt.datetime) -> Edition:
    """What this cohort answers, kept from now on; of two first answers at once both mean the same words."""
    edition = edition_of(cohort)
    if edition.kept:
        return edition
    kept, _new = StatementSet.objects.get_or_create(
        cohort=cohort, defaults={"statements": edition.rows(), "kept_at": now}
    )
    return edition_of(kept.cohort)


def _leave_room(programme: Programme) -> None:
    if programme.mirror_statements.filter(active=True).count() >= MOST_STATEMENTS:
        raise TooManyStatementsError


def _free_key(programme: Programme, values: Mapping[str, Any]) -> str:
    taken = set(programme.mirror_statements.values_list("key", flat=True))
    base = slugify(values["text_en"])[:40].strip("-") or "statement"
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
