"""What the office reads of the waves: days, states, how many were asked; while one is open never how many answered."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.programmes.models import Cohort

from ..enums import RemarkState, SurveyState, Wave
from ..models import Instrument, Item, Remark, Survey
from .due import waves_of


@dataclass(frozen=True)
class WaveRow:
    """One wave. `instrument`: what it asks or has asked; None where the programme has no questionnaire for it.

    `told`: whether enough have answered that there are figures. `remarks`: how many there are, `unread` that nobody has
    read yet.
    """

    survey: Survey
    instrument: Instrument | None
    remarks: int
    unread: int

    @property
    def label(self) -> str:
        return str(Wave(self.survey.wave).label)

    @property
    def told(self) -> bool:
        return bool(self.survey.figures and self.survey.figures["told"])


def wave_rows(cohort: Cohort) -> list[WaveRow]:
    """All waves of a cohort in the order of their months. Five queries."""
    latest = Instrument.objects.latest_of(cohort.programme)
    fresh = Count("remarks", filter=Q(remarks__state=RemarkState.NEW))
    closed = cohort.surveys.filter(state=SurveyState.CLOSED).annotate(written=Count("remarks"), fresh=fresh)
    numbers = {pk: (written, fresh) for pk, written, fresh in closed.values_list("pk", "written", "fresh")}
    return [
        WaveRow(one, one.instrument or latest.get(one.wave), *numbers.get(one.pk, (0, 0))) for one in waves_of(cohort)
    ]


def wave_of(cohort: Cohort, wave: str) -> Survey | None:
    """One wave, as stored or with its usual days; None for what is no wave, or one whose phase has no days."""
    return next((one for one in waves_of(cohort) if one.wave == wave), None)


@dataclass(frozen=True)
class Questionnaire:
    """The newest edition of a wave's questionnaire, as the office changes it.

    `asked`: somebody was asked this edition, so a change makes the next one. `numbers`: side → how many items it has.
    """

    instrument: Instrument
    items: list[Item]
    asked: bool

    @property
    def numbers(self) -> dict[str, int]:
        return {side: sum(item.side in ("", side) for item in self.items) for side in Side.values}


def questionnaire_of(cohort: Cohort, wave: str) -> Questionnaire | None:
    """The newest edition of this wave's questionnaire; None where there is none. Three queries."""
    instrument = cohort.programme.instruments.filter(wave=wave).order_by("-edition").first()
    if instrument is None:
        return None
    return Questionnaire(instrument, list(instrument.items.all()), instrument.surveys.exists())


def remarks_of(survey: Survey, state: str) -> QuerySet[Remark]:
    """Own words of a closed wave in this state, item by item; in no order that tells when they were written."""
    return survey.remarks.filter(state=state).order_by("item_key", "pk")


def remark_counts(survey: Survey) -> dict[str, int]:
    """State → how many remarks. One query."""
    found = dict(survey.remarks.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: found.get(state, 0) for state in RemarkState.values}


@dataclass(frozen=True)
class WhenRead:
    """When the office read the questionnaires, None: not yet; and whether one of them has gone out already."""

    read_at: dt.datetime | None
    begun: bool

    @property
    def is_due(self) -> bool:
        return self.read_at is None and not self.begun


def reading_of(cohort: Cohort) -> WhenRead:
    """One query."""
    begun = Survey.objects.filter(cohort=OuterRef("pk")).exclude(state=SurveyState.PLANNED)
    rows = Cohort.objects.filter(pk=cohort.pk).annotate(begun=Exists(begun))
    read_at, has_begun = rows.values_list("reading_of_questionnaires__read_at", "begun").get()
    return WhenRead(read_at, has_begun)
