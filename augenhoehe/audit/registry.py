"""Which field of which model says something about a person, why it is kept, how long, who reads it, what erasure does.

The page "Who sees what" is made of it; tests hold every page, file, mail and log against it (tests/privacy).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.discovery import discover


class Erasure(Enum):
    DELETE_ROW = "the row goes with the person"
    BLANK = "the field is emptied"
    KEEP = "kept, because it names nobody once the person's row is gone"


class Reader(TextChoices):
    """Who reads a field, seen from the person it is about."""

    SELF = "self", _("the person themself")
    PARTNER = "partner", _("the partner in the tandem")
    OFFICE = "office", _("the programme office")
    SUPERVISOR = "supervisor", _("the supervisor, by their link")
    ASSISTANT = "assistant", _("the assistant")
    CONFIDANT = "confidant", _("the confidant")
    COUNCIL = "council", _("the staff council")
    ADMIN = "admin", _("who runs the installation")
    PROGRAMME = "programme", _("whoever takes or took part in the programme")
    EVERYBODY = "everybody", _("everybody, once it is published")


SELF, PARTNER, OFFICE, SUPERVISOR, ASSISTANT, CONFIDANT, COUNCIL, ADMIN, PROGRAMME, EVERYBODY = Reader
NOBODY: tuple[Reader, ...] = ()
"""The software works with it, and shows it on no page."""


@dataclass(frozen=True)
class Personal:
    """A field that says something about a person. Purpose and retention are read by people: translatable, in words."""

    purpose: Any
    retention: Any
    erasure: Erasure = Erasure.DELETE_ROW
    exported: bool = True
    confidential: bool = False


@dataclass(frozen=True)
class Classification:
    personal: dict[str, Personal]
    impersonal: frozenset[str]
    readers: frozenset[Reader] | None = None
    apart: Mapping[str, frozenset[Reader]] | None = None

    def readers_of(self, field: str) -> frozenset[Reader] | None:
        """Who reads this field; None where the room has not said."""
        return (self.apart or {}).get(field, self.readers)


_classified: dict[str, Classification] = {}


def classify(
    model: str,
    *,
    personal: dict[str, Personal],
    impersonal: tuple[str, ...] = (),
    readers: Iterable[Reader] | None = None,
    apart: Mapping[str, Iterable[Reader]] | None = None,
) -> None:
    """Declare every field of a model ("people.Person"), either as personal or as impersonal. Idempotent.

    Primary keys, timestamps, versions and draft keys need no mention. `readers` are those of the personal fields;
    `apart` names the fields that others read.
    """
    _classified[model] = Classification(
        personal,
        frozenset(impersonal),
        None if readers is None else frozenset(readers),
        {name: frozenset(those) for name, those in (apart or {}).items()},
    )


def classifications() -> dict[str, Classification]:
    """All declarations of all rooms: each room's `privacy.py` makes them."""
    discover("privacy")
    return dict(_classified)
