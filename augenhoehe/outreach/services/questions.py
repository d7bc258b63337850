"""Questions to the office: they come in by a public form, get an owner, and an answer by mail."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone, translation

from augenhoehe.audit.services import record
from augenhoehe.common.models import in_language
from augenhoehe.common.workdays import add_working_days
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Address, queue_mail
from augenhoehe.outreach.enums import OPEN_QUESTIONS, QUESTION_TRANSITIONS, QuestionState
from augenhoehe.outreach.errors import IllegalTransitionError
from augenhoehe.outreach.models import FaqEntry, Question
from augenhoehe.outreach.placeholders import QUESTION_ANSWERED, QUESTION_NEW, QUESTION_RECEIVED, QUESTION_WAITS
from augenhoehe.outreach.selectors.public import contact_of
from augenhoehe.outreach.selectors.questions import WAITS_DAYS, office_people
from augenhoehe.people.models import Person
from augenhoehe.people.services import AddressRefusedError, address_may_enter
from augenhoehe.programmes.models import Programme

from .faq import write_faq_entry

KEPT: Final = dt.timedelta(days=365)


class NotInOfficeError(Exception):
    """Only people of the programme's office answer its questions."""


class DraftTakenError(Exception):
    """The same form was sent before, with another question in it."""


@transaction.atomic
def ask_question(
    *, programme: Programme, name: str, email: str, text: str, language: str, draft_key: UUID, now: dt.datetime
) -> Question:
    """Take a question, confirm it by mail, and tell the office. The same draft twice is one.

    Where one person is the whole office, the question is theirs at once. Raises AddressRefusedError for an address
    outside the organisation, DraftTakenError for a known draft with another text.
    """
    address = email.strip().lower()
    if not address_may_enter(address):
        raise AddressRefusedError(address)
    office = office_people(programme.pk)
    alone = {"state": QuestionState.TAKEN, "owner": office[0]} if len(office) == 1 else {}
    values = {"name": name, "email": address, "text": text, "language": language, **alone}
    question, created = Question.objects.get_or_create(programme=programme, draft_key=draft_key, defaults=values)
    if not created:
        if question.text != text:
            raise DraftTakenError
        return question
    record(actor=None, action="outreach.question_asked", on=question)
    _tell_asker(QUESTION_RECEIVED, question)
    for person in office:
        _tell_office(QUESTION_NEW, question, person, f"outreach.question_new:{question.pk}:{person.pk}")
    return question


@transaction.atomic
def assign_question(*, question: Question, version: int, owner: Person | None, actor: Person) -> Question:
    """Give a question to somebody of the office, or back to all. Raises StaleError, NotInOfficeError.

    Raises IllegalTransitionError for one that is answered or closed: it has to be opened again first. Side effects: a
    log entry, and a mail to the new owner where somebody else chose them.
    """
    locked = _locked(question)
    if owner and owner not in office_people(locked.programme_id):
        raise NotInOfficeError
    if locked.owner_id == (owner.pk if owner else None):
        return locked
    to = QuestionState.TAKEN if owner else QuestionState.NEW
    if locked.state not in OPEN_QUESTIONS:
        raise IllegalTransitionError(locked.state, to)
    changes = {"owner": owner, "reminded_at": None}
    if locked.state == to:
        locked.save_version(version, **changes)
    else:
        change_state(question=locked, version=version, to=to, actor=actor, **changes)
    record(actor=actor, action="outreach.question_assigned", on=locked, owner=owner.pk if owner else None)
    if owner and owner.pk != actor.pk:
        _tell_office(QUESTION_NEW, locked, owner, f"outreach.question_given:{locked.pk}:{locked.version}")
    return locked


@transaction.atomic
def answer_question(*, question: Question, version: int, answer: str, actor: Person, now: dt.datetime) -> Question:
    """Send the answer by mail, with the question quoted. Raises StaleError, IllegalTransitionError.

    Whoever answers a question that nobody had in hand takes it. Side effects: the mail, a log entry.
    """
    locked = _locked(question)
    if locked.state == QuestionState.ANSWERED and locked.answer == answer:
        return locked
    taken = {"owner": locked.owner or actor, "answer": answer, "answered_by": actor, "answered_at": now}
    change_state(question=locked, version=version, to=QuestionState.ANSWERED, actor=actor, **taken)
    quoted = "\n".join(f"> {line}".rstrip() for line in locked.text.splitlines())
    page = f"{settings.BASE_URL}{reverse('programme', args=[locked.programme.slug])}"
    _tell_asker(QUESTION_ANSWERED, locked, {"question": quoted, "answer": answer, "page": page})
    return locked


