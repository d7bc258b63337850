"""Days and times in words, in the language that is active and the installation's time zone."""

import calendar
import datetime as dt

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day(moment: dt.datetime) -> str:
    """A date with its weekday."""
    return date_format(timezone.localtime(moment), "l, j. F Y" if translation.get_language() == "de" else "l, j F Y")


def months_later(start: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last: six months after 31 August is 28 February."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def moment(starts_at: dt.datetime, minutes: int) -> str:
    """Day, begin and end."""
    begin = timezone.localtime(starts_at)
    end = timezone.localtime(starts_at + dt.timedelta(minutes=minutes))
    return _("%(day)s, %(begin)s to %(end)s") % {
        "day": day(starts_at),
        "begin": f"{begin:%H:%M}",
        "end": f"{end:%H:%M}",
    }
