"""A result goes into the library when both have agreed to exactly the same text, and leaves it when either wants."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.doors import SHARED
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem
from augenhoehe.topics.models import Topic

from ..enums import LibraryState
from ..errors import UndertakingError
from ..models import Ending, Publication
from . import mails
from .undertaking import open_tandem

TEXTS: Final = ("language", "title", "teaser", "text", "kind", "department", "byline")
NOBODY_AGREES: Final = {"mentor_agreed_at": None, "mentee_agreed_at": None}


@transaction.atomic
def write_publication(
    *,
    tandem: Tandem,
    actor: Person,
    version: int,
    changes: dict[str, Any],
    topics: Collection[Topic],
    named: bool,
    now: dt.datetime,
) -> Publication:
    """The text for the library, worded for the first time (version 0) or anew; nobody agrees to it yet.

    named: both names stand below it. What is in the library already stays there, as it is, until both agree to this.
    Raises StaleError, and UndertakingError once the tandem is over. Side effect: a log entry.
    """
    stored, _side = open_tandem(tandem, actor)
    values = {**changes, "byline": _byline(stored) if named else ""}
    known = Publication.objects.filter(tandem=stored, state=LibraryState.OPEN).first()
    if known is None:
        people = {side.value: stored.application_of(side).person for side in Side}
        known = Publication.objects.create(
            programme_id=stored.cohort.programme_id, tandem=stored, **people, **values
        )  # fmt: skip
    else:
        known.save_version(version, updated_at=now, **values, **NOBODY_AGREES)
    known.topics.set(topics)
    record(actor=actor, action="undertakings.publication_worded", on=known)
    return known


def _byline(tandem: Tandem) -> str:
    return ", ".join(tandem.application_of(side).person.get_full_name() for side in (Side.MENTEE, Side.MENTOR))


@transaction.atomic
def agree_to_publication(*, tandem: Tandem, actor: Person, version: int, now: dt.datetime) -> Publication:
    """One of the two agrees to the text with this version; with the second yes it is in the library.

    A yes to one's own earlier yes changes nothing. Raises StaleError when the text has changed since it was read, and
    UndertakingError where there is nothing to agree to. Side effects: a log entry; the first yes asks the partner by
    mail, the second tells both.
    """
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    known = Publication.objects.filter(tandem=stored, state=LibraryState.OPEN).first()
    if side is None or known is None or stored.state not in SHARED:
        raise UndertakingError
    if known.agreed_at(side) is not None:
        return known
    if known.version != version:
        raise StaleError
    # The text stays what it is, so its version does too: the partner agrees to the version they have read.
    Publication.objects.filter(pk=known.pk).update(**{f"{side}_agreed_at": now}, updated_at=now)
    known.refresh_from_db()
    record(actor=actor, action="undertakings.publication_agreed", on=known)
    if known.mentor_agreed_at is None or known.mentee_agreed_at is None:
        mails.send_consent_asked(stored, to=Side.MENTEE if side == Side.MENTOR else Side.MENTOR, publication=known)
        return known
    return _publish(known, stored, now)


def _publish(agreed: Publication, tandem: Tandem, now: dt.datetime) -> Publication:
    """Into the library; a page that is there already keeps its address and gets the new text."""
    values = {name: getattr(agreed, name) for name in (*TEXTS, *NOBODY_AGREES)}
    shown = Publication.objects.filter(tandem=tandem, state=LibraryState.PUBLISHED).first()
    if shown is not None:
        topics = list(agreed.topics.all())
        agreed.delete()
        shown.save_version(shown.version, updated_at=now, **values)
        shown.topics.set(topics)
    else:
        shown = agreed
        shown.save_version(
            shown.version, state=LibraryState.PUBLISHED, published_on=timezone.localdate(now), updated_at=now
        )
    record(actor=None, action="undertakings.published", on=shown)
    mails.send_published(shown, tandem, now)
    return shown


@transaction.atomic
def take_back_consent(*, tandem: Tandem, actor: Person, now: dt.datetime) -> None:
    """One of the two no longer agrees to a text that is not in the library yet. Side effect: a log entry."""
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    waiting = Publication.objects.filter(tandem=stored, state=LibraryState.OPEN)
    if waiting.update(**{f"{side}_agreed_at": None}, updated_at=now):
        record(actor=actor, action="undertakings.consent_taken_back", on=stored)


@transaction.atomic
def withdraw_publication(*, publication: Publication, actor: Person, now: dt.datetime) -> None:
    """Either of the two takes a result out of the library, at once and without a reason.

    Its text stays between the two, where there is no newer one, and needs both consents anew; where the tandem's texts
    are gone already, it goes with them. Raises UndertakingError for anybody else. Side effects: a log entry, and a mail
    to the partner, since it was theirs as well.
    """
    if actor.pk not in (publication.mentor_id, publication.mentee_id):
        raise UndertakingError
    if _take_out(publication, now):
        record(actor=actor, action="undertakings.withdrawn", on=publication)
        mails.send_withdrawn(publication, by=actor)


@transaction.atomic
def take_down(*, publication: Publication, actor: Person, message: str, now: dt.datetime) -> None:
    """The office, which answers for its pages, takes a result off them; both authors read why.

    The text is theirs again, to be worded anew. Side effects: a log entry, a mail to both. The caller has checked that
    the actor runs the programme.
    """
    if _take_out(publication, now):
        record(actor=actor, action="undertakings.taken_down", on=publication)
        mails.send_taken_down(publication, message)


def _take_out(publication: Publication, now: dt.datetime) -> bool:
    """Whether it was in the library; it is not any more."""
    stored = Publication.objects.select_for_update().filter(pk=publication.pk, state=LibraryState.PUBLISHED).first()
    if stored is None:
        return False
    newer = Publication.objects.filter(tandem=stored.tandem_id, state=LibraryState.OPEN).exists()
    past = (
        stored.tandem_id is None or Ending.objects.filter(tandem=stored.tandem_id).exclude(texts_gone_on=None).exists()
    )
    if newer or past:
        stored.delete()
    else:
        stored.save_version(stored.version, state=LibraryState.OPEN, published_on=None, updated_at=now, **NOBODY_AGREES)
    return True
