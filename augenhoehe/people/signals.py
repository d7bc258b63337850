from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from .services import mark_joined


@receiver(user_logged_in)
def remember_first_sign_in(user: Any, **_: Any) -> None:
    """allauth offers no other place between a right code and the first page."""
    mark_joined(person=user, now=timezone.now())
