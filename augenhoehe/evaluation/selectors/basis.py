"""What sums of a cohort are made of, as it is today. Read once a count, and by nobody who looks at figures."""

from typing import Any

from django.db.models import Case, Count, F, Min, Sum, When

from augenhoehe.feedback.selectors.themes import themes_by_mentor
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting

from ..enums import Counted
from ..rules import Basis, People

BEGUN = (TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED)
"""Both have confirmed after the first talk, whatever came later."""


def begun_of(cohort: Cohort) -> People:
    """The tandems that both confirmed, each with its mentor and its mentee. One query."""
    rows = cohort.tandems.filter(state__in=BEGUN).values_list("pk", "mentor__person", "mentee__person")
    return {str(pk): (mentor, mentee) for pk, mentor, mentee in rows}


def basis_of(cohort: Cohort) -> dict[Counted, tuple[Basis, People]]:
    """What grows with a cohort. Four queries."""
    people = begun_of(cohort)
    meetings, first = _meetings(cohort, people)
    themes = themes_by_mentor(cohort)
    return {
        Counted.ENDS: (_ends(cohort), people),
        Counted.MEETINGS: (meetings, people),
        Counted.FIRST: (first, people),
        Counted.THEMES: (
            {str(pk): sorted(found) for pk, found in themes.items()},
            {str(pk): (pk,) for pk in themes},
        ),
    }


def _ends(cohort: Cohort) -> Basis:
    """Tandem → "ended", "closed", or "" as long as it goes on; a break is no end."""
    over = (TandemState.ENDED, TandemState.CLOSED)
    rows = cohort.tandems.filter(state__in=BEGUN).values_list("pk", "state")
    return {str(pk): state if state in over else "" for pk, state in rows}


def _meetings(cohort: Cohort, people: People) -> tuple[Basis, Basis]:
    """Tandem → number and minutes of the meetings held; tandem → days from its publication to the first of them."""
    held = Meeting.objects.filter(tandem__cohort=cohort, tandem__state__in=BEGUN, state=MeetingState.HELD)
    # A meeting that nobody has described counts with its planned length.
    length = Case(When(record__minutes__isnull=False, then=F("record__minutes")), default=F("minutes"))
    rows = held.order_by().values("tandem", "tandem__created_at")
    found: dict[str, list[int]] = {key: [0, 0] for key in people}
    first: dict[str, Any] = {}
    for row in rows.annotate(number=Count("pk"), length=Sum(length), first=Min("starts_at")):
        key = str(row["tandem"])
        found[key] = [row["number"], row["length"]]
        first[key] = max((row["first"] - row["tandem__created_at"]).days, 0)
    return found, first
