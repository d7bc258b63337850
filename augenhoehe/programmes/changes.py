"""Kept changes of settings in words."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext

from . import aims, words
from .enums import PhaseKind, Subject
from .models import Change, Cohort, Gate, Programme
from .parts import Part

_MODELS: dict[str, type[models.Model]] = {
    Subject.PROGRAMME: Programme,
    Subject.COHORT: Cohort,
    Subject.ARCHIVE: Cohort,
    Subject.GATE: Gate,
}


def readable(change: Change) -> list[words.Change]:
    """What a change did, a line a setting."""
    if change.subject == Subject.RULES:
        (old_rules, new_rules), (old_weights, new_weights) = change.values["rules"], change.values["weights"]
        lines = words.difference(old_rules, new_rules, old_weights, new_weights)
        old_policy, new_policy = change.values.get("policy", [{}, {}])
        old_quotas, new_quotas = change.values.get("quotas", [[], []])
        return lines + aims.aims_difference(old_policy, new_policy, old_quotas, new_quotas)
    return [line for name in _in_order(change) for line in _lines(change.subject, name, *change.values[name])]


def _in_order(change: Change) -> list[str]:
    """The names that changed, as the model or the life of a cohort has them: PostgreSQL keeps no order in its JSON."""
    model = _MODELS.get(change.subject)
    order = [field.name for field in model._meta.get_fields()] if model else [*PhaseKind.values]
    return sorted(change.values, key=lambda name: order.index(name) if name in order else len(order))


def _lines(subject: str, name: str, old: Any, new: Any) -> Iterable[words.Change]:
    if subject == Subject.PHASES:
        yield words.Change(str(PhaseKind(name).label), days_in_words(old), days_in_words(new))
    elif subject == Subject.CREATED:
        yield words.Change(gettext("Taken over from"), "", str(new or "–"))
    elif name == "parts":
        for part in Part:
            before, after = part in old, part in new
            if before != after:
                yield words.Change(str(part.label), words.value_label("", before), words.value_label("", after))
    else:
        model = _MODELS[subject]
        yield words.Change(label_of(model, name), in_words(model, name, old), in_words(model, name, new))


def touched(change: Change) -> Iterable[str]:
    """The settings that a change touched, as keys: field, part:…, phase:…, rule:… or weight:…."""
    if change.subject == Subject.PHASES:
        yield from (f"phase:{kind}" for kind in change.values)
    elif change.subject == Subject.RULES:
        for kind, name in (("rule", "rules"), ("weight", "weights")):
            old, new = change.values[name]
            yield from (f"{kind}:{key}" for key in old.keys() | new.keys() if old.get(key) != new.get(key))
        yield from (f"aim:{name}" for name in ("policy", "quotas") if name in change.values)
    elif "parts" in change.values:
        old, new = change.values["parts"]
        yield from (f"part:{part}" for part in set(old) ^ set(new))
    yield from change.values


def label_of(model: type[models.Model], name: str) -> str:
    """A setting's name as its form calls it."""
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def in_words(model: type[models.Model], name: str, value: Any) -> str:
    """A setting's value, from the model or from JSON, as a reader writes it."""
    field = model._meta.get_field(name)
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return words.value_label("", value)
    if isinstance(field, models.DateField):  # a point in time is one too
        day = field.to_python(value)
        day = timezone.localtime(day) if isinstance(day, dt.datetime) else day
        return str(formats.date_format(day, "SHORT_DATE_FORMAT"))
    choices = dict(field.choices or ()) if isinstance(field, models.Field) else {}
    return str(choices.get(value, value))


def days_in_words(days: list[str] | None) -> str:
    """First and last day of a phase."""
    if not days:
        return "–"
    return " – ".join(formats.date_format(dt.date.fromisoformat(day), "SHORT_DATE_FORMAT") for day in days)
