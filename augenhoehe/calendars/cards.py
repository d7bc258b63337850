"""The card of whoever arranges dates for others: it leads there, and has no day of its own."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties

from .selectors import executives_of


def _duties(person: Person, _today: dt.date) -> Iterable[Duty]:
    """One query."""
    names = ", ".join(str(row.executive) for row in executives_of(person))
    if names:
        text = _("For %(names)s: you see when and where, and can move or cancel.") % {"names": names}
        yield Duty(_("You arrange dates"), text, _("To the dates"), reverse("assistance"))


register_duties("calendars.assistance", _duties)
