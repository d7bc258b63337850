"""The home page's card for whoever is asked to agree."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Duty, register_duties
from augenhoehe.tandems.doors import FORMED

from .models import Agreement


def _duties(person: Person, _today: dt.date) -> Iterable[Duty]:
    """Latest versions that wait for this person's yes. One query."""
    latest = Agreement.objects.filter(tandem=OuterRef("tandem")).values("number")[:1]
    mine = Q(tandem__mentor__person=person, mentor_agreed_at=None) | Q(
        tandem__mentee__person=person, mentee_agreed_at=None
    )
    waiting = Agreement.objects.filter(mine, number=Subquery(latest), tandem__state__in=FORMED)
    for agreement in waiting.select_related("tandem__cohort__programme"):
        cohort = agreement.tandem.cohort
        yield Duty(
            title=gettext("Your tandem agreement waits for your yes"),
            text=f"{cohort.programme.name}, {cohort.name}.",
            button=gettext("Read and agree"),
            href=reverse("agreement", args=[agreement.tandem_id]),
        )


register_duties("agreements.agreement", _duties)
