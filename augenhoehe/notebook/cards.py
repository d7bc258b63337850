"""Cards of the home page: who is a confidant finds there what was said to them."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties

from .models import Confidence


def _entrusted(person: Person, _today: dt.date) -> Iterable[Duty]:
    """One query; nothing for whoever is no confidant, or whom nobody has turned to."""
    if Confidence.objects.entrusted_to(person).exists():
        yield Duty(
            title=_("You are a confidant"),
            text=_("Somebody has turned to you. Nobody but you can read what they wrote."),
            button=_("To the messages"),
            href=reverse("my-messages"),
        )


register_duties("notebook.confidant", _entrusted)
