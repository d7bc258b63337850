"""Everything that is sealed in the database: sealing it anew when the key changes, and finding what no key opens.

A room that seals texts brings a `sealed.py` that registers its tables here. Nobody reads anything on the way.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import BinaryField, Count, Model, QuerySet
from django.db.models.functions import Substr

from augenhoehe.common.discovery import discover

from .errors import SealError
from .sealing import NAME, is_current, key_names, seal, unseal

BoundTo = Callable[[Any], str]
_BATCH: Final = 500
_tables: dict[type[Model], BoundTo] = {}


def register(model: type[Model], bound_to: BoundTo) -> None:
    """Rows of this model hold something in `sealed`, bound to what `bound_to` says of the row. Idempotent."""
    _tables[model] = bound_to


def tables() -> dict[type[Model], BoundTo]:
    """What is sealed, in all rooms."""
    discover("sealed")
    return dict(sorted(_tables.items(), key=lambda table: table[0]._meta.label))


def reseal_everything() -> tuple[int, int]:
    """Seal by the present key, each row in a transaction of its own; returns how many were, how many are not.

    What no key opens is passed over. Interrupted, it is simply run again.
    """
    done = sum(_reseal(model, pk, bound_to) for model, bound_to in tables().items() for pk in _outdated(model))
    return done, sum(1 for model in tables() for _pk in _outdated(model))


def _outdated(model: type[Model]) -> Iterator[Any]:
    rows = _sealed(model).order_by("pk").values_list("pk", "sealed")
    return (pk for pk, sealed in rows.iterator(_BATCH) if not is_current(sealed))


@transaction.atomic
def _reseal(model: type[Model], pk: object, bound_to: BoundTo) -> bool:
    row = _sealed(model).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or is_current(row.sealed):
        return False
    place = bound_to(row)
    try:
        fresh = seal(unseal(row.sealed, bound_to=place), bound_to=place)
    except SealError:
        return False
    return bool(_sealed(model).filter(pk=pk).update(sealed=fresh))


def count_lost() -> int:
    """How many texts name a key that is not here. One query a table."""
    return sum(
        number
        for model in tables()
        for name, number in _by_key(model).values_list("key").annotate(number=Count("pk")).order_by()
        if bytes(name) not in key_names()
    )


def give_up_lost() -> int:
    """Delete what names a key that is not here, once the key is lost for good; returns how many texts there were."""
    return sum(_by_key(model).exclude(key__in=key_names()).delete()[0] for model in tables())


def _sealed(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(sealed__isnull=False)


def _by_key(model: type[Model]) -> QuerySet[Any]:
    return _sealed(model).annotate(key=Substr("sealed", 1, NAME, output_field=BinaryField()))
