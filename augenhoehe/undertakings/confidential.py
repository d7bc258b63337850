"""The one place where reflections are opened, and never without saying for whom.

import-linter lets nobody in but the pages of the two and the act that writes: what somebody looks back on is sealed as
their notes are (common/sealing.py), bound to their tandem and their side of it.
"""

import json

from augenhoehe.common.sealing import seal, unseal
from augenhoehe.people.models import Person

from .enums import ReadBy
from .models import Reflection


def _author_id(row: Reflection) -> int:
    return row.tandem.mentor.person_id if row.side == "mentor" else row.tandem.mentee.person_id


def bound_to(row: Reflection) -> str:
    """The tandem and its side: in another place the same bytes do not open."""
    return f"undertakings.Reflection:{row.tandem_id}:{row.side}"


def open_reflection(row: Reflection, *, reader: Person) -> Reflection:
    """The row with `learned` and `practice`: both for the author, for the partner what is shared, else empty.

    Raises PermissionError for everybody else, and SealError.
    """
    if reader.pk not in (row.tandem.mentor.person_id, row.tandem.mentee.person_id):
        raise PermissionError
    texts, own = json.loads(unseal(row.sealed, bound_to=bound_to(row))), reader.pk == _author_id(row)
    row.learned = texts["learned"] if own or row.learned_read_by == ReadBy.US else ""
    row.practice = texts["practice"] if own or row.practice_read_by == ReadBy.US else ""
    return row


def seal_reflection(row: Reflection, *, author: Person, learned: str, practice: str) -> bytes:
    """Both texts as they are stored. Raises PermissionError for everybody whose reflection it is not."""
    if author.pk != _author_id(row):
        raise PermissionError
    return seal(json.dumps({"learned": learned, "practice": practice}), bound_to=bound_to(row))
