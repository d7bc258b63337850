"""What is asked: loaded for a new programme, changed by its office until somebody has been asked it."""

import datetime as dt
from importlib.resources import files
from itertools import count
from typing import Any

import yaml
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Programme

from ..errors import TooManyItemsError
from ..models import Instrument, Item, Reading
from ..rules import MOST_ITEMS, NOT_KEYS

SHIPPED = files("augenhoehe.surveys") / "data" / "instruments.yaml"


@transaction.atomic
def load_starter_instruments(programme: Programme) -> int:
    """Give a programme the shipped questionnaires. A wave that has one stays as it is. Returns how many were new."""
    there = set(programme.instruments.values_list("wave", flat=True))
    new = [one for one in yaml.safe_load(SHIPPED.read_text(encoding="utf-8")) if one["wave"] not in there]
    for entry in new:
        title = entry["title"]
        made = Instrument.objects.create(
            programme=programme, wave=entry["wave"], title_de=title["de"], title_en=title["en"]
        )
        Item.objects.bulk_create(_shipped(made, number, item) for number, item in enumerate(entry["items"], 1))
    return len(new)


def _shipped(instrument: Instrument, position: int, entry: dict[str, Any]) -> Item:
    return Item(
        instrument=instrument,
        position=position,
        key=entry["key"],
        kind=entry["kind"],
        side=entry.get("side", ""),
        measure=entry.get("measure", "other"),
        moment=entry.get("time", ""),
        level=entry["level"],
        text_de=entry["de"],
        text_en=entry["en"],
        options=entry.get("options", []),
    )


@transaction.atomic
def save_item(
    *, instrument: Instrument, version: int, item: Item | None, values: dict[str, Any], actor: Person
) -> Instrument:
    """Word an item anew, or add one at the end. Returns the edition that has it: once somebody was asked, the next one.

    Raises StaleError, and TooManyItemsError when a side would be asked more than fifteen. Side effect: a log entry.
    """
    edition = _own_edition(instrument, version)
    if item is None:
        last = edition.items.order_by("-position").values_list("position", flat=True).first() or 0
        key = _new_key(edition, values["text_en"])
        Item.objects.create(instrument=edition, position=last + 1, key=key, **values)
    else:
        edition.items.filter(key=item.key).update(**values)
    _check_length(edition)
    record(actor=actor, action="surveys.item_saved", on=edition, wave=edition.wave, edition=edition.edition)
    return edition


@transaction.atomic
def remove_item(*, instrument: Instrument, version: int, item: Item, actor: Person) -> Instrument:
    """Ask it no more, from the next wave on. Raises StaleError. Side effect: a log entry."""
    edition = _own_edition(instrument, version)
    edition.items.filter(key=item.key).delete()
    record(actor=actor, action="surveys.item_removed", on=edition, wave=edition.wave, edition=edition.edition)
    return edition


@transaction.atomic
def move_item(*, instrument: Instrument, version: int, item: Item, by: int, actor: Person) -> Instrument:
    """Ask it one place earlier (by=-1) or later (by=1). Raises StaleError. Side effect: a log entry."""
    edition = _own_edition(instrument, version)
    items = list(edition.items.all())
    at = next(number for number, one in enumerate(items) if one.key == item.key)
    to = min(max(at + by, 0), len(items) - 1)
    items.insert(to, items.pop(at))
    for position, one in enumerate(items, 1):
        one.position = position
    Item.objects.bulk_update(items, ["position"])
    record(actor=actor, action="surveys.item_moved", on=edition, wave=edition.wave, edition=edition.edition)
    return edition


@transaction.atomic
def rename_instrument(*, instrument: Instrument, version: int, titles: dict[str, str], actor: Person) -> Instrument:
    """Call it otherwise (`title_de`, `title_en`). Returns the edition that is called so.

    Raises StaleError. Side effect: a log entry.
    """
    edition = _own_edition(instrument, version)
    Instrument.objects.filter(pk=edition.pk).update(**titles)
    record(actor=actor, action="surveys.renamed", on=edition, wave=edition.wave, edition=edition.edition)
    return edition


def _own_edition(instrument: Instrument, version: int) -> Instrument:
    """The edition to change: this one while nobody has been asked it, else a copy of it as the next edition.

    Versions go on through editions: a page that showed the one before is stale. Raises StaleError for that, and where
    it was changed in between.
    """
    latest = instrument.programme.instruments.filter(wave=instrument.wave).order_by("-edition").first()
    instrument.save_version(version if latest == instrument else 0)
    if not instrument.surveys.exists():
        return instrument
    copy = Instrument.objects.create(
        programme_id=instrument.programme_id,
        wave=instrument.wave,
        edition=instrument.edition + 1,
        version=instrument.version,
        title_de=instrument.title_de,
        title_en=instrument.title_en,
    )
    own = [field.attname for field in Item._meta.concrete_fields if field.attname not in ("id", "instrument_id")]
    Item.objects.bulk_create(
        Item(instrument=copy, **values) for values in instrument.items.order_by(F("position"), "pk").values(*own)
    )
    return copy


def _new_key(edition: Instrument, words: str) -> str:
    """A name for a new item, of its words, that none of the wave's has had in any edition."""
    instruments = edition.programme.instruments.filter(wave=edition.wave)
    taken = {*Item.objects.filter(instrument__in=instruments).values_list("key", flat=True), *NOT_KEYS}
    stem = slugify(words)[:30].strip("-") or "item"
    return next(key for number in count(1) if (key := f"{stem}-{number}" if number > 1 else stem) not in taken)


def _check_length(instrument: Instrument) -> None:
    sides = list(instrument.items.values_list("side", flat=True))
    if max(sum(one in ("", side) for one in sides) for side in Side.values) > MOST_ITEMS:
        raise TooManyItemsError


@transaction.atomic
def note_reading(*, cohort: Cohort, actor: Person, now: dt.datetime) -> None:
    """The office has read what this cohort will be asked. Twice is once. Side effect: a log entry."""
    _reading, new = Reading.objects.get_or_create(cohort=cohort, defaults={"read_by": actor, "read_at": now})
    if new:
        record(actor=actor, action="surveys.read", on=cohort)
