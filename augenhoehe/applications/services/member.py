"""What a person does with their own application."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from augenhoehe.applications import confidential, holds, leaving
from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.models import Application, ApplicationLink, NeedCheck, TopicAnswer
from augenhoehe.applications.placeholders import RECEIVED, WITHDRAWN
from augenhoehe.applications.rules import may_change, may_submit
from augenhoehe.applications.selectors.member import gaps
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.people.services import change_profile
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import call_is_open

from .approval import ask_named, forget_approvals
from .mails import forget_mails_about, tell
from .states import change_state

# What a withdrawal empties. The rump keeps runs and tandems readable: who, which cohort, which role.
EMPTY: dict[str, Any] = {
    "steps_done": [],
    "aspect_seeks": {},
    "aspect_gives": {},
    "gives_text": "",
    "seeks_text": "",
    "slots": [],
    "modes": [],
    "languages": [],
    "motivation": "",
    "capacity": 1,
    "decision_reason": "",
    "decided_at": None,
    "decided_by": None,
    "confirmed_by": None,
    "decision_text": "",
    "decision_message": "",
    "submitted_at": None,
    "reserve_rank": None,
    "late": False,
    "origin": "",
    "imported_hash": "",
    "draft_key": None,
}


class TopicSaid(NamedTuple):
    """What is answered about one topic."""

    level: int
    relevance: int
    occasion: str = ""


class CallClosedError(Exception):
    """The call is not open, and the office has not let this person in."""


class OtherRoleError(Exception):
    """There is an application already, and it is for the other role."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.side)
        self.application = application


class NotChangeableError(Exception):
    """This part cannot be changed any more (or not yet)."""


class IncompleteError(Exception):
    """Something required is still empty."""

    def __init__(self, missing: list[tuple[Step, str]]) -> None:
        super().__init__(missing)
        self.missing = missing


class HeldError(Exception):
    """Something above, a tandem, holds the application; `reason` is a sentence for the person."""

    def __init__(self, reason: Any) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def start_application(*, actor: Person, cohort: Cohort, side: str, draft_key: UUID, now: dt.datetime) -> Application:
    """Begin an application, or go on with the one that exists: there is one a person and cohort.

    Raises OtherRoleError and CallClosedError. Side effect: a log entry when it is new or begun again after a
    withdrawal.
    """
    known = Application.objects.select_for_update().filter(person=actor, cohort=cohort).first()
    if known and known.state != State.WITHDRAWN:
        if known.side != side:
            raise OtherRoleError(known)
        return known
    if not call_is_open(cohort, timezone.localdate(now)):
        raise CallClosedError
    fresh = {"side": side, "draft_key": draft_key, "languages": list(actor.languages)}
    if known:
        return change_state(application=known, to=State.DRAFT, actor=actor, now=now, **fresh)
    try:
        with transaction.atomic():
            made = Application.objects.create(cohort=cohort, person=actor, **fresh)
    except IntegrityError:  # the same form, sent twice at the same moment
        return _other_half_of_a_double_click(actor, cohort, side)
    record(actor=actor, action="applications.begun", on=made, side=side)
    return made


def _other_half_of_a_double_click(actor: Person, cohort: Cohort, side: str) -> Application:
    known = Application.objects.get(person=actor, cohort=cohort)
    if known.side != side:
        raise OtherRoleError(known)
    return known


@transaction.atomic
def save_step(
    *, actor: Person, application: Application, step: str, version: int, now: dt.datetime, **values: Any
) -> Application:
    """Save one step's answers. Raises StaleError and NotChangeableError.

    `topics` is {topic id: TopicSaid}, `sites` a list of sites; other values are the model's fields.
    Side effect: once it is submitted, a log entry names the step that changed.
    """
    _check_open(application, step, now)
    topics, sites = values.pop("topics", None), values.pop("sites", None)
    steps = [*application.steps_done, *([step] if step not in application.steps_done else [])]
    application.save_version(version, steps_done=steps, imported_hash="", updated_at=now, **values)
    if topics is not None:
        replace_topics({application: topics})
    if sites is not None:
        application.sites.set(sites)
    if application.state != State.DRAFT:
        record(actor=actor, action="applications.changed", on=application, step=step)
    return application


