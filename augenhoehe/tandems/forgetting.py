"""What the rooms above keep of what two people write, and lose when its time is over.

A room that keeps texts of a tandem brings a `forgetting.py` that registers its models here; when a tandem's texts go
(`undertakings.services.retention`), all of them go in one transaction, and how many is reported.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet

from augenhoehe.common.discovery import discover

_kept: dict[str, tuple[type[Model], str, dict[str, Any]]] = {}


def register(model: type[Model], path: str = "tandem", **only: Any) -> None:
    """Rows of this model go with the texts of a tandem: `path` is the way to it, `only` tells those that go."""
    _kept[model._meta.label] = (model, path, only)


def forget_texts(tandems: Collection[int]) -> Counter[str]:
    """Delete the texts of these tandems, in the caller's transaction. Returns how many rows of which model went."""
    discover("forgetting")
    gone: Counter[str] = Counter()
    for model, path, only in _kept.values():
        rows: QuerySet[Any] = model._default_manager.filter(**{f"{path}__in": tandems}, **only)
        gone.update(rows.delete()[1])
    return gone
