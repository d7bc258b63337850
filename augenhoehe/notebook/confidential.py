"""The one place where sealed texts are opened, and never without saying for whom.

import-linter lets nobody but this room in: the office's pages, figures, exports and mails cannot fetch what is in here.
Whoever runs the server and holds the key could; that is said on the page "Who sees what".
"""

import json
from collections.abc import Callable
from typing import Any, Final

from augenhoehe.common.sealing import SealError, seal, unseal
from augenhoehe.people.models import Person

from .models import Keywords, Message, PrivateNote, Sealed, Word

__all__ = ["SealError", "binding", "texts_of", "write_into"]

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
    found: Texts = json.loads(unseal(row.sealed, bound_to=binding(row)))
    return found


def write_into(row: Sealed, *, author: Person, **texts: str) -> bytes:
    """Seal the texts into the row, and return what was sealed; saving is the caller's.

    Raises PermissionError for everybody who may not read it either.
    """
    if author.pk not in _READERS[type(row)](row):
        raise PermissionError
    row.sealed = seal(json.dumps(texts, ensure_ascii=False), bound_to=binding(row))
    return bytes(row.sealed)


def binding(row: Sealed) -> str:
    """Table, row, and whose it is: in another place the same bytes do not open."""
    return ":".join(map(str, (row._meta.label, row.pk, *_BOUND[type(row)](row))))
