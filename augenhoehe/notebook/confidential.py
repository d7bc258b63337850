"""The one place where sealed texts are opened, and never without saying for whom.

import-linter lets nobody but this room in: the office's pages, figures, exports and mails cannot fetch what is in here.
Whoever runs the server and holds the key could; that is said on the page "Who sees what".
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db import transaction

from augenhoehe.common.sealing import SealError, is_current, seal, unseal
from augenhoehe.people.models import Person

from .models import Keywords, Message, PrivateNote, Sealed, Word

__all__ = ["SealError", "held_by_earlier_keys", "reseal", "texts_of", "write_into"]

Texts = dict[str, str]


def _the_two(tandem: Any) -> tuple[int, int]:
    return tandem.mentor.person_id, tandem.mentee.person_id


_READERS: Final[dict[type[Sealed], Callable[[Any], tuple[int, ...]]]] = {
    Keywords: lambda row: _the_two(row.meeting.tandem),
    PrivateNote: lambda row: (row.author_id,),
    Message: lambda row: _the_two(row.tandem),
    Word: lambda row: (row.confidence.person_id, row.confidence.confidant_id),
}
_BOUND: Final[dict[type[Sealed], Callable[[Any], tuple[object, ...]]]] = {
    Keywords: lambda row: (row.meeting_id,),
    PrivateNote: lambda row: (row.tandem_id, row.author_id),
    Message: lambda row: (row.tandem_id, row.author_id),
    Word: lambda row: (row.confidence_id, row.by_confidant),
}


def texts_of(row: Sealed, *, reader: Person) -> Texts:
    """What is written in the row. Raises PermissionError for everybody it is not for, and SealError."""
    if reader.pk not in _READERS[type(row)](row):
        raise PermissionError
    return _open(row)


def write_into(row: Sealed, *, author: Person, **texts: str) -> bytes:
    """Seal the texts into the row, and return what was sealed; saving is the caller's.

    Raises PermissionError for everybody who may not read it either.
    """
    if author.pk not in _READERS[type(row)](row):
        raise PermissionError
    row.sealed = _sealed(row, texts)
    return bytes(row.sealed)


def reseal(rows: Iterable[Sealed]) -> int:
    """Seal anew, by the present key, what an earlier one sealed; returns how many there were. Nobody reads them."""
    changed = 0
    for row in rows:
        if is_current(row.sealed):
            continue
        with transaction.atomic():
            held = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
            if held is not None and not is_current(held.sealed):
                type(row)._default_manager.filter(pk=row.pk).update(sealed=_sealed(held, _open(held)))
                changed += 1
    return changed


def held_by_earlier_keys(rows: Iterable[Sealed]) -> int:
    """How many of these rows the present key did not seal."""
    return sum(not is_current(row.sealed) for row in rows)


def _open(row: Sealed) -> Texts:
    found: Texts = json.loads(unseal(row.sealed, bound_to=_binding(row)))
    return found


def _sealed(row: Sealed, texts: Texts) -> bytes:
    return seal(json.dumps(texts, ensure_ascii=False), bound_to=_binding(row))


def _binding(row: Sealed) -> str:
    """Table, row, and whose it is: in another place the same bytes do not open."""
    return ":".join(map(str, (row._meta.label, row.pk, *_BOUND[type(row)](row))))
