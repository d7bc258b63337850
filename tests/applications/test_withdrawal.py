"""Whoever withdraws leaves the fact, and nothing of what they wrote."""

import pytest
from django.apps import apps
from django.db import models

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import DECIDED, ApprovalState, State
from augenhoehe.applications.models import Application, NeedCheck
from augenhoehe.applications.placeholders import RETURNED
from augenhoehe.applications.services import propose_many, withdraw_application
from augenhoehe.applications.services.approval import mails
from augenhoehe.applications.services.mails import tell
from augenhoehe.audit.registry import classifications
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CANARY = "kanarienvogel"


def tables_with(word: str) -> list[str]:
    """Every table in whose rows the word stands."""
    found = apps.get_models(include_auto_created=True)
    return sorted(model._meta.label for model in found if word in str(list(model._base_manager.values())))


def told(cast: Cast, state: State) -> Application:
    """An application in this state with the canary in every text that a room has for it."""
    texts = [
        field.name
        for field in Application._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    one = factories.make_application(cast.cohort, "mentee", state=state, topics={cast.topic: (0, 3)})
    Application.objects.filter(pk=one.pk).update(
        slots=[7], aspect_seeks={CANARY: 1}, aspect_gives={CANARY: 1}, modes=[CANARY], languages=[CANARY],
        steps_done=[CANARY], **dict.fromkeys(texts, CANARY),
    )  # fmt: skip
    one.topics.update(occasion=CANARY)
    NeedCheck.objects.create(
        application=one, tried_text=CANARY, statements=[CANARY], tried=[CANARY], done_at=factories.NOW
    )
    confidential.replace_exclusions(application=one, emails=[f"{CANARY}@stadt.example"])
    factories.make_approval(
        one, ApprovalState.ASKED_BACK, supervisor=f"{CANARY}@stadt.example", question=CANARY, answer=CANARY, note=CANARY
    )
    one = Application.objects.select_related("person", "cohort__programme").get(pk=one.pk)
    told_by = one.approvals.get()
    tell(RETURNED, one, message=CANARY)
    mails.pass_on_question(told_by, "https://stadt.example/questions/x/")
    mails.tell_answer(told_by, "https://mentoring.example/x")
    return one


def test_mails_about_others_stay(cast: Cast) -> None:
    one, other = told(cast, State.SUBMITTED), told(cast, State.SUBMITTED)
    assert Mail.objects.filter(key="applications.approval_question_office").count() == 4  # two people in the office
    withdraw_application(actor=one.person, application=one, now=factories.NOW)
    left = Mail.objects.exclude(key__in=("applications.withdrawn", "applications.approval_settled"))
    left = left.exclude(pk=cast.mail.pk)
    assert sorted(left.values_list("key", flat=True)) == [
        "applications.approval_answered",
        "applications.approval_question",
        "applications.approval_question_office",
        "applications.approval_question_office",
        "applications.returned",
    ]
    assert set(left.filter(key="applications.returned").values_list("person_id", flat=True)) == {other.person_id}


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, *DECIDED])
def test_nothing_is_left_in_any_table(cast: Cast, state: State) -> None:
    one = told(cast, state)
    if state == State.SUBMITTED:
        propose_many(
            actor=cast.office, applications=[one], to=State.RESERVE, reason=CANARY, message=CANARY, now=factories.NOW
        )
    before = tables_with(CANARY)
    assert {"applications.Application", "applications.NeedCheck", "applications.TopicAnswer"} <= set(before)
    assert {"applications.Exclusion", "messaging.Mail"} <= set(before)
    withdraw_application(actor=one.person, application=one, now=factories.NOW)
    to_supervisor = Mail.objects.get(recipient__startswith=CANARY)
    assert to_supervisor.key == "applications.approval_settled"  # has still to be sent
    to_supervisor.delete()
    assert tables_with(CANARY) == []
    one.refresh_from_db()
    assert (one.state, one.side, one.cohort, one.person_id) == (State.WITHDRAWN, "mentee", cast.cohort, one.person_id)
    assert (one.slots, one.topics.count(), one.sites.count()) == ([], 0, 0)


def test_every_personal_field_of_an_application_is_emptied(cast: Cast) -> None:
    """A field that somebody adds and forgets here is noticed: it keeps its value over the withdrawal."""
    kept = {"person", "side", "state", "sites"}
    personal = set(classifications()["applications.Application"].personal) - kept
    one = told(cast, State.ADMITTED)
    withdraw_application(actor=one.person, application=one, now=factories.NOW)
    one.refresh_from_db()
    fresh = Application()
    assert {name: getattr(one, name) for name in sorted(personal)} == {
        name: getattr(fresh, name) for name in sorted(personal)
    }
