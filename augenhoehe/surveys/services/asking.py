"""The daily job: waves open, ask, remind and close by it."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import Wave
from ..models import Invitation, Survey
from ..rules import BATCH, REMIND_AFTER
from ..selectors.due import Asked, asked_today, due, sides_asked, to_ask
from ..tokens import hash_of, token_of
from . import mails
from .waves import close_survey, open_survey, wait_for_late


def run_waves(*, now: dt.datetime) -> int:
    """What a day brings: close what is over, open what begins, ask and remind. Returns how many mails were written.

    What is over is closed whatever has become of its cohort: only then answers lose their way back. The wave at the end
    waits for tandems that last longer. Safe to run twice or in parallel.
    """
    today = timezone.localdate(now)
    for survey in Survey.objects.open().filter(wave=Wave.CLOSING, cohort__archived_at=None).select_related("cohort"):
        if survey.cohort.uses(Part.SURVEYS):
            wait_for_late(survey=survey)
    for survey in Survey.objects.open().filter(closes_on__lt=today):
        close_survey(survey=survey, actor=None, now=now)
    written = 0
    for cohort in Cohort.objects.under_way().select_related("programme").prefetch_related("phases"):
        for survey in due(cohort, today) if cohort.uses(Part.SURVEYS) else ():
            begun = open_survey(survey=survey)
            written += _ask(begun, today) + _remind(begun, today)
    return written


def _ask(survey: Survey, today: dt.date) -> int:
    """Ask whoever is to be asked and was not. Constant queries a batch."""
    people = to_ask(survey, today)
    asks = sides_asked(survey) if people else frozenset()
    people = [one for one in people if one.side in asks]
    return sum(_ask_batch(survey, people[at : at + BATCH], today) for at in range(0, len(people), BATCH))


def _ask_batch(survey: Survey, people: Sequence[Asked], today: dt.date) -> int:
    links = {one: token_of(survey, one.person.pk, one.side) for one in people}
    try:
        with transaction.atomic():
            Invitation.objects.bulk_create(
                Invitation(survey=survey, person=one.person, side=one.side, token_hash=hash_of(token), asked_on=today)
                for one, token in links.items()
            )
            Survey.objects.filter(pk=survey.pk).update(asked=F("asked") + len(people))
            mails.send_asked(survey, links)
    except IntegrityError:  # somebody else has just asked them
        return 0
    return len(people)


def _remind(survey: Survey, today: dt.date) -> int:
    """Remind those who have not answered, once, and who would be asked today as well. Nobody reads who they are."""
    since = today - dt.timedelta(days=REMIND_AFTER)
    late = survey.invitations.filter(answered=False, reminded=False, asked_on__lte=since)
    rows = list(late.values_list("pk", "person_id", "side"))
    still = asked_today(survey, today) if rows else {}
    due_now = [pk for pk, person, side in rows if (person, side) in still]
    return sum(_remind_batch(survey, due_now[at : at + BATCH]) for at in range(0, len(due_now), BATCH))


@transaction.atomic
def _remind_batch(survey: Survey, keys: Sequence[int]) -> int:
    late = survey.invitations.filter(pk__in=keys, answered=False, reminded=False)
    found = list(late.select_for_update(of=("self",)).select_related("person"))
    links = {Asked(one.person, Side(one.side)): token_of(survey, one.person_id, one.side) for one in found}
    mails.send_reminder(survey, links)
    Invitation.objects.filter(pk__in=[one.pk for one in found]).update(reminded=True)
    return len(found)
