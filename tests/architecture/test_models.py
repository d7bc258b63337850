"""What import-linter does not see: string foreign keys; and that every field says whether it is about a person."""

import pytest
from django.apps import apps
from django.db import models

from augenhoehe.audit.registry import classifications

# Upwards-most first, as in pyproject's layers.
ROOMS = (
    "portal",
    "evaluation",
    "surveys",
    "mirror",
    "recognition",
    "network",
    "feedback",
    "care",
    "undertakings",
    "notebook",
    "agreements",
    "tandems",
    "matching",
    "events",
    "applications",
    "topics",
    "outreach",
    "documents",
    "calendars",
    "programmes",
    "people",
    "messaging",
    "audit",
    "common",
)
OWN = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("augenhoehe.")]
# Keys and counters that every model may have without saying anything about anybody.
NEUTRAL = {"id", "created_at", "updated_at", "version", "draft_key"}


def fields(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete} - NEUTRAL


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model: type[models.Model]) -> None:
    own = ROOMS.index(model._meta.app_label)
    targets = {
        field.name: field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.app_label in ROOMS
    }
    assert {name: room for name, room in targets.items() if ROOMS.index(room) < own} == {}


@pytest.mark.parametrize("model", [m for m in OWN if not m._meta.auto_created], ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    declared = classifications()[model._meta.label]
    named = set(declared.personal) | declared.impersonal
    assert fields(model) - named == set(), "not classified in privacy.py"
    assert named - fields(model) - NEUTRAL == set(), "classified but not there"
    assert set(declared.personal) & declared.impersonal == set()


def test_personal_fields_say_why_and_how_long() -> None:
    silent = [
        f"{label}.{name}"
        for label, declared in classifications().items()
        for name, personal in declared.personal.items()
        if not personal.purpose.strip() or not personal.retention.strip()
    ]
    assert silent == []