@transaction.atomic
def save_about(
    *,
    actor: Person,
    application: Application,
    person_version: int,
    changes: Mapping[str, Any],
    now: dt.datetime,
) -> Application:
    """Save the step about the person, which is their profile. Raises StaleError and NotChangeableError."""
    change_profile(person=actor, version=person_version, changes=dict(changes))
    return save_step(actor=actor, application=application, step=Step.ABOUT, version=application.version, now=now)


@transaction.atomic
def save_exclusions(
    *, actor: Person, application: Application, version: int, emails: Iterable[str], now: dt.datetime
) -> Application:
    """Replace the silent list. Raises StaleError and NotChangeableError. Nothing about it is logged."""
    if application.person_id != actor.pk:
        raise NotChangeableError
    _check_open(application, Step.EXCLUSIONS, now)
    steps = application.steps_done
    steps = steps if Step.EXCLUSIONS in steps else [*steps, Step.EXCLUSIONS]
    application.save_version(version, steps_done=steps)
    confidential.replace_exclusions(application=application, emails=emails)
    return application


@transaction.atomic
def save_need(*, actor: Person, application: Application, version: int, now: dt.datetime, **values: Any) -> Application:
    """Save the need check beside the topics. Raises StaleError and NotChangeableError.

    `values` are the fields of NeedCheck. Side effect: once it is submitted, a log entry names the step that changed.
    """
    save_step(actor=actor, application=application, step=Step.NEED, version=version, now=now)
    NeedCheck.objects.update_or_create(application=application, defaults={**values, "done_at": now})
    return application


def replace_topics(answers: Mapping[Application, Mapping[int, TopicSaid]]) -> None:
    """Let exactly these answers be stored: application → topic id → what is said. (0, 0) is left out."""
    TopicAnswer.objects.filter(application__in=list(answers)).delete()
    TopicAnswer.objects.bulk_create(
        [
            TopicAnswer(application=application, topic_id=topic, **said._asdict())
            for application, topics in answers.items()
            for topic, said in topics.items()
            if said.level or said.relevance
        ]
    )


def _check_open(application: Application, step: str, now: dt.datetime) -> None:
    is_open = call_is_open(application.cohort, timezone.localdate(now))
    if not may_change(application, step, call_open=is_open):
        raise NotChangeableError


@transaction.atomic
def submit_application(*, actor: Person, application: Application, now: dt.datetime) -> Application:
    """Hand it in. Twice is once. Raises CallClosedError and IncompleteError.

    Side effects: a log entry and a mail that says it arrived; the supervisor is asked about the working time.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state == State.SUBMITTED:
        return locked
    is_open = call_is_open(locked.cohort, timezone.localdate(now))
    if not may_submit(locked, call_open=is_open):
        raise CallClosedError
    if missing := gaps(locked):
        raise IncompleteError(missing)
    done = change_state(application=locked, to=State.SUBMITTED, actor=actor, now=now, submitted_at=now)
    tell(RECEIVED, done)
    ask_named(actor=actor, application=done, now=now)
    return done


@transaction.atomic
def withdraw_application(*, actor: Person, application: Application, now: dt.datetime) -> Application:
    """Take it back, without a reason. Twice is once. Raises HeldError while a tandem holds it.

    Side effects: every answer, the topics, the silent list, the approvals and the mails of this room about it are
    deleted at once, and what rooms above know of it; a log entry; a mail, and one to a supervisor who was asked.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state == State.WITHDRAWN:
        return locked
    if reason := holds.reason_to_stay(locked):
        raise HeldError(reason)
    confidential.forget_exclusions(application=locked)
    locked.topics.all().delete()
    locked.sites.clear()
    NeedCheck.objects.filter(application=locked).delete()
    ApplicationLink.objects.filter(application=locked).delete()
    forget_mails_about(locked)
    forget_approvals(application=locked, now=now)
    gone = change_state(application=locked, to=State.WITHDRAWN, actor=actor, now=now, **EMPTY)
    leaving.forget_everywhere(application=gone, now=now)
    tell(WITHDRAWN, gone)
    return gone
