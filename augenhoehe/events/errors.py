"""What a business act can be refused for. Each says so in words for the person who tried."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class EventError(Exception):
    """An act that the event's state, or somebody else's act, does not permit."""

    def message(self) -> str:
        return _("This is not possible any more. Please look at the page again.")


class SignUpClosedError(EventError):
    """The last day to sign up is past, or the event has begun or been cancelled."""

    def message(self) -> str:
        return _("Signing up is over for this event. If you still want to come, please write to the programme office.")


class NotInvitedError(EventError):
    """Somebody whom the event is not for."""

    def message(self) -> str:
        return _("This event is not for this person: they are not admitted, or on the other side.")


class TooFewPlacesError(EventError):
    """Fewer places than people who have one."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken

    def message(self) -> str:
        text = ngettext(
            "%(number)d person has a place already. There cannot be fewer places than that.",
            "%(number)d people have a place already. There cannot be fewer places than that.",
            self.taken,
        )
        return text % {"number": self.taken}


class OtherSideSignedUpError(EventError):
    """The event would no longer be for people who have answered it."""

    def message(self) -> str:
        return _("People of the other side have answered already, so the event has to stay open to them.")


class AttendanceChangedError(EventError):
    """Somebody else recorded something else for the same person; `rows` are those sign-ups."""

    def __init__(self, rows: list[Any]) -> None:
        super().__init__(rows)
        self.rows = rows

    def message(self) -> str:
        return _("Somebody has recorded something else in the meantime. Please check these people and save again.")


class AlreadyPreparedError(EventError):
    """The statements are confirmed already, or nobody asks for them."""

    def message(self) -> str:
        return _("You have done the preparation already. There is nothing left to do.")
