"""Meetings are numbered as they follow each other in the calendar; what fell through does not count."""

from django.db.models import F

from ..enums import MeetingState
from ..models import Tandem

COUNTED = (MeetingState.PLANNED, MeetingState.HELD)
_OUT_OF_THE_WAY = 10_000


def next_number(tandem: Tandem) -> int:
    """The number of the meeting that is planned next."""
    return tandem.meetings.filter(state__in=COUNTED).count() + 1


def renumber(tandem: Tandem) -> None:
    """Put the numbers right after a date was added, moved or cancelled. One query where they are."""
    counted = tandem.meetings.filter(state__in=COUNTED)
    rows = list(counted.order_by("starts_at", "pk").values_list("pk", "number"))
    wrong = {pk: number for number, (pk, stored) in enumerate(rows, 1) if stored != number}
    if not wrong:
        return
    # A number is unique among the planned ones: all step aside before each takes its own.
    tandem.meetings.filter(pk__in=wrong).update(number=F("number") + _OUT_OF_THE_WAY)
    for pk, number in wrong.items():
        tandem.meetings.filter(pk=pk).update(number=number)
