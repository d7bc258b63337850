from typing import Any, Self

from django.db import models
from django.db.models import F
from django.utils.translation import get_language


class Timestamped(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class StaleError(Exception):
    """Somebody else saved in between; the caller shows both texts and answers 409."""


class Versioned(models.Model):
    """Optimistic lock: an edit names the version it started from."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, version: int, **changes: Any) -> None:
        """Write `changes` if the stored version is still `version`. Raises StaleError."""
        manager = type(self)._default_manager
        if not manager.filter(pk=self.pk, version=version).update(version=F("version") + 1, **changes):
            raise StaleError
        self.refresh_from_db()


class Drafted(models.Model):
    """A key the form carries: the same form sent twice is one row."""

    draft_key = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True


class Bilingual:
    """`name = Bilingual()` reads `name_de` or `name_en`, whichever the reader's language asks for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Self | str:
        if instance is None:
            return self
        return in_language(instance, self.name, get_language() or "de")


def in_language(instance: Any, name: str, language: str) -> str:
    """The text of a bilingual field; the other language's where this one is empty."""
    order = ("en", "de") if language.startswith("en") else ("de", "en")
    return next((text for code in order if (text := getattr(instance, f"{name}_{code}"))), "")
