"""What the rooms declare of each field about a person, in words: the content of the page "Who sees what"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from augenhoehe.audit.registry import Classification, Personal, Reader, classifications

ROOMS: Final[dict[str, Any]] = {
    "people": gettext_lazy("People and sign-in"),
    "applications": gettext_lazy("Applications"),
    "events": gettext_lazy("Events and preparation"),
    "matching": gettext_lazy("Matching"),
    "tandems": gettext_lazy("Tandems and meetings"),
    "calendars": gettext_lazy("Calendars and dates"),
    "agreements": gettext_lazy("Agreement of the two"),
    "notebook": gettext_lazy("Notes, messages and confidant"),
    "undertakings": gettext_lazy("Joint undertaking"),
    "care": gettext_lazy("Breaks, more months, early end"),
    "surveys": gettext_lazy("Questionnaires"),
    "mirror": gettext_lazy("Perspective mirror"),
    "feedback": gettext_lazy("Feedback talks"),
    "evaluation": gettext_lazy("Figures and report"),
    "recognition": gettext_lazy("Benefits, certificates, badges"),
    "network": gettext_lazy("Network and alumni"),
    "topics": gettext_lazy("Topics and workshop"),
    "outreach": gettext_lazy("Public pages, questions, interest"),
    "messaging": gettext_lazy("Mails"),
    "programmes": gettext_lazy("Running a programme"),
    "documents": gettext_lazy("Documents"),
    "audit": gettext_lazy("Log"),
}
"""In the order in which somebody who takes part meets them; a room that is missing here comes last."""


@dataclass(frozen=True)
class Field:
    """One field about a person. `name` is what it is called in the database, `label` on screen, where it is there."""

    name: str
    label: str
    purpose: str
    retention: str
    readers: str
    sealed: bool


@dataclass(frozen=True)
class Table:
    """What is stored together."""

    title: str
    key: str
    fields: list[Field]


@dataclass(frozen=True)
class Room:
    title: str
    tables: list[Table]


def rooms() -> list[Room]:
    """Everything that is declared, room by room. No query."""
    found: dict[str, list[Table]] = {}
    for label, declared in classifications().items():
        if declared.personal:
            found.setdefault(label.partition(".")[0], []).append(_table(label, declared))
    order = [*(name for name in ROOMS if name in found), *sorted(found.keys() - ROOMS.keys())]
    return [Room(str(ROOMS.get(name, name)), found[name]) for name in order]


@dataclass(frozen=True)
class Reading:
    """What one kind of reader reads: titles of what they read as a whole, and of what they read some of."""

    reader: str
    whole: list[str]
    some: list[str]


def readings() -> list[Reading]:
    """The same from the readers' side. No query."""
    found = {label: one for label, one in classifications().items() if one.personal}
    return [_reading(reader, found) for reader in Reader]


def _reading(reader: Reader, declared: Mapping[str, Classification]) -> Reading:
    whole: list[str] = []
    some: list[str] = []
    for label, one in declared.items():
        read = [reader in (one.readers_of(name) or ()) for name in one.personal]
        if any(read):
            (whole if all(read) else some).append(_title(label))
    return Reading(capfirst(str(reader.label)), sorted(whole), sorted(some))


def _title(label: str) -> str:
    return capfirst(str(apps.get_model(label)._meta.verbose_name))


def _table(label: str, declared: Classification) -> Table:
    model = apps.get_model(label)
    fields = [_field(model, name, one, declared.readers_of(name)) for name, one in declared.personal.items()]
    return Table(_title(label), label, fields)


def _field(model: type[Model], name: str, one: Personal, readers: Iterable[Reader] | None) -> Field:
    field = model._meta.get_field(name)
    label = getattr(field, "verbose_name", "")
    return Field(
        name,
        capfirst(str(label)) if isinstance(label, Promise) else "",
        str(one.purpose),
        str(one.retention),
        _in_words(readers),
        name == "sealed",
    )


def _in_words(readers: Iterable[Reader] | None) -> str:
    chosen = [str(one.label) for one in Reader if one in (readers or ())]
    return ", ".join(chosen) or _("nobody: only the software works with it")
