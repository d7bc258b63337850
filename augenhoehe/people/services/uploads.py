import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from augenhoehe.people.models import Person, Upload

KEPT = dt.timedelta(days=1)


@transaction.atomic
def store_upload(
    *, kind: str, name: str, data: bytes, actor: Person, now: dt.datetime, scope: int | None = None
) -> Upload:
    """Keep a table until it is imported, a day at most.

    The same file sent twice by the same person is one row.
    """
    known = Upload.objects.filter(
        kind=kind, scope_id=scope, uploaded_by=actor, file_name=name[:200], expires_at__gt=now
    )
    for upload in known:
        if bytes(upload.data) == data:
            return upload
    return Upload.objects.create(
        kind=kind, scope_id=scope, file_name=name[:200], data=data, uploaded_by=actor, expires_at=now + KEPT
    )


@transaction.atomic
def keep_mapping(*, upload: Upload, mapping: Mapping[str, str]) -> None:
    """Remember which column stands for which field."""
    Upload.objects.filter(pk=upload.pk).update(mapping=dict(mapping))


@transaction.atomic
def discard_upload(*, upload: Upload) -> None:
    """Delete a table that was imported or given up."""
    Upload.objects.filter(pk=upload.pk).delete()


@transaction.atomic
def forget_uploads(*, now: dt.datetime) -> int:
    """Delete tables nobody finished. Returns how many."""
    count, _per_model = Upload.objects.filter(expires_at__lte=now).delete()
    return count
