"""The interest list: enter, confirm, be told, leave. An address counts only once its mailbox has said yes."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, translation

from augenhoehe.audit.services import record
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.models import in_language
from augenhoehe.common.tasks import enqueue
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Address, Letter, forget_mails_now, queue_mails
from augenhoehe.outreach.models import Interest, InterestLink, Notice
from augenhoehe.outreach.placeholders import INTEREST_CALL, INTEREST_CONFIRM, INTEREST_RENEW
from augenhoehe.outreach.selectors.interest import to_tell
from augenhoehe.outreach.selectors.public import contact_of
from augenhoehe.people.models import Person
from augenhoehe.people.services import address_may_enter
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.selectors import call_is_open

SALT: Final = "outreach.interest"
UNCONFIRMED: Final = dt.timedelta(days=7)
"""How long an address waits for its confirmation."""
KEPT: Final = dt.timedelta(days=730)
"""How long an interest counts; after that its owner is asked."""
TO_ANSWER: Final = dt.timedelta(days=30)
"""How long the owner has to say that it still counts."""
BATCH: Final = 500
_LINKS_LAST: Final = KEPT + TO_ANSWER + dt.timedelta(days=30)


class CallClosedError(Exception):
    """Nobody is told of a call that is not open."""


@transaction.atomic
def register_interest(
    *, programme: Programme, email: str, side: str, language: str, draft_key: UUID, now: dt.datetime
) -> None:
    """Ask the mailbox behind an address whether it wants to be told. Others get no mail, and nobody a different answer.

    Side effects: an entry that counts once it is confirmed, and one mail a draft. An entry that is confirmed stays as
    it is until its owner changes it.
    """
    address = email.strip().lower()
    if not address_may_enter(address):
        return
    choice = {"side": side, "language": language}
    interest, created = Interest.objects.get_or_create(programme=programme, email=address, defaults=choice)
    if not created:
        Interest.objects.filter(pk=interest.pk, confirmed_at=None).update(**choice, updated_at=now)
        interest.refresh_from_db()
    _write(INTEREST_CONFIRM, [interest], now=now, key=lambda one: f"outreach.interest:{one.pk}:{draft_key}")


def find_interest(token: str, *, now: dt.datetime) -> Interest | None:
    """The entry behind a link; None once it has been left. Raises LookupError for a token nobody ever issued."""
    stored = hash_of(token, SALT)
    if stored is None:
        raise LookupError
    link = InterestLink.objects.select_related("interest__programme").filter(token_hash=stored).first()
    return link.interest if link and link.is_open(now) else None


@transaction.atomic
def confirm_interest(*, interest: Interest, side: str, language: str, now: dt.datetime) -> None:
    """The owner says yes, and as what. Again is no harm: it counts anew from today. Side effect: a log entry."""
    found = Interest.objects.filter(pk=interest.pk)
    first = found.select_for_update().filter(confirmed_at=None).exists()
    changed = found.update(side=side, language=language, confirmed_at=now, asked_at=None, updated_at=now)
    if changed and first:
        record(actor=None, action="outreach.interest_confirmed", on=interest.programme)


@transaction.atomic
def leave(*, interest: Interest) -> None:
    """Delete the entry at once, and all mails to it. Twice is once. Side effect: a log entry that names nobody."""
    if _delete([interest.pk]):
        record(actor=None, action="outreach.interest_left", on=interest.programme)


@transaction.atomic
def tell_now(*, cohort: Cohort, actor: Person, today: dt.date) -> None:
    """Have everybody on the list told of this call at once instead of at the next turn. Raises CallClosedError.

    Side effects: a background task, a log entry.
    """
    if not call_is_open(cohort, today):
        raise CallClosedError
    record(actor=actor, action="outreach.interest_told_by_hand", on=cohort)
    enqueue("augenhoehe.outreach.tasks.tell_of_open_calls")


def tell_of_open_calls(*, today: dt.date, now: dt.datetime) -> int:
    """Tell everybody on the lists of the calls that are open, once a person and cohort; returns how many mails.

    No call is open before the office has released it. Side effects: mails in batches, a log entry a cohort.
    """
    open_calls = Cohort.objects.under_way().public().with_open_call(today).select_related("programme")
    return sum(_tell_all(cohort, now) for cohort in open_calls)


def _tell_all(cohort: Cohort, now: dt.datetime) -> int:
    told = 0
    while number := _tell_some(cohort, now):
        told += number
    if told:
        record(actor=None, action="outreach.interest_told", on=cohort, mails=told)
    return told


@transaction.atomic
def _tell_some(cohort: Cohort, now: dt.datetime) -> int:
    waiting = _waiting(cohort)
    call = cohort.phases.get(kind=PhaseKind.CALL)
    page = f"{settings.BASE_URL}{reverse('programme', args=[cohort.programme.slug])}"

    def values(interest: Interest) -> dict[str, str]:
        return {
            "cohort": in_language(cohort, "name", interest.language),
            "opens": formats.date_format(call.opens_on, "SHORT_DATE_FORMAT"),
            "closes": formats.date_format(call.closes_on, "SHORT_DATE_FORMAT"),
            "page": page,
        }

    mails = _write(
        INTEREST_CALL, waiting, now=now, key=lambda one: f"outreach.interest_call:{cohort.pk}:{one.pk}", values=values
    )
    Notice.objects.bulk_create(
        Notice(interest=interest, cohort=cohort, mail_id=mail.pk) for interest, mail in zip(waiting, mails, strict=True)
    )
    return len(mails)


def _waiting(cohort: Cohort) -> list[Interest]:
    """The next who do not know. One worker at a time tells of a cohort; who leaves meanwhile waits for it, and goes."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    return list(to_tell(cohort).select_for_update(of=("self",))[:BATCH])


