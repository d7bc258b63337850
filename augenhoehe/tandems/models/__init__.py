from .link import ActionLink, DateLink
from .meeting import FIRST, Meeting, MeetingRecord
from .series import Series, SeriesDate
from .tally import TagTally
from .tandem import Tandem, TandemQuerySet

__all__ = [
    "FIRST",
    "ActionLink",
    "DateLink",
    "Meeting",
    "MeetingRecord",
    "Series",
    "SeriesDate",
    "TagTally",
    "Tandem",
    "TandemQuerySet",
]