@transaction.atomic
def close_question(*, question: Question, version: int, actor: Person) -> Question:
    """Lay a question aside, with or without an answer. Raises StaleError, IllegalTransitionError. Logged."""
    locked = _locked(question)
    return (
        locked
        if locked.state == QuestionState.CLOSED
        else change_state(question=locked, version=version, to=QuestionState.CLOSED, actor=actor)
    )


@transaction.atomic
def reopen_question(*, question: Question, version: int, actor: Person) -> Question:
    """Take a question in hand again, e.g. after a reply. Raises StaleError, IllegalTransitionError. Logged."""
    locked = _locked(question)
    if locked.state == QuestionState.TAKEN:
        return locked
    return change_state(
        question=locked,
        version=version,
        to=QuestionState.TAKEN,
        actor=actor,
        owner=locked.owner or actor,
        reminded_at=None,
    )


@transaction.atomic
def publish_question(
    *, question: Question, values: dict[str, Any], draft_key: UUID, actor: Person, now: dt.datetime
) -> FaqEntry:
    """Put question and answer among the frequent questions, in these words. The same draft twice is one.

    Side effects: log entries, and the question remembers it.
    """
    entry = write_faq_entry(programme=question.programme, values=values, actor=actor, draft_key=draft_key)
    Question.objects.filter(pk=question.pk, published_at=None).update(published_at=now)
    record(actor=actor, action="outreach.question_published", on=question, entry=entry.pk)
    return entry


def change_state(*, question: Question, version: int, to: QuestionState, actor: Person, **changes: Any) -> Question:
    """Check the transition, save state and `changes`, write the log. The caller holds the row.

    Raises StaleError, IllegalTransitionError.
    """
    before = QuestionState(question.state)
    if to not in QUESTION_TRANSITIONS[before]:
        raise IllegalTransitionError(before, to)
    question.save_version(version, state=to, **changes)
    record(actor=actor, action=f"outreach.question_{to}", on=question, before=before)
    return question


@transaction.atomic
def remind_of_questions(*, today: dt.date, now: dt.datetime) -> int:
    """Remind of questions that have waited for five working days, once: their owner, or all where there is none.

    Returns how many questions. Safe to do twice.
    """
    first = add_working_days(today, -WAITS_DAYS)
    old = Question.objects.open().filter(created_at__date__lte=first, reminded_at=None).select_related("owner")
    due = list(old.select_related("programme", "owner").select_for_update(of=("self",)))
    for question in due:
        people = [question.owner] if question.owner else office_people(question.programme_id)
        for person in people:
            key = f"outreach.question_waits:{question.pk}:{question.version}:{person.pk}"
            _tell_office(QUESTION_WAITS, question, person, key, since=question.created_at)
    Question.objects.filter(pk__in=[question.pk for question in due]).update(reminded_at=now)
    return len(due)


@transaction.atomic
def forget_questions(*, now: dt.datetime) -> int:
    """Delete questions a year after they came in; what stands among the frequent questions stays there.

    Returns how many went. Safe to do twice. Side effect: a log entry with the number.
    """
    gone = Question.objects.filter(created_at__lt=now - KEPT).delete()[0]
    if gone:
        record(actor=None, action="outreach.questions_forgotten", entries=gone)
    return gone


def _locked(question: Question) -> Question:
    found = Question.objects.select_for_update(of=("self",)).select_related("programme", "owner")
    return found.get(pk=question.pk)


def _tell_asker(kind: TextKind, question: Question, values: Mapping[str, str] = MappingProxyType({})) -> None:
    programme = question.programme
    queue_mail(
        kind,
        to=Address(question.email, question.language),
        values={
            "programme": in_language(programme, "name", question.language),
            "contact": contact_of(programme),
            **values,
        },
        programme_id=programme.pk,
    )


def _tell_office(
    kind: TextKind, question: Question, person: Person, key: str, *, since: dt.datetime | None = None
) -> None:
    with translation.override(person.language):
        day = formats.date_format(timezone.localtime(since), "SHORT_DATE_FORMAT") if since else ""
    queue_mail(
        kind,
        to=person,
        values={
            "name": person.get_short_name(),
            "programme": in_language(question.programme, "name", person.language),
            "link": f"{settings.BASE_URL}{reverse('question-entry', args=[question.pk])}",
            **({"since": day} if day else {}),
        },
        programme_id=question.programme_id,
        idempotency_key=key,
    )
