"""A person's dates as an address to subscribe to: made, renewed, switched off."""

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.links import new_token
from augenhoehe.people.models import Person

from ..models import Feed

SALT = "calendars.feed"


@transaction.atomic
def open_feed(*, person: Person) -> str:
    """A new address; the one before, where there was one, ends at once. Returns the token, which is stored nowhere.

    Side effect: a log entry.
    """
    token, token_hash = new_token(SALT)
    feed, created = Feed.objects.update_or_create(person=person, defaults={"token_hash": token_hash})
    record(actor=person, action="calendars.feed_opened" if created else "calendars.feed_renewed", on=feed)
    return token


@transaction.atomic
def change_feed(*, feed: Feed, version: int, discreet: bool, actor: Person) -> Feed:
    """Let the address say more, or less; it stays the same one. Raises StaleError. Side effect: a log entry."""
    feed.save_version(version, discreet=discreet)
    record(actor=actor, action="calendars.feed_changed", on=feed, discreet=discreet)
    return feed


@transaction.atomic
def close_feed(*, person: Person) -> None:
    """End the address; ending it again changes nothing. Side effect: a log entry."""
    feed = Feed.objects.filter(person=person).first()
    if feed is not None:
        record(actor=person, action="calendars.feed_closed", on=feed)
        feed.delete()
