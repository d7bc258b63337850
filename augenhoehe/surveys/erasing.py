"""Erasing a person takes what they have half filled in along; the rest goes with their row by itself."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from augenhoehe.people.models import Person

from .services.forgetting import forget_person


@receiver(pre_delete, sender=Person, dispatch_uid="surveys.forget_person")
def forget(instance: Person, **_signal: Any) -> None:
    """Only while the person is there their link can be derived, and by it their draft."""
    forget_person(person=instance)
