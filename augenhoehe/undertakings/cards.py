"""What this room adds to the home page and to the office's checklist."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.doors import SHARED
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from .models import Publication, Reflection
from .rules import NOTICE
from .selectors.office import endings_of


def consent_duties(person: Person, today: dt.date) -> Iterator[Duty]:
    """A text for the library that the partner agrees to, and this person can still agree to. One query."""
    asking = Publication.objects.asking(person).filter(tandem__state__in=SHARED).select_related("tandem__cohort")
    for tandem in (one.tandem for one in asking):
        if tandem is None or not tandem.cohort.uses(Part.UNDERTAKING):
            continue
        yield Duty(
            _("A result for the library"),
            _("Your partner agrees to publish what you two have written down. Without your yes it stays between you."),
            _("Read and decide"),
            reverse("tandem-publication", args=[tandem.pk]),
        )


def closing_duties(person: Person, today: dt.date) -> Iterator[Duty]:
    """A tandem that ends within two weeks, and on which this person has not looked back yet. One query."""
    near = Tandem.objects.filter(
        Q(mentor__person=person) | Q(mentee__person=person),
        state=TandemState.CONFIRMED, ends_on__gte=today, ends_on__lte=today + NOTICE,
    )  # fmt: skip
    own = Reflection.objects.filter(tandem=OuterRef("pk")).filter(
        Q(side="mentor", tandem__mentor__person=person) | Q(side="mentee", tandem__mentee__person=person)
    )
    for pk, ends_on in near.filter(~Exists(own)).values_list("pk", "ends_on"):
        yield Duty(
            _("Your tandem is coming to its end"),
            _("Look back for ten minutes, and say whether you two want to stay in touch."),
            _("To the closing page"),
            reverse("tandem-closing", args=[pk]),
            until=ends_on,
        )


def ending_check(cohort: Cohort, today: dt.date) -> Iterator[Check]:
    """How many tandems have come to their end. Two queries."""
    found = endings_of(cohort, today)
    state = _("%(closed)d of %(all)d are closed") % {"closed": found.closed, "all": found.all}
    href = reverse("office-endings", args=[cohort.pk])
    yield Check(
        PhaseKind.CLOSING, _("Tandems come to their end"), state, bool(found.closed) and not found.running, href
    )


register_duties("undertakings.consent", consent_duties)
register_duties("undertakings.closing", closing_duties)
register_checks("undertakings.ending", ending_check)
