"""A questionnaire that waits, as a card of the home page."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties

from .selectors.member import open_for


def _waiting(person: Person, _today: dt.date) -> Iterable[Duty]:
    for one in open_for(person):
        yield Duty(
            title=_("Questionnaire: %(title)s")
            % {"title": one.survey.instrument.title if one.survey.instrument else ""},
            text=_("Voluntary, a few minutes, and nobody learns who has answered."),
            button=_("Answer"),
            href=reverse("questionnaire", args=[one.token]),
            until=one.survey.closes_on,
        )


register_duties("surveys.waiting", _waiting)
