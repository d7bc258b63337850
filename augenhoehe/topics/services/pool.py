from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from ..models import Category, Topic, Workshop

POOL = files("augenhoehe.topics") / "data" / "topic_pool.yaml"


class CategoryInUseError(Exception):
    """There are still topics in it."""


@transaction.atomic
def load_starter_pool(programme: Programme) -> int:
    """Give a programme the shipped pool: 8 categories, 42 topics. What it has already stays. Returns how
    many topics were new.
    """
    loaded = 0
    for position, entry in enumerate(yaml.safe_load(POOL.read_text(encoding="utf-8")), start=1):
        category, _created = Category.objects.get_or_create(
            programme=programme,
            key=entry["category"]["key"],
            defaults={**_names(entry["category"]), "position": position},
        )
        for place, topic in enumerate(entry["topics"], start=1):
            _topic, created = Topic.objects.get_or_create(
                programme=programme,
                key=topic["key"],
                defaults={
                    **_names(topic),
                    "category": category,
                    "digcomp": topic["digcomp"],
                    "position": place,
                },
            )
            loaded += created
    return loaded


def _names(entry: dict[str, Any]) -> dict[str, str]:
    return {"name_de": entry["de"], "name_en": entry["en"]}


@transaction.atomic
def create_category(*, programme: Programme, name_de: str, name_en: str, actor: Person) -> Category:
    """A new category at the end.

    One with the same German name is returned as it is. Side effect: a log entry.
    """
    if known := programme.topic_categories.filter(name_de__iexact=name_de).first():
        return known
    category = Category.objects.create(
        programme=programme,
        key=_free_key(name_en or name_de, set(programme.topic_categories.values_list("key", flat=True))),
        name_de=name_de,
        name_en=name_en,
        position=_next_position(programme.topic_categories),
    )
    record(actor=actor, action="topics.category_created", on=category)
    return category


@transaction.atomic
def create_topic(
    *,
    category: Category,
    name_de: str,
    name_en: str,
    actor: Person,
    digcomp: int | None = None,
    workshop: Workshop | None = None,
) -> Topic:
    """A new topic at the end of its category, maybe with the workshop that it comes from. One with the same German
    name in the pool is returned as it is.

    Side effect: a log entry.
    """
    programme = category.programme
    if known := programme.topics.filter(name_de__iexact=name_de).first():
        return known
    topic = Topic.objects.create(
        programme=programme,
        category=category,
        key=_free_key(name_en or name_de, set(programme.topics.values_list("key", flat=True))),
        name_de=name_de,
        name_en=name_en,
        digcomp=digcomp,
        workshop=workshop,
        position=_next_position(category.topics),
    )
    record(actor=actor, action="topics.created", on=topic)
    return topic


@transaction.atomic
def change_topic(*, topic: Topic, version: int, changes: dict[str, Any], actor: Person) -> Topic:
    """Rename, move to another category, or take out of choice (`active`); answers given on it stay.

    Raises StaleError. Side effect: a log entry with old and new.
    """
    changed = changes_of(topic, changes)
    topic.save_version(version, **changes)
    if changed:
        record(actor=actor, action="topics.changed", on=topic, changes=changed)
    return topic


@transaction.atomic
def change_category(*, category: Category, version: int, changes: dict[str, Any], actor: Person) -> Category:
    """Rename a category or change its place. Raises StaleError. Side effect: a log entry with old and new."""
    changed = changes_of(category, changes)
    category.save_version(version, **changes)
    if changed:
        record(actor=actor, action="topics.category_changed", on=category, changes=changed)
    return category


@transaction.atomic
def delete_category(*, category: Category, actor: Person) -> None:
    """Remove an empty category. Raises CategoryInUseError. Side effect: a log entry."""
    if category.topics.exists():
        raise CategoryInUseError
    record(actor=actor, action="topics.category_deleted", on=category)
    category.delete()


def _free_key(name: str, taken: set[str]) -> str:
    wanted = slugify(name)[:45] or "topic"
    return next(key for n in range(1, 10_000) if (key := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def _next_position(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1
