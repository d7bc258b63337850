from .link import ActionLink, DateLink
from .meeting import FIRST, Meeting, MeetingRecord
from .series import Series, SeriesDate
from .tandem import Tandem, TandemQuerySet

__all__ = [
    "FIRST",
    "ActionLink",
    "DateLink",
    "Meeting",
    "MeetingRecord",
    "Series",
    "SeriesDate",
    "Tandem",
    "TandemQuerySet",
]
