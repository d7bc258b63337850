import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from augenhoehe.intake import Table, pack_tables
from augenhoehe.people.models import Person, Upload

KEPT = dt.timedelta(days=1)


@transaction.atomic
def store_upload(
    *, kind: str, tables: Mapping[str, Table], actor: Person, now: dt.datetime, scope: int | None = None
) -> Upload:
    """Keep what was read of the files until it is imported, a day at most.

    The same files sent twice by the same person are one row.
    """
    data = pack_tables(tables)
    own = Upload.objects.filter(kind=kind, scope_id=scope, uploaded_by=actor, expires_at__gt=now)
    known = own.filter(data=data).first()
    return known or Upload.objects.create(
        kind=kind, scope_id=scope, data=data, uploaded_by=actor, expires_at=now + KEPT
    )


@transaction.atomic
def keep_mapping(*, upload: Upload, mapping: Mapping[str, Mapping[str, str]]) -> None:
    """Remember which column of which table stands for which field."""
    Upload.objects.filter(pk=upload.pk).update(mapping=mapping)


@transaction.atomic
def discard_upload(*, upload: Upload) -> None:
    """Delete tables that were imported or given up."""
    Upload.objects.filter(pk=upload.pk).delete()


@transaction.atomic
def forget_uploads(*, now: dt.datetime) -> int:
    """Delete tables nobody finished. Returns how many."""
    count, _per_model = Upload.objects.filter(expires_at__lte=now).delete()
    return count
