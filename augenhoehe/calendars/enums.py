from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """Where busy times come from."""

    ADDRESS = "address", _("Calendar address (ICS)")
    CALDAV = "caldav", _("CalDAV account")
    PASTED = "pasted", _("Calendar file, once")


class SourceError(models.TextChoices):
    """Why a calendar could not be read."""

    NOT_ALLOWED = "not_allowed", _("The address lies in a network that may not be asked.")
    UNREACHABLE = "unreachable", _("The server does not answer.")
    REFUSED = "refused", _("The server refuses: please check user name and app password.")
    NO_CALENDAR = "no_calendar", _("What is there is no calendar.")
    TOO_LARGE = "too_large", _("The calendar is too large.")
    NO_KEY = "no_key", _("The key it was stored with is gone: please enter it again.")
