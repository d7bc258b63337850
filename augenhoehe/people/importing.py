"""The way of a table into the database: what to read (a Kind), what it says (Parsed), what became of it
(Outcome).

Every room that imports tables declares a Kind and uses the pages of `people.upload_pages`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from augenhoehe.audit.services import record
from augenhoehe.intake import MESSAGES, Parsed, Problem, Schema, parse_table, propose_mapping, read_table

from .models import Person


@dataclass(frozen=True)
class Outcome:
    """What an import did, in rows."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True)
class Kind:
    """A sort of table. `scope` is the id of what it belongs to (a cohort), None for the whole installation.

    schema: scope → fields and checks, fresh for every reading (it knows what the database holds).
    run: writes good records; called as run(records=…, actor=…, scope=…), inside a transaction. The same
    records twice must change nothing.
    defaults: values for fields the table lacks, e.g. {"role": "mentor"}.
    """

    key: str
    title: Any
    lead: Any
    schema: Callable[[int | None], Schema]
    run: Callable[..., Outcome]
    defaults: Mapping[str, Any] = field(default_factory=dict)


class BadRowsError(Exception):
    """Something is wrong and nobody said to take the good rows; nothing was written."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        super().__init__(f"{len(parsed.errors)} errors")


def read(
    kind: Kind,
    data: bytes,
    *,
    name: str = "",
    scope: int | None = None,
    choices: Mapping[str, str] | None = None,
) -> Parsed:
    """Read a table by a kind's schema; `choices` maps headings to fields. Raises IntakeError."""
    schema = kind.schema(scope)
    table = read_table(data, name=name, knows=schema.knows)
    mapping = propose_mapping(table, schema, choices)
    return parse_table(table, schema, mapping=mapping, defaults=kind.defaults)


@transaction.atomic
def import_parsed(
    kind: Kind, parsed: Parsed, *, take_good_rows: bool, actor: Person | None, scope: int | None = None
) -> Outcome:
    """Write what a table says: all of it, or with `take_good_rows` the rows that are good.

    Raises BadRowsError and then has written nothing. Side effect: a log entry with the numbers.
    """
    if parsed.errors and not (take_good_rows and parsed.records):
        raise BadRowsError(parsed)
    outcome = kind.run(records=parsed.records, actor=actor, scope=scope)
    record(
        actor=actor,
        action="people.table_imported",
        kind=kind.key,
        scope=scope,
        added=outcome.added,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        left_out=len(parsed.table.rows) - len(parsed.records),
    )
    return outcome


def problem_text(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return gettext(MESSAGES[problem.code]) % problem.params
