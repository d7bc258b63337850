"""Mails about the working-time approval: to the supervisor, the applicant, the office."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from augenhoehe.applications import placeholders as kinds
from augenhoehe.applications.enums import ApprovalState
from augenhoehe.applications.models import Approval
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import queue_mail
from augenhoehe.people.models import Person
from augenhoehe.people.services import find_person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.rules import OFFICE_KINDS

from ..mails import tell


@dataclass
class _Supervisor:
    """Whoever the address belongs to: somebody known here, or nobody yet."""

    pk: int
    email: str
    language: str
    name: str


def _reader(approval: Approval) -> _Supervisor:
    known = find_person(approval.supervisor)
    if known:
        return _Supervisor(known.pk, known.email, known.language, known.get_full_name())
    return _Supervisor(None, approval.supervisor, settings.LANGUAGE_CODE[:2], approval.supervisor)  # type: ignore[arg-type]


def _to_supervisor(kind: TextKind, approval: Approval, **values: str) -> None:
    reader, application = _reader(approval), approval.application
    cohort = application.cohort
    with translation.override(reader.language):
        until = date_format(timezone.localtime(approval.answer_by), "DATE_FORMAT") if approval.answer_by else ""
        role = str(application.get_side_display())
    queue_mail(
        kind,
        to=reader,
        values={
            "name": reader.name,
            "person": application.person.get_full_name(),
            "programme": in_language(cohort.programme, "name", reader.language),
            "cohort": in_language(cohort, "name", reader.language),
            "role": role,
            "hours": str(approval.hours),
            "until": until,
            "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
            **values,
        },
        programme_id=cohort.programme_id,
    )


def ask(approval: Approval, link: str) -> None:
    _to_supervisor(kinds.APPROVAL_ASKED, approval, link=link)


def remind(approval: Approval, link: str) -> None:
    _to_supervisor(kinds.APPROVAL_REMINDER, approval, link=link)


def tell_answer(approval: Approval, link: str) -> None:
    _to_supervisor(kinds.APPROVAL_ANSWERED, approval, link=link, question=approval.question, answer=approval.answer)


def tell_settled(approval: Approval) -> None:
    _to_supervisor(kinds.APPROVAL_SETTLED, approval)


def tell_agreed(approval: Approval) -> None:
    tell(kinds.APPROVAL_AGREED, approval.application, hours=str(approval.hours))


def tell_postponed(approval: Approval) -> None:
    with translation.override(approval.application.person.language):
        until = date_format(approval.postponed_until, "DATE_FORMAT") if approval.postponed_until else ""
        reason = str(approval.get_reason_display())
    words = f"{reason}: {approval.reason_text}" if approval.reason_text else reason
    tell(kinds.APPROVAL_POSTPONED, approval.application, until=until, reason=words)


def tell_without(approval: Approval) -> None:
    tell(kinds.APPROVAL_WITHOUT, approval.application)


def pass_on_question(approval: Approval) -> None:
    application = approval.application
    page = settings.BASE_URL + reverse("application-question", args=[application.pk])
    tell(kinds.APPROVAL_QUESTION, application, question=approval.question, link=page)
    desk = settings.BASE_URL + reverse("office-approval", args=[application.cohort_id, application.pk])
    _to_office(
        kinds.APPROVAL_QUESTION_OFFICE, application.cohort, person=application.person.get_full_name(),
        question=approval.question, link=desk,
    )  # fmt: skip


def tell_silent(cohort: Cohort, approvals: Sequence[Approval]) -> None:
    if not approvals:
        return
    query = f"?approval={ApprovalState.SILENT}"
    _to_office(
        kinds.APPROVAL_SILENT,
        cohort,
        people="\n".join(f"- {one.application.person.get_full_name()}" for one in approvals),
        link=settings.BASE_URL + reverse("office-applications", args=[cohort.pk]) + query,
    )


def _to_office(kind: TextKind, cohort: Cohort, **values: str) -> None:
    team = Person.objects.filter(roles__programme=cohort.programme_id, roles__kind__in=OFFICE_KINDS).distinct()
    for member in team:
        shared = {
            "name": member.get_full_name(),
            "programme": in_language(cohort.programme, "name", member.language),
            "cohort": in_language(cohort, "name", member.language),
        }
        queue_mail(kind, to=member, values={**shared, **values}, programme_id=cohort.programme_id)