@transaction.atomic
def forget_interest(*, now: dt.datetime) -> int:
    """Ask those who said yes two years ago, and delete what was never confirmed, or not confirmed again.

    Returns how many entries went. Safe to do twice. Side effects: mails to those who are asked, a log entry.
    """
    _ask_again(now)
    unconfirmed = Interest.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED)
    silent = Interest.objects.filter(asked_at__lt=now - TO_ANSWER)
    gone = _delete([*unconfirmed.values_list("pk", flat=True), *silent.values_list("pk", flat=True)])
    if gone:
        record(actor=None, action="outreach.interest_forgotten", entries=gone)
    return gone


def _ask_again(now: dt.datetime) -> None:
    due = Interest.objects.confirmed().filter(confirmed_at__lt=now - KEPT, asked_at=None)
    old = list(due.select_related("programme").select_for_update(of=("self",))[:BATCH])
    until = (now + TO_ANSWER).date()
    _write(INTEREST_RENEW, old, now=now, values=lambda _one: {"until": formats.date_format(until, "SHORT_DATE_FORMAT")})
    Interest.objects.filter(pk__in=[interest.pk for interest in old]).update(asked_at=now)


def _delete(ids: Sequence[int]) -> int:
    """Remove entries with everything that hangs on them, and the mails that were written to them.

    Whoever is being told at this moment is told first: the link of that mail goes too.
    """
    list(Interest.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    forget_mails_now(list(InterestLink.objects.filter(interest__in=ids).values_list("mail_id", flat=True)))
    return Interest.objects.filter(pk__in=ids).delete()[1].get("outreach.Interest", 0)


def _write(
    kind: TextKind,
    interests: Sequence[Interest],
    *,
    now: dt.datetime,
    key: Callable[[Interest], str] | None = None,
    values: Callable[[Interest], Mapping[str, str]] = lambda _one: {},
) -> list[Mail]:
    """One mail each, with a link to the reader's own entry and the mail program's button to leave the list.

    The office does not find them among its mails: it needs to know how many are interested, not who.
    """
    tokens = [new_token(SALT) for _one in interests]
    letters = []
    for interest, (token, _stored) in zip(interests, tokens, strict=True):
        with translation.override(interest.language):
            own = values(interest)
        programme = interest.programme
        letters.append(
            Letter(
                kind,
                Address(interest.email, interest.language),
                {
                    "programme": in_language(programme, "name", interest.language),
                    "contact": contact_of(programme),
                    "link": f"{settings.BASE_URL}{reverse('interest-entry', args=[token])}",
                    **own,
                },
                programme_id=programme.pk,
                idempotency_key=key(interest) if key else None,
                unsubscribe=f"{settings.BASE_URL}{reverse('interest-leave', args=[token])}",
                listed=False,
            )
        )
    mails = queue_mails(letters)
    InterestLink.objects.bulk_create(
        InterestLink(interest=interest, token_hash=stored, expires_at=now + _LINKS_LAST, mail_id=mail.pk)
        for interest, (_token, stored), mail in zip(interests, tokens, mails, strict=True)
    )
    return mails
