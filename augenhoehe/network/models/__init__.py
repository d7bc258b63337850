from .circle import Circle, CircleDate, CircleMember
from .entry import AlumniEntry, LeaveLink
from .picture import Picture

__all__ = ["AlumniEntry", "Circle", "CircleDate", "CircleMember", "LeaveLink", "Picture"]
