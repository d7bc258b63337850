"""Why a time is suggested, in words: what speaks against it, so that whoever chooses knows as much as the search.

That there is little air around a time is not told: one of the two would learn when the other is busy.
"""

from collections.abc import Callable
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .planning import Cause, Missing, Note, Option


def why(option: Option, *, meant: bool = True) -> str:
    """What speaks against a time, or that nothing does. `meant`: it belongs to a day, and how far off counts."""
    against = [_days_off(option.off)] if meant and option.off else []
    against += [_("another weekday than the others")] if option.other_weekday else []
    against += [_TOLD[note]() for note in option.notes if note in _TOLD]
    return capfirst(", ".join(against)) if against else _("Nothing speaks against it")


def why_missing(missing: Missing) -> str:
    """Why a date could not be found, and what would help."""
    return _CAUSES[missing.cause]()


def _days_off(off: int) -> str:
    count = abs(off)
    if off < 0:
        return ngettext("%(count)d day earlier than planned", "%(count)d days earlier than planned", count) % {
            "count": count
        }
    return ngettext("%(count)d day later than planned", "%(count)d days later than planned", count) % {"count": count}


_TOLD: Final[dict[Note, Callable[[], str]]] = {
    Note.LUNCH: lambda: _("over lunch"),
    Note.FRIDAY_AFTERNOON: lambda: _("on Friday afternoon"),
    Note.EARLY: lambda: _("before nine in the morning"),
    Note.LATE: lambda: _("until after half past four"),
}

_CAUSES: Final[dict[Cause, Callable[[], str]]] = {
    Cause.NO_COMMON_HOURS: lambda: _("Around then your weekly hours have no stretch in common that is long enough."),
    Cause.NO_WORKING_DAY: lambda: _("There is no working day around then."),
    Cause.AFTER_THE_END: lambda: _("A month after the date before, your time together is over."),
    Cause.BUSY: lambda: _("Around then there is no time at which both of you are free."),
    Cause.TOO_CLOSE: lambda: _("Around then every free time lies less than two weeks from another of your dates."),
}
