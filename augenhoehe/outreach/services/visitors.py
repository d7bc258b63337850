"""What visitors say to an article without an account: a comment that their mailbox confirms, and "helpful"."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from augenhoehe.audit.services import record
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import Address, Letter, forget_mails_now, queue_mails
from augenhoehe.outreach.enums import CommentMode, CommentState
from augenhoehe.outreach.models import Article, Comment, CommentLink
from augenhoehe.outreach.placeholders import COMMENT_CONFIRM
from augenhoehe.outreach.selectors import page_of
from augenhoehe.people.services import AddressRefusedError, address_may_enter

from .comments import SwitchedOffError

SALT: Final = "outreach.comment"
UNCONFIRMED: Final = dt.timedelta(days=7)
"""How long a comment waits for its author's yes."""
_LINKS_LAST: Final = dt.timedelta(days=3_650)


@transaction.atomic
def leave_comment(
    *, article: Article, name: str, email: str, text: str, language: str, draft_key: UUID, now: dt.datetime
) -> Comment:
    """Keep what a visitor says until the mailbox behind the address has confirmed it. The same draft twice is one.

    Raises SwitchedOffError, and AddressRefusedError for an address that is not the organisation's. Side effect: a mail
    with a link.
    """
    if page_of(article.programme).comments == CommentMode.OFF:
        raise SwitchedOffError
    if not address_may_enter(email):
        raise AddressRefusedError
    said = {"article": article, "name": name, "email": email.strip().lower(), "text": text, "language": language}
    comment, created = Comment.objects.get_or_create(
        person=None, draft_key=draft_key, defaults={**said, "state": CommentState.UNCONFIRMED}
    )
    if created:
        _ask(comment, now)
    return comment


def _ask(comment: Comment, now: dt.datetime) -> None:
    token, stored = new_token(SALT)
    article = comment.article
    letter = Letter(
        COMMENT_CONFIRM,
        Address(comment.email, comment.language),
        {
            "programme": in_language(article.programme, "name", comment.language),
            "title": in_language(article, "title", comment.language),
            "link": f"{settings.BASE_URL}{reverse('own-comment', args=[token])}",
        },
        programme_id=article.programme_id,
        listed=False,
    )
    mail = queue_mails([letter])[0]
    CommentLink.objects.create(comment=comment, token_hash=stored, expires_at=now + UNCONFIRMED, mail_id=mail.pk)


def find_comment(token: str, *, now: dt.datetime) -> Comment | None:
    """The comment behind a link; None once it is gone or the link has expired. LookupError for one nobody issued."""
    stored = hash_of(token, SALT)
    if stored is None:
        raise LookupError
    link = CommentLink.objects.select_related("comment__article__programme__page").filter(token_hash=stored).first()
    return link.comment if link and link.is_open(now) else None


@transaction.atomic
def confirm_comment(*, comment: Comment, now: dt.datetime) -> Comment:
    """Its author means it: it goes to the office or appears, as the page is set. Again is no harm.

    The address is forgotten, and the mail to it. Raises SwitchedOffError where nobody comments any more. Side effect: a
    log entry.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.state != CommentState.UNCONFIRMED:
        return locked
    mode = page_of(comment.article.programme).comments
    if mode == CommentMode.OFF:
        raise SwitchedOffError
    locked.state = CommentState.WAITING if mode == CommentMode.BEFORE else CommentState.SHOWN
    locked.email, locked.created_at = "", now
    locked.save(update_fields=["state", "email", "created_at", "updated_at"])
    _forget_mails(comment)
    locked.links.update(expires_at=now + _LINKS_LAST)
    record(actor=None, action="outreach.comment_confirmed", on=locked, article=locked.article_id, state=locked.state)
    return locked


@transaction.atomic
def withdraw_comment(*, comment: Comment) -> None:
    """Its author takes it away, for good and whatever its state. Twice is once. Side effect: a log entry."""
    _forget_mails(comment)
    if Comment.objects.filter(pk=comment.pk).delete()[0]:
        record(actor=None, action="outreach.comment_withdrawn", on=comment.article)


def _forget_mails(comment: Comment) -> None:
    forget_mails_now(list(CommentLink.objects.filter(comment=comment).values_list("mail_id", flat=True)))


@transaction.atomic
def forget_unconfirmed_comments(*, now: dt.datetime) -> int:
    """Delete what nobody has confirmed within a week, with the address. Returns how many. Safe to do twice.

    Side effect: a log entry.
    """
    old = Comment.objects.filter(state=CommentState.UNCONFIRMED, created_at__lt=now - UNCONFIRMED)
    gone = list(old.select_for_update().values_list("pk", flat=True))
    if gone:
        forget_mails_now(list(CommentLink.objects.filter(comment__in=gone).values_list("mail_id", flat=True)))
        Comment.objects.filter(pk__in=gone).delete()
        record(actor=None, action="outreach.comments_unconfirmed", count=len(gone))
    return len(gone)


def count_helpful(*, article: Article) -> None:
    """One more visitor found it helpful. Raises SwitchedOffError.

    A number and nothing else: neither who nor which browser; the browser itself keeps that it has said so.
    """
    if not page_of(article.programme).helpful:
        raise SwitchedOffError
    Article.objects.filter(pk=article.pk).update(found_helpful=F("found_helpful") + 1)
