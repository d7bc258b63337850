"""Somebody answers: kept as a draft under their link, then sent once. What is sent has no way back to them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from augenhoehe.people.selectors import department_of

from ..enums import SurveyState
from ..errors import AlreadySentError, NotOpenError
from ..models import Draft, Invitation, Sheet, Survey
from ..tokens import draft_key

Values = Mapping[str, Any]


@transaction.atomic
def keep_draft(*, invitation: Invitation, token: str, values: Values) -> None:
    """Keep what somebody has filled in so far; it is found again by the same link. Raises as `send_answers` does."""
    _lock(invitation)
    Draft.objects.update_or_create(
        survey_id=invitation.survey_id, key=draft_key(token), defaults={"values": dict(values)}
    )


@transaction.atomic
def send_answers(*, invitation: Invitation, token: str, values: Values) -> None:
    """Send them, once. `values`: key of an item → number, key of an option, list of those, or words; no answer is none.

    Department and level go along until the figures are made; whoever only wants to be called leaves no sheet. No log
    entry: that somebody has answered is nobody's business. Side effect: the draft goes. Raises AlreadySentError, and
    NotOpenError when the wave is over.
    """
    locked = _lock(invitation)
    person = locked.person
    if values:
        Sheet.objects.create(
            survey_id=locked.survey_id,
            side=locked.side,
            department=department_of(person),
            level=person.function_level,
            values=dict(values),
        )
    Draft.objects.filter(survey_id=locked.survey_id, key=draft_key(token)).delete()
    Invitation.objects.filter(pk=locked.pk).update(answered=True)


def draft_of(invitation: Invitation, token: str) -> dict[str, Any]:
    """What is kept under this link; empty where nothing is."""
    found = Draft.objects.filter(survey_id=invitation.survey_id, key=draft_key(token)).first()
    return found.values if found else {}


def _lock(invitation: Invitation) -> Invitation:
    survey = Survey.objects.select_for_update().get(pk=invitation.survey_id)
    if survey.state != SurveyState.OPEN:
        raise NotOpenError
    locked = Invitation.objects.select_related("person").get(pk=invitation.pk)
    if locked.answered:
        raise AlreadySentError
    locked.survey = survey
    return locked
