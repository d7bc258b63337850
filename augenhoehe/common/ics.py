"""Calendar text of strangers, read so that nothing of one calendar is left for the next."""

import threading
from typing import Any

_ONE_AT_A_TIME = threading.Lock()


def read_calendars(text: bytes) -> list[Any]:
    """Every VCALENDAR in a text. Raises ValueError, KeyError, IndexError, TypeError or AttributeError for what is none.

    The library remembers time zones by name for the whole process: what one person's file says of "W. Europe Standard
    Time" would move everybody else's appointments. So it forgets them before each text.
    """
    # Loading it takes as long as a page: whoever reads no calendar does not wait for it.
    from icalendar import Calendar
    from icalendar.timezone import tzp

    with _ONE_AT_A_TIME:
        tzp.use_default()
        return [one for one in Calendar.from_ical(text, multiple=True) if one.name == "VCALENDAR"]
