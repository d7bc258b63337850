"""The mentor connects a calendar and subscribes to their dates."""

from augenhoehe.calendars.models import Source
from augenhoehe.calendars.services import open_feed
from tests.cast import Cast


def connect_calendar(cast: Cast, name: str) -> str:
    """The mentor's calendar has this name; returns the token of the mentor's feed, which says no more than it must."""
    Source.objects.filter(pk=cast.source.pk).update(name=name)
    cast.source.refresh_from_db()
    return open_feed(person=cast.mentor)
