"""What goes before its time: invitations of whoever leaves; and in its time: raw answers and remarks."""

import datetime as dt

from django.db import models, transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later
from augenhoehe.people.models import Person

from ..enums import RemarkState, SurveyState
from ..models import Draft, Invitation, Remark, Sheet, Survey
from ..rules import KEPT_MONTHS
from ..tokens import draft_key, token_of
from . import mails


@transaction.atomic
def forget_person(*, person: Person) -> None:
    """Delete that they were asked, by which mail, and what they have half filled in, in all open waves.

    What was sent is nobody's.
    """
    _forget(Invitation.objects.filter(person=person))


@transaction.atomic
def forget_withdrawn(*, application: Application, now: dt.datetime) -> None:
    """The same for the cohort of an application that was withdrawn."""
    _forget(Invitation.objects.filter(person=application.person_id, survey__cohort=application.cohort_id))


def _forget(invitations: models.QuerySet[Invitation]) -> None:
    for one in invitations.select_related("survey"):
        token = token_of(one.survey, one.person_id, one.side)
        Draft.objects.filter(survey=one.survey, key=draft_key(token)).delete()
        mails.forget(one.survey, one.person_id)
        one.delete()


@transaction.atomic
def forget_raw(*, today: dt.date) -> int:
    """Delete answers and remarks of waves that closed twelve months ago; figures and released remarks stay.

    Twice is once. Returns how many rows went. Side effect: a log entry a wave with the numbers.
    """
    gone = 0
    over = Survey.objects.filter(state=SurveyState.CLOSED, closed_at__date__lte=months_later(today, -KEPT_MONTHS))
    for survey in over:
        sheets, _by_model = Sheet.objects.filter(survey=survey).delete()
        unread, _by_model = Remark.objects.filter(survey=survey).exclude(state=RemarkState.RELEASED).delete()
        # What was released stays as it is shown; what was written before the office edited it goes.
        edited = Remark.objects.filter(survey=survey).exclude(text="").update(text="")
        if sheets or unread or edited:
            record(actor=None, action="surveys.raw_forgotten", on=survey, answers=sheets, remarks=unread, edited=edited)
        gone += sheets + unread
    return gone
