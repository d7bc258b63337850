import datetime as dt
import uuid

from django.db import transaction

from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Meeting, Tandem

from ..confidential import texts_of, write_into
from ..errors import NotebookClosedError
from ..models import PrivateNote


@transaction.atomic
def write_note(
    *, tandem: Tandem, author: Person, text: str, draft_key: uuid.UUID, meeting: Meeting | None = None
) -> PrivateNote:
    """Write a note for oneself alone. The same draft twice is one; with another text it raises StaleError.

    Raises NotebookClosedError once the tandem is over. No log entry.
    """
    if known := PrivateNote.objects.visible_to(author).filter(draft_key=draft_key).first():
        if texts_of(known, reader=author) != {"text": text}:
            raise StaleError
        return known
    if not author.has_perm("notebook.write", tandem):
        raise NotebookClosedError
    note = PrivateNote(tandem=tandem, author=author, meeting=meeting, draft_key=draft_key)
    write_into(note, author=author, text=text)
    note.save(force_insert=True)
    return note


@transaction.atomic
def change_note(*, note: PrivateNote, author: Person, version: int, text: str, now: dt.datetime) -> PrivateNote:
    """Word one's own note anew. Raises StaleError, and PermissionError for somebody else's."""
    sealed = write_into(note, author=author, text=text)
    note.save_version(version, sealed=sealed, updated_at=now)
    return note


@transaction.atomic
def delete_note(*, note: PrivateNote, author: Person) -> None:
    """Delete one's own note for good. Raises PermissionError for somebody else's."""
    if note.author_id != author.pk:
        raise PermissionError
    note.delete()
