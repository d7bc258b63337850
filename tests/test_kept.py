"""What is kept is what would have been built, but for each test anew."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import models, transaction
from django.utils import timezone

from .cast import Cast, make_cast
from .factories import make_person, make_programme
from .kept import Kept

pytestmark = pytest.mark.django_db


def rows() -> Counter[str]:
    found = apps.get_models(include_auto_created=True)
    return Counter({model._meta.label: model._base_manager.count() for model in found if model._meta.managed})


def taken(kept: Kept[Cast]) -> tuple[Cast, Counter[str]]:
    """A cast, how many rows of each kind there were with it, and that its objects are as stored; all undone."""
    with transaction.atomic():
        made = kept.get()
        for one in vars(made).values():
            if isinstance(one, models.Model):
                stored = type(one)._base_manager.values().get(pk=one.pk)
                assert {name: getattr(one, name) for name in stored} == stored
        found = rows()
        transaction.set_rollback(True)
    return made, found


def test_each_test_gets_the_same_rows_and_objects_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows()
    with transaction.atomic():
        make_cast()
        built = rows()
        transaction.set_rollback(True)
    kept = Kept(make_cast)
    first, there = taken(kept)
    first.mentor.first_name = "Somebody else"
    later = timezone.now() + dt.timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    second, again = taken(kept)
    assert there == again == built
    assert rows() == before
    assert (second.mentor.first_name, second.mentor.pk) == ("Mentor", first.mentor.pk)
    assert second.tandem.mentor.person is second.mentor
    assert second.mentor.created_at > first.mentor.created_at + dt.timedelta(days=2)


def test_numbers_that_follow_are_new_ones() -> None:
    kept = Kept(make_cast)
    for _ in range(2):
        with transaction.atomic():
            cast = kept.get()
            assert make_person().pk > max(cast.mentor.pk, cast.assistant.pk)
            transaction.set_rollback(True)


def test_under_other_settings_it_is_built_again(settings: LazySettings) -> None:
    kept = Kept(
        lambda: make_cast() if settings.ORGANISATION_NAME != "Elsewhere" else replace(make_cast(), side="mentee")
    )
    first, _found = taken(kept)
    settings.ORGANISATION_NAME = "Elsewhere"
    assert (first.side, taken(kept)[0].side) == ("mentor", "mentee")


def test_among_other_rows_all_is_built_anew() -> None:
    kept = Kept(make_cast)
    first, _found = taken(kept)
    other = make_programme()
    assert kept.get().programme.pk not in (first.programme.pk, other.pk)
