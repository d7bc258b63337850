"""Cards of the home page: who is a confidant finds there the way to what was said to them."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties
from augenhoehe.programmes.enums import RoleKind


def _entrusted(person: Person, _today: dt.date) -> Iterable[Duty]:
    """The same card whether somebody has turned to them or not: an assistant may stand beside it. One query."""
    if person.roles.filter(kind=RoleKind.CONFIDANT).exists():
        yield Duty(
            title=_("You are a confidant"),
            text=_("What somebody entrusts to you stands among your messages. Nobody but you can read it."),
            button=_("To the messages"),
            href=reverse("my-messages"),
        )


register_duties("notebook.confidant", _entrusted)
