"""Which waves are due, and who is to be asked."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.care.selectors.dates import stretch_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from ..enums import SurveyState, Wave
from ..models import Item, Survey
from ..rules import usual_days

_UNDER_WAY = (TandemState.CONFIRMED, TandemState.PAUSED)
_OVER = (TandemState.CLOSED, TandemState.ENDED)
_NEARLY_OVER = dt.timedelta(days=14)
_TO_ANSWER = dt.timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked, and as which of the two."""

    person: Person
    side: Side


def waves_of(cohort: Cohort) -> list[Survey]:
    """All waves of a cohort: as stored, else with their usual days and not stored. Two queries with prefetched phases.

    The one at the end with the day until which it waits, stored or not.
    """
    stored = {one.wave: one for one in cohort.surveys.select_related("instrument")}
    phases = {one.kind: (one.opens_on, one.closes_on) for one in cohort.phases.all()}
    found = []
    for wave in Wave:
        if wave in stored:
            survey = stored[wave]
            survey.cohort = cohort
            found.append(survey)
        elif days := usual_days(wave, phases):
            found.append(Survey(cohort=cohort, wave=wave, opens_on=days.opens_on, closes_on=days.closes_on, version=0))
    for one in found:
        one.closes_on = last_day(one)
    return found


def waits_until(survey: Survey) -> dt.date | None:
    """The day before which a wave cannot end by itself: the one at the end waits for tandems that last longer.

    They were extended, had a break, or began late. None for every other wave, and where no tandem is under way any
    more. One query for the wave at the end.
    """
    if survey.wave != Wave.CLOSING or survey.state == SurveyState.CLOSED:
        return None
    last = survey.cohort.tandems.filter(state__in=_UNDER_WAY).aggregate(last=Max("ends_on"))["last"]
    return last + _TO_ANSWER if last else None


def last_day(survey: Survey) -> dt.date:
    """The day on which a wave ends, with the wait for tandems that last longer."""
    return max(survey.closes_on, waits_until(survey) or survey.closes_on)


def due(cohort: Cohort, today: dt.date) -> list[Survey]:
    """Waves that have begun or are to begin today, and are not closed. One that is over and never began is left out."""
    return [
        one
        for one in waves_of(cohort)
        if one.state == SurveyState.OPEN
        or (one.state == SurveyState.PLANNED and one.opens_on <= today <= one.closes_on)
    ]


def to_ask(survey: Survey, today: dt.date) -> list[Asked]:
    """Who is to be asked in this wave and was not yet, each once a side. Three queries at most."""
    asked = set(survey.invitations.values_list("person_id", "side"))
    return [one for key, one in asked_today(survey, today).items() if key not in asked]


def asked_today(survey: Survey, today: dt.date) -> dict[tuple[int, str], Asked]:
    """Whoever this wave asks, asked before or not: person's id and side → who. Two queries at most."""
    found: dict[tuple[int, str], Asked] = {}
    for person, side in _people(survey, today):
        found.setdefault((person.pk, side), Asked(person, Side(side)))
    return found


def sides_asked(survey: Survey) -> frozenset[str]:
    """Sides for which the wave's questionnaire has an item at all. One query."""
    sides = set(Item.objects.filter(instrument=survey.instrument_id).values_list("side", flat=True))
    return frozenset(Side.values) if "" in sides else frozenset(sides)


def _people(survey: Survey, today: dt.date) -> list[tuple[Person, str]]:
    if survey.wave == Wave.ADMISSION:
        admitted = Application.objects.filter(cohort=survey.cohort, state=State.ADMITTED).select_related("person")
        return [(one.person, one.side) for one in admitted.order_by("pk")]
    tandems = [one for one in _tandems(survey.cohort) if _is_due(Wave(survey.wave), one, today)]
    return [pair for one in tandems for pair in ((one.mentor.person, "mentor"), (one.mentee.person, "mentee"))]


def _tandems(cohort: Cohort) -> QuerySet[Tandem]:
    """Tandems that both have confirmed, whatever came later."""
    return (
        cohort.tandems.filter(state__in=_UNDER_WAY + _OVER, begins_on__isnull=False, ends_on__isnull=False)
        .select_related("mentor__person", "mentee__person")
        .prefetch_related("breaks")
        .order_by("pk")
    )


def _is_due(wave: Wave, tandem: Tandem, today: dt.date) -> bool:
    """Whether the two are where the wave asks. On a break nobody is asked; after an early end only a year later."""
    assert tandem.ends_on is not None  # noqa: S101 - for the type checker
    if wave == Wave.FOLLOW_UP:
        return tandem.state in _OVER or tandem.ends_on < today
    if tandem.state == TandemState.CLOSED:
        return wave == Wave.CLOSING
    if tandem.state != TandemState.CONFIRMED:
        return False
    if wave == Wave.FIRST_TALK:
        return True
    if wave == Wave.CLOSING:
        return tandem.ends_on - _NEARLY_OVER <= today
    return stretch_of(tandem).is_past(1 / 2, today)
