"""Benefits on the home page and in the office's checklist."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .enums import RoundState
from .selectors.benefits import current_round
from .selectors.wishing import fresh_places, open_turns


def wishes(person: Person, today: dt.date) -> Iterator[Duty]:
    """Rounds that wait for a word, and places that wait to be used."""
    for round_ in open_turns(person, today):
        yield Duty(
            _("What would you like?"),
            _("%(programme)s says thank you: look at what there is, and name up to three wishes.")
            % {"programme": round_.cohort.programme.name},
            _("See what there is"),
            reverse("benefits", args=[round_.pk]),
            until=round_.until,
        )
    for place in fresh_places(person):
        if place.benefit.round.cohort.uses(Part.BENEFITS):
            yield Duty(
                str(place.benefit.title),
                _("This place is yours."),
                _("To your place"),
                reverse("benefits", args=[place.benefit.round_id]),
                until=place.benefit.use_until,
                on=place.benefit.takes_place_on,
            )


def round_check(cohort: Cohort, today: dt.date) -> Iterator[Check]:
    """Where the present round stands. One query."""
    if not cohort.uses(Part.BENEFITS):
        return
    round_ = current_round(cohort)
    done = round_ is not None and round_.state == RoundState.PUBLISHED
    if round_ is None or round_.state == RoundState.PREPARING:
        state = _("not open for wishes yet")
    elif done:
        state = _("given out")
    elif round_.awaits_allotment(today):
        state = _("everybody has wished: the places can be given out")
    else:
        state = _("people wish")
    href = reverse("office-recognition-benefits", args=[cohort.pk])
    yield Check(PhaseKind.RUNNING, _("Benefits: wishes, places"), state, done, href)


register_duties("recognition.benefits", wishes)
register_checks("recognition.benefits", round_check)
