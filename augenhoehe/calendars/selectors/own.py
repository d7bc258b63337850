from typing import TypeVar

from django.db.models import QuerySet

from augenhoehe.people.models import Person

from ..models import Feed, Mailbox, Source, WeeklyHours

Own = TypeVar("Own", WeeklyHours, Mailbox)


def own_row(model: type[Own], person: Person) -> Own:
    """The person's row, or one that is not stored, with version 0."""
    return model.objects.filter(person=person).first() or model(person=person, version=0)


def sources_of(person: Person) -> QuerySet[Source]:
    """The person's own calendars, without what is sealed and without the times."""
    return Source.objects.filter(person=person).defer("sealed", "busy")


def feed_of(person: Person) -> Feed | None:
    return Feed.objects.filter(person=person).first()


def feed_by_hash(token_hash: str) -> Feed | None:
    """The feed an address belongs to, unless it was switched off or its person may no longer come in."""
    return Feed.objects.filter(token_hash=token_hash, person__is_active=True).select_related("person").first()
