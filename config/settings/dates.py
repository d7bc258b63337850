"""When people meet, and which calendars may be asked about it."""

from augenhoehe.calendars.planning import Week
from augenhoehe.calendars.reading.guard import Guard

from .environment import env

OFFICE_HOURS = Week.parse(env("OFFICE_HOURS"))
TRAVEL_MINUTES: int = env("TRAVEL_MINUTES")
CALENDAR_GUARD = Guard.parse(env("CALENDAR_HOSTS"))
