"""A wave of a cohort: planned by days, opened, asked and reminded by the daily job, closed for good."""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import SurveyState, Wave
from ..errors import NotOpenError
from ..figures import figures_of
from ..models import Instrument, Invitation, Remark, Sheet, Survey
from ..rules import REMIND_AFTER
from ..selectors.due import Asked, due, to_ask
from ..tokens import hash_of, token_of
from . import mails

BATCH = 500


@transaction.atomic
def set_days(*, cohort: Cohort, wave: Wave, version: int, opens_on: dt.date, closes_on: dt.date, actor: Person) -> None:
    """Say when a wave takes place; an open one can only end on another day. Side effect: a log entry.

    `version`: 0 where the wave still has its usual days. Raises StaleError, and NotOpenError for a closed one.
    """
    survey = Survey.objects.select_for_update().filter(cohort=cohort, wave=wave).first()
    if survey is None:
        survey = Survey.objects.create(cohort=cohort, wave=wave, opens_on=opens_on, closes_on=closes_on)
    elif survey.state == SurveyState.CLOSED:
        raise NotOpenError
    else:
        first = survey.opens_on if survey.state == SurveyState.OPEN else opens_on
        survey.save_version(version, opens_on=first, closes_on=closes_on)
    record(actor=actor, action="surveys.days_set", on=survey, wave=wave)


def run_waves(*, now: dt.datetime) -> int:
    """What a day brings: open what begins, ask and remind, close what is over. Returns how many mails were written.

    Safe to run twice or in parallel.
    """
    today = timezone.localdate(now)
    written = 0
    for cohort in Cohort.objects.under_way().select_related("programme").prefetch_related("phases"):
        if not cohort.uses(Part.SURVEYS):
            continue
        for survey in due(cohort, today):
            begun = open_survey(survey=survey)
            if begun.closes_on < today:
                close_survey(survey=begun, actor=None, now=now)
            else:
                written += _ask(begun, today) + _remind(begun, today)
    return written


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
    locked = Survey.objects.select_for_update().get(pk=stored.pk)
    if locked.state != SurveyState.PLANNED:
        return locked
    instrument = Instrument.objects.latest_of(survey.cohort.programme)[survey.wave]
    secret = secrets.token_bytes(32)
    locked.save_version(locked.version, state=SurveyState.OPEN, instrument=instrument, secret=secret)
    record(actor=None, action="surveys.opened", on=locked, wave=locked.wave, edition=instrument.edition)
    return locked


def _ask(survey: Survey, today: dt.date) -> int:
    """Ask whoever is to be asked and was not. Constant queries a batch."""
    people = to_ask(survey, today)
    return sum(_ask_batch(survey, people[at : at + BATCH], today) for at in range(0, len(people), BATCH))


def _ask_batch(survey: Survey, people: Sequence[Asked], today: dt.date) -> int:
    links = {one: token_of(survey, one.person.pk, one.side) for one in people}
    try:
        with transaction.atomic():
            Invitation.objects.bulk_create(
                Invitation(survey=survey, person=one.person, side=one.side, token_hash=hash_of(token), asked_on=today)
                for one, token in links.items()
            )
            mails.send_asked(survey, links)
    except IntegrityError:  # somebody else has just asked them
        return 0
    return len(people)


def _remind(survey: Survey, today: dt.date) -> int:
    """Remind those who have not answered, once. Nobody reads who they are."""
    late = survey.invitations.filter(
        answered=False, reminded=False, asked_on__lte=today - dt.timedelta(days=REMIND_AFTER)
    )
    with transaction.atomic():
        found = list(late.select_for_update(of=("self",)).select_related("person")[:BATCH])
        links = {Asked(one.person, Side(one.side)): token_of(survey, one.person_id, one.side) for one in found}
        mails.send_reminder(survey, links)
        Invitation.objects.filter(pk__in=[one.pk for one in found]).update(reminded=True)
    return len(found) + (_remind(survey, today) if len(found) == BATCH else 0)


@transaction.atomic
def close_survey(*, survey: Survey, actor: Person | None, now: dt.datetime) -> None:
    """End a wave for good: make its figures, and cut every way from an answer to a person.

    Invitations and drafts go, the survey's secret too; answers lose department and level, and their own words become
    remarks that the office reads before anybody else. A wave that is closed stays as it is. Side effect: a log entry.
    Raises NotOpenError for one that has not begun.
    """
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    if locked.state == SurveyState.CLOSED:
        return
    if locked.state != SurveyState.OPEN or locked.instrument is None:
        raise NotOpenError
    items = list(locked.instrument.items.all())
    sheets = list(locked.sheets.all())
    invited = list(locked.invitations.values_list("person_id", "answered"))
    told = figures_of(items, sheets)
    _part_with_words(locked, sheets, {one.key for one in items if one.kind == "text"}, told=bool(told["told"]))
    locked.invitations.all().delete()
    locked.drafts.all().delete()
    locked.save_version(
        locked.version,
        state=SurveyState.CLOSED,
        secret=None,
        figures=told,
        closed_at=now,
        asked=len({person for person, _answered in invited}),
        answered=len(sheets),
    )
    survey.refresh_from_db()
    record(actor=actor, action="surveys.closed", on=locked, wave=locked.wave)


def _part_with_words(survey: Survey, sheets: Sequence[Sheet], texts: set[str], *, told: bool) -> None:
    """Own words become remarks where enough have answered, and are gone where not; the rest of a sheet stays."""
    remarks = []
    for sheet in sheets:
        words = {key: value for key, value in sheet.values.items() if key in texts}
        remarks += [Remark(survey=survey, item_key=key, text=text) for key, text in words.items() if text]
        sheet.values = {key: value for key, value in sheet.values.items() if key not in texts}
        sheet.department, sheet.level = "", None
    Sheet.objects.bulk_update(sheets, ["values", "department", "level"], batch_size=BATCH)
    if told:
        Remark.objects.bulk_create(remarks)
