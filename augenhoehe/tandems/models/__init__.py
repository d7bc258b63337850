from .link import ActionLink
from .meeting import FIRST, Meeting, MeetingRecord
from .tandem import Tandem, TandemQuerySet

__all__ = ["FIRST", "ActionLink", "Meeting", "MeetingRecord", "Tandem", "TandemQuerySet"]
