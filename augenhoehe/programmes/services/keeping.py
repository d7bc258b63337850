"""Changes of settings are kept for good: the log forgets after twelve months."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from augenhoehe.common.changes import differing
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Change, Cohort, Programme


def keep_change(
    *, subject: str, of: Programme | Cohort, values: Mapping[str, Any], why: str, actor: Person | None
) -> Change:
    """Keep what an act has changed, in the caller's transaction. `values` is field → [old, new], in full."""
    cohort = of if isinstance(of, Cohort) else None
    return Change.objects.create(
        programme_id=cohort.programme_id if cohort else of.pk,
        cohort=cohort,
        subject=subject,
        values=dict(values),
        why=why.strip(),
        changed_by=actor,
        changed_at=timezone.now(),
    )


def values_of(instance: models.Model, changes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field → [old, new] of those fields that differ."""
    return {name: [getattr(instance, name), changes[name]] for name in differing(instance, changes)}
