"""A wave of a cohort: planned by days, opened, moved for those who need longer, closed for good."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..enums import ItemKind, SurveyState, Wave
from ..errors import NotOpenError
from ..figures import figures_of
from ..models import Instrument, Remark, Sheet, Survey
from ..rules import BATCH
from ..selectors.due import last_day
from ..tokens import new_secret
from . import mails
from .instruments import load_starter_instruments


@transaction.atomic
def set_days(*, cohort: Cohort, wave: Wave, version: int, opens_on: dt.date, closes_on: dt.date, actor: Person) -> None:
    """Say when a wave takes place; an open one can only end on another day. Side effect: a log entry.

    `version`: 0 where the wave still has its usual days. Raises StaleError, and NotOpenError for a closed one.
    """
    survey = Survey.objects.select_for_update().filter(cohort=cohort, wave=wave).first()
    if survey is None:
        survey, new = Survey.objects.get_or_create(
            cohort=cohort, wave=wave, defaults={"opens_on": opens_on, "closes_on": closes_on}
        )
        if not new or version:
            raise StaleError
    elif survey.state == SurveyState.CLOSED:
        raise NotOpenError
    else:
        first = survey.opens_on if survey.state == SurveyState.OPEN else opens_on
        survey.save_version(version, opens_on=first, closes_on=closes_on)
    record(actor=actor, action="surveys.days_set", on=survey, wave=wave)


@transaction.atomic
def wait_for_late(*, survey: Survey) -> None:
    """Move the last day of an open wave behind the end of its last tandem, so that those two can answer as well.

    Never to an earlier one; by hand the office closes it whenever it likes. Side effect: a log entry where it moves.
    """
    locked = Survey.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=survey.pk)
    last = last_day(locked)
    if locked.state == SurveyState.OPEN and locked.closes_on < last:
        locked.save_version(locked.version, closes_on=last)
        record(actor=None, action="surveys.waits", on=locked, wave=locked.wave)


@transaction.atomic
def open_survey(*, survey: Survey) -> Survey:
    """Begin a wave with the newest edition of its questionnaire; one that has begun stays as it is.

    `survey` may be one with its usual days, that nobody has stored. Side effect: a log entry.
    """
    stored, _created = Survey.objects.get_or_create(
        cohort=survey.cohort,
        wave=survey.wave,
        defaults={"opens_on": survey.opens_on, "closes_on": survey.closes_on},
    )
    locked = Survey.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=stored.pk)
    if locked.state != SurveyState.PLANNED:
        return locked
    load_starter_instruments(survey.cohort.programme)  # one that is older than this room
    instrument = Instrument.objects.latest_of(survey.cohort.programme)[survey.wave]
    begins = {"state": SurveyState.OPEN, "instrument": instrument, "secret": new_secret()}
    locked.save_version(locked.version, closes_on=last_day(locked), **begins)
    record(actor=None, action="surveys.opened", on=locked, wave=locked.wave, edition=instrument.edition)
    return locked


@transaction.atomic
def close_survey(*, survey: Survey, actor: Person | None, now: dt.datetime) -> None:
    """End a wave for good: make its figures, and cut every way from an answer to a person.

    Invitations, drafts and mails go, and the survey's secret; answers lose department and level and are written anew in
    the order of their random keys, and their own words become remarks that the office reads before anybody else. A wave
    that is closed stays as it is. Side effect: a log entry. Raises NotOpenError for one that has not begun.
    """
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    if locked.state == SurveyState.CLOSED:
        return
    if locked.state != SurveyState.OPEN or locked.instrument is None:
        raise NotOpenError
    items = list(locked.instrument.items.all())
    sheets = list(locked.sheets.all())
    told = figures_of(items, sheets)
    _part(locked, sheets, {one.key for one in items if one.kind == ItemKind.TEXT}, told=bool(told["told"]))
    locked.invitations.all().delete()
    locked.drafts.all().delete()
    mails.forget(locked)
    locked.save_version(
        locked.version,
        state=SurveyState.CLOSED,
        secret=None,
        figures=told,
        closed_at=now,
        answered=len(sheets),
    )
    survey.refresh_from_db()
    record(actor=actor, action="surveys.closed", on=locked, wave=locked.wave)


def _part(survey: Survey, sheets: Sequence[Sheet], texts: set[str], *, told: bool) -> None:
    """Own words become remarks, the rest is written anew; where too few have answered, both are gone.

    With new keys and all at once: till now where a row lies in the database's files, and which transaction wrote it,
    would lead to whoever answered at that moment.
    """
    remarks, anew = [], []
    for sheet in sheets:
        words = {key: value for key, value in sheet.values.items() if key in texts}
        remarks += [Remark(survey=survey, item_key=key, text=text) for key, text in words.items() if text]
        rest = {key: value for key, value in sheet.values.items() if key not in texts}
        anew.append(Sheet(survey=survey, side=sheet.side, values=rest))
    survey.sheets.all().delete()
    if told:
        Sheet.objects.bulk_create(sorted(anew, key=lambda one: one.pk), batch_size=BATCH)
        Remark.objects.bulk_create(sorted(remarks, key=lambda one: one.pk), batch_size=BATCH)
