import datetime as dt

from django.db import IntegrityError, transaction

from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Meeting

from ..confidential import texts_of, write_into
from ..errors import NotebookClosedError
from ..models import Keywords


@transaction.atomic
def save_keywords(
    *, meeting: Meeting, author: Person, version: int, keywords: str, next_step: str, now: dt.datetime
) -> Keywords:
    """Write what the two keep of a meeting; version 0: nothing was there. The same text again changes nothing.

    Raises StaleError when the other one saved in between, and NotebookClosedError. No log entry: what the two write
    leaves no trace outside their notebook.
    """
    if not author.has_perm("notebook.write", meeting.tandem):
        raise NotebookClosedError
    written = {"keywords": keywords, "next_step": next_step}
    row = Keywords.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if row is None:
        return _first(meeting, author, version, written)
    row.meeting = meeting
    if texts_of(row, reader=author) == written:
        return row
    row.save_version(version, sealed=write_into(row, author=author, **written), updated_at=now)
    return row


def _first(meeting: Meeting, author: Person, version: int, written: dict[str, str]) -> Keywords:
    if version:
        raise StaleError
    row = Keywords(meeting=meeting)
    write_into(row, author=author, **written)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise StaleError from error
    return row
