"""What this room asks of somebody on the home page, and what the office has to do."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

from .selectors.member import Question, questions_for
from .selectors.office import open_calls


def questions(person: Person, today: dt.date) -> Iterable[Duty]:
    """An extension, a new partner. One query."""
    return [_duty(question, person) for question in questions_for(person, today)]


def _duty(question: Question, person: Person) -> Duty:
    tandem = question.tandem
    side = tandem.side_of(person)
    partner = tandem.partner_of(side).person.get_full_name() if side else ""
    if question.kind == "extension":
        text: Any = _("It holds when both of you want it.")
        title = _("%(name)s would like to go on for some more months") % {"name": partner}
        return Duty(title, text, _("See and answer"), reverse("tandem-care", args=[tandem.pk]))
    text = _("Your tandem in “%(cohort)s” has ended early. You decide whether we look for somebody for you.")
    return Duty(
        _("Would you like a new partner?"),
        text % {"cohort": tandem.cohort.name},
        _("Yes or no"),
        reverse("tandem", args=[tandem.pk]),
    )


def call_check(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """Who waits for a call; nothing while nobody does. One query."""
    number = open_calls(cohort).count()
    if number:
        text = ngettext("%(n)d person waits", "%(n)d people wait", number) % {"n": number}
        href = reverse("office-tandems-attention", args=[cohort.pk])
        yield Check(PhaseKind.RUNNING, _("“Please call me”"), text, False, href)


register_duties("care.questions", questions)
register_checks("care.calls", call_check)
