"""What this room asks of somebody on the home page."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from .models import AlumniEntry

ASKED_FOR: Final = dt.timedelta(days=30)
"""So long after the end the card stands there; nobody who lets it pass is asked again."""


def entering(person: Person, today: dt.date) -> Iterator[Duty]:
    """Whose tandem has just closed may enter the directory. One query."""
    entered = AlumniEntry.objects.by(person).filter(programme=OuterRef("cohort__programme"))
    over = Tandem.objects.visible_to(person).filter(state=TandemState.CLOSED, ends_on__gte=today - ASKED_FOR)
    for tandem in over.exclude(Exists(entered)).select_related("cohort__programme").order_by("pk"):
        if tandem.cohort.uses(Part.NETWORK):
            yield Duty(
                _("Stay reachable, if you like"),
                _("A directory of those who took part in %(programme)s: you choose what stands there, and can leave.")
                % {"programme": tandem.cohort.programme.name},
                _("Look at it"),
                reverse("alumni-own", args=[tandem.cohort_id]),
            )


register_duties("network.entering", entering)
