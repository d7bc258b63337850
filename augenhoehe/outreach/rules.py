"""Who may do what on the public pages and behind them. The office's own pages: `programmes.rules`."""

import datetime as dt
from typing import Any

import rules
from django.db.models import Q


@rules.predicate
def has_experience(person: Any, programme: Any) -> bool:
    """Whoever applied for one of the programme's cohorts; the office decides what is published.

    The room above is reached through the cohort alone.
    """
    return person.is_authenticated and programme.cohorts.filter(applications__person=person).exists()


rules.add_perm("outreach.hand_in", has_experience)

LAST_WEEKS = dt.timedelta(days=28)
"""So long before its end a tandem may tell what it is like."""


def side_in(person: Any, programme: Any, today: dt.date) -> str:
    """As what this person can speak: the side of their latest tandem that is closed or in its last weeks, else empty.

    The rooms above are reached through the cohort alone. Two queries at most.
    """
    for side in ("mentor", "mentee"):
        told = Q(tandems__state="closed") | Q(
            tandems__state__in=("confirmed", "paused"), tandems__ends_on__lte=today + LAST_WEEKS
        )
        if programme.cohorts.filter(told, **{f"tandems__{side}__person": person}).exists():
            return side
    return ""
