"""Which field of which model says something about a person, why it is kept, how long, and what erasure does."""

from dataclasses import dataclass
from enum import Enum

from django.utils.module_loading import autodiscover_modules


class Erasure(Enum):
    DELETE_ROW = "the row goes with the person"
    BLANK = "the field is emptied"
    KEEP = "kept, because it names nobody once the person's row is gone"


@dataclass(frozen=True)
class Personal:
    """A field that says something about a person."""

    purpose: str
    retention: str
    erasure: Erasure = Erasure.DELETE_ROW
    exported: bool = True
    confidential: bool = False


@dataclass(frozen=True)
class Classification:
    personal: dict[str, Personal]
    impersonal: frozenset[str]


_classified: dict[str, Classification] = {}


def classify(model: str, *, personal: dict[str, Personal], impersonal: tuple[str, ...] = ()) -> None:
    """Declare every field of a model ("people.Person"), either as personal or as impersonal. Idempotent.

    Primary keys, timestamps, versions and draft keys need no mention.
    """
    _classified[model] = Classification(personal, frozenset(impersonal))


def classifications() -> dict[str, Classification]:
    """All declarations of all rooms: each room's `privacy.py` makes them."""
    autodiscover_modules("privacy")
    return dict(_classified)
