"""The way of tables into the database: what to read (a Kind), what the files say (Reading), what became of it
(Outcome).

Every room that imports tables declares a Kind and uses the pages of `people.upload_pages`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.services import record
from augenhoehe.intake import (
    MESSAGES,
    Field,
    Mapped,
    Parsed,
    Problem,
    Record,
    Schema,
    Table,
    parse_tables,
    propose_mapping,
    read_table,
)

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
class Part:
    """One of the files of an upload. `fixed` holds for all of its rows, e.g. {"role": "mentor"}; `says` is
    what stands in it, in a word or two, where there are several.
    """

    key: str
    label: Any
    says: Any = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """Something to tick before the import; `run` gets it by its key."""

    key: str
    label: Any
    help_text: Any = ""


@dataclass(frozen=True)
class Kind:
    """A sort of import. `scope` is the id of what it belongs to (a cohort), None for the whole installation.

    schema: scope → fields and checks, fresh for every reading (it knows what the database holds).
    run: writes good records; called as run(records=…, actor=…, scope=…, and an argument for each option),
    inside a transaction. The same records twice must change nothing.
    parts: the files it takes; of several, any one will do. notes: sentences about what is read.
    """

    key: str
    title: Any
    lead: Any
    schema: Callable[[int | None], Schema]
    run: Callable[..., Outcome]
    parts: tuple[Part, ...] = (Part("file", _("Table (xlsx or csv)")),)
    options: tuple[Option, ...] = ()
    notes: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the files of an upload say, by the keys of their parts; `fields` are those it was read for."""

    parts: Mapping[str, Parsed]
    fields: tuple[Field, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The good rows of all files."""
        return tuple(one for parsed in self.parts.values() for one in parsed.records)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for parsed in self.parts.values() for one in parsed.errors)

    @property
    def left_out(self) -> int:
        """How many rows are wrong or repeat another."""
        return sum(len(parsed.table.rows) for parsed in self.parts.values()) - len(self.records)

    def choices(self) -> dict[str, dict[str, str]]:
        """Part → heading → field, as `understand` takes it."""
        return {part: parsed.mapping.to_dict() for part, parsed in self.parts.items()}


class BadRowsError(Exception):
    """Something is wrong and nobody said to take the good rows; nothing was written."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        super().__init__(f"{len(reading.errors)} errors")


def read_file(kind: Kind, data: bytes, *, name: str = "", scope: int | None = None) -> Table:
    """Read a file; columns that must never be read are gone afterwards. Raises IntakeError."""
    return read_table(data, name=name, knows=kind.schema(scope).knows)


def understand(
    kind: Kind,
    tables: Mapping[str, Table],
    *,
    scope: int | None = None,
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> Reading:
    """Say what the tables of some parts mean; `choices`: part → heading → field. Raises IntakeError."""
    schema = kind.schema(scope)
    parts = [part for part in kind.parts if part.key in tables]
    mapped = [
        Mapped(table, propose_mapping(table, schema, (choices or {}).get(part.key)), part.fixed)
        for part in parts
        for table in [tables[part.key]]
    ]
    parsed = parse_tables(mapped, schema)
    return Reading({part.key: one for part, one in zip(parts, parsed, strict=True)}, schema.fields)


@transaction.atomic
def import_reading(
    kind: Kind,
    reading: Reading,
    *,
    take_good_rows: bool,
    actor: Person | None,
    scope: int | None = None,
    **options: bool,
) -> Outcome:
    """Write what the tables say: all of it, or with `take_good_rows` the rows that are good.

    Raises BadRowsError and then has written nothing. Side effect: a log entry with the numbers.
    """
    if reading.errors and not (take_good_rows and reading.records):
        raise BadRowsError(reading)
    outcome = kind.run(records=reading.records, actor=actor, scope=scope, **options)
    record(
        actor=actor,
        action="people.table_imported",
        kind=kind.key,
        scope=scope,
        added=outcome.added,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        left_out=reading.left_out,
    )
    return outcome


def problem_text(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return gettext(MESSAGES[problem.code]) % problem.params
