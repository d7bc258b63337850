"""What this room asks of somebody on the home page."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties

from .enums import Round
from .selectors.due import turns_of


def turns(person: Person, today: dt.date) -> Iterator[Duty]:
    """A round of the mirror that this person has not sent. One query."""
    for turn in turns_of(person, today):
        side = turn.tandem.side_of(person)
        name = turn.tandem.partner_of(side).person.get_full_name() if side else ""
        text = {
            Round.FIRST: _("What do you think, and what does %(name)s? Ten minutes; you two compare afterwards."),
            Round.LAST: _("The same statements once more: what do you and %(name)s see differently today?"),
        }[turn.round]
        yield Duty(
            _("Look into the perspective mirror"),
            text % {"name": name},
            _("To the mirror"),
            reverse("tandem-mirror", args=[turn.tandem.pk]),
        )


register_duties("mirror.turns", turns)
