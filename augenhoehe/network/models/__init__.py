from .entry import AlumniEntry, LeaveLink
from .picture import Picture

__all__ = ["AlumniEntry", "LeaveLink", "Picture"]
