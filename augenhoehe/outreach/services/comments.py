import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.outreach.enums import COMMENT_TRANSITIONS, CommentMode, CommentState
from augenhoehe.outreach.errors import TransitionError
from augenhoehe.outreach.models import Article, Comment, CommentReport, Helpful
from augenhoehe.outreach.selectors import page_of
from augenhoehe.people.models import Person

MOST, WITHIN = 5, dt.timedelta(minutes=10)
KEPT_HIDDEN = dt.timedelta(days=90)


class SwitchedOffError(Exception):
    """This programme does without it."""


class TooFastError(Exception):
    """So many in so short a time."""


@transaction.atomic
def write_comment(*, article: Article, person: Person, text: str, draft_key: UUID, now: dt.datetime) -> Comment:
    """Say something to an article, under one's name. The same draft twice is one.

    It waits for the office or appears at once, as the programme's page is set. Raises SwitchedOffError, and
    TooFastError beyond five in ten minutes. Side effect: a log entry.
    """
    mode = page_of(article.programme).comments
    if mode == CommentMode.OFF:
        raise SwitchedOffError
    Person.objects.select_for_update().get(pk=person.pk)
    known = Comment.objects.filter(person=person, draft_key=draft_key).first()
    if known:
        return known
    if Comment.objects.filter(person=person, created_at__gt=now - WITHIN).count() >= MOST:
        raise TooFastError
    state = CommentState.WAITING if mode == CommentMode.BEFORE else CommentState.SHOWN
    comment = Comment.objects.create(article=article, person=person, text=text, draft_key=draft_key, state=state)
    record(actor=person, action="outreach.comment_written", on=comment, article=article.pk, state=state)
    return comment


@transaction.atomic
def delete_own_comment(*, comment: Comment, person: Person) -> None:
    """Its author takes it away, for good. Side effect: a log entry."""
    record(actor=person, action="outreach.comment_deleted", on=comment, article=comment.article_id)
    comment.delete()


@transaction.atomic
def report_comment(*, comment: Comment, person: Person, reason: str) -> CommentReport:
    """Tell the office that a comment should not stand there. Once a person. Side effect: a log entry."""
    report, created = CommentReport.objects.get_or_create(comment=comment, person=person, defaults={"reason": reason})
    if created:
        record(actor=person, action="outreach.comment_reported", on=comment, article=comment.article_id)
    return report


@transaction.atomic
def moderate_comment(*, comment: Comment, to: str, actor: Person, now: dt.datetime) -> Comment:
    """Release or hide a comment; "keep" a reported one as it is. Open reports of it are settled by that.

    Raises TransitionError. Side effect: a log entry.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.state == CommentState.UNCONFIRMED or (to != locked.state and to not in COMMENT_TRANSITIONS[locked.state]):
        raise TransitionError
    before, locked.state = locked.state, to
    locked.save(update_fields=["state", "updated_at"])
    settled = locked.reports.filter(settled_at__isnull=True).update(settled_at=now)
    record(actor=actor, action="outreach.comment_moderated", on=locked, before=before, state=to, reports=settled)
    return locked


@transaction.atomic
def mark_helpful(*, article: Article, person: Person, helpful: bool) -> None:
    """Say that an article was helpful, or take it back; twice is once. Raises SwitchedOffError.

    No log entry: who found what helpful is nobody's business, and only the sum is shown.
    """
    if not page_of(article.programme).helpful:
        raise SwitchedOffError
    if helpful:
        Helpful.objects.get_or_create(article=article, person=person)
    else:
        Helpful.objects.filter(article=article, person=person).delete()


@transaction.atomic
def forget_hidden_comments(*, now: dt.datetime | None = None) -> int:
    """Delete comments that were hidden three months ago. Returns how many. Side effect: a log entry."""
    before = (now or timezone.now()) - KEPT_HIDDEN
    count = Comment.objects.filter(state=CommentState.HIDDEN, updated_at__lte=before).count()
    if count:
        Comment.objects.filter(state=CommentState.HIDDEN, updated_at__lte=before).delete()
        record(actor=None, action="outreach.comments_forgotten", count=count)
    return count
