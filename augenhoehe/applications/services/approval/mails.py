"""Mails about the working-time approval: to the supervisor, the applicant, the office."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from augenhoehe.applications import placeholders as kinds
from augenhoehe.applications.enums import ApprovalState
from augenhoehe.applications.models import Approval
from augenhoehe.common.models import in_language
from augenhoehe.messaging.enums import Language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Address, Letter, queue_mail, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.people.services import people_at
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.rules import OFFICE_KINDS

from ..mails import tell


def _to_supervisors(kind: TextKind, approvals: Sequence[Approval], **values: str) -> None:
    """The same mail to each supervisor, in their language; in both where nobody here knows whose address it is."""
    known = people_at({one.supervisor for one in approvals})
    queue_mails([_letter(kind, one, known.get(one.supervisor.lower()), values) for one in approvals])


def _letter(kind: TextKind, approval: Approval, reader: Person | None, more: dict[str, str]) -> Letter:
    first = reader.language if reader else settings.LANGUAGE_CODE[:2]
    also = () if reader else tuple(language for language in Language.values if language != first)
    return Letter(
        kind,
        to=reader or Address(approval.supervisor, first),
        values=_values(approval, first, reader, more),
        programme_id=approval.application.cohort.programme_id,
        also={language: _values(approval, language, reader, more) for language in also},
    )


def _values(approval: Approval, language: str, reader: Person | None, more: dict[str, str]) -> dict[str, str]:
    application = approval.application
    cohort = application.cohort
    with translation.override(language):
        until = date_format(timezone.localtime(approval.answer_by), "DATE_FORMAT") if approval.answer_by else ""
        role = str(application.get_side_display())
        longer = {"day": date_format(approval.until, "DATE_FORMAT")} if approval.until else {}
    return {
        "name": reader.get_full_name() if reader else "",
        "person": application.person.get_full_name(),
        "programme": in_language(cohort.programme, "name", language),
        "cohort": in_language(cohort, "name", language),
        "role": role,
        "hours": str(approval.hours),
        **longer,
        "until": until,
        "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
        **more,
    }


def ask(approval: Approval, link: str) -> None:
    _to_supervisors(kinds.APPROVAL_LONGER if approval.until else kinds.APPROVAL_ASKED, [approval], link=link)


def remind(approval: Approval, link: str) -> None:
    _to_supervisors(kinds.APPROVAL_REMINDER, [approval], link=link)


def tell_answer(approval: Approval, link: str) -> None:
    _to_supervisors(kinds.APPROVAL_ANSWERED, [approval], link=link, question=approval.question, answer=approval.answer)


def tell_settled(approvals: Sequence[Approval]) -> None:
    _to_supervisors(kinds.APPROVAL_SETTLED, approvals)


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


def pass_on_question(approval: Approval, link: str) -> None:
    _question_to_applicant(kinds.APPROVAL_QUESTION, approval, link)
    _question_to_office(kinds.APPROVAL_QUESTION_OFFICE, approval)


def remind_of_question(approval: Approval, link: str) -> None:
    _question_to_applicant(kinds.APPROVAL_QUESTION_OPEN, approval, link)


def hand_over_question(approval: Approval) -> None:
    _question_to_office(kinds.APPROVAL_QUESTION_LEFT, approval)


def _question_to_applicant(kind: TextKind, approval: Approval, link: str) -> None:
    tell(kind, approval.application, question=approval.question, link=link)


def _question_to_office(kind: TextKind, approval: Approval) -> None:
    application = approval.application
    desk = settings.BASE_URL + reverse("office-approval", args=[application.cohort_id, application.pk])
    person = application.person.get_full_name()
    _to_office(kind, application.cohort, person=person, question=approval.question, link=desk)


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
