"""What a business act can be refused for. Each says so in words for the person who tried."""

from django.utils.translation import gettext as _


class TandemError(Exception):
    """An act that the tandem's state, or somebody else's act, does not permit."""

    def message(self) -> str:
        return _("This is not possible any more. Please look at the page again.")


class AlreadyAnsweredError(TandemError):
    """This side gave its answer before, or the tandem is past the question."""

    def message(self) -> str:
        return _("This question is settled already. There is nothing left to do.")


class MeetingPlannedError(TandemError):
    """The two have a date already."""

    def message(self) -> str:
        return _("There is a date already. You can move or cancel it.")


class NotBegunError(TandemError):
    """Nobody can know yet whether the meeting took place."""

    def message(self) -> str:
        return _("This meeting has not begun yet.")


class AlreadyRecordedError(TandemError):
    """Somebody has said already whether the meeting took place."""

    def message(self) -> str:
        return _("It is entered already whether this meeting took place. You can change it on its page.")


class SeriesOpenError(TandemError):
    """A proposal waits for an answer already."""

    def message(self) -> str:
        return _("Dates are proposed already. They wait for an answer.")


class NothingProposedError(TandemError):
    """A series without a date."""

    def message(self) -> str:
        return _("Please choose at least one date.")


class PlaceTakenError(TandemError):
    """Another tandem has the neutral place then."""

    def message(self) -> str:
        return _("Another tandem has this place then. Please choose another time, or another place.")


class NotPreparedError(TandemError):
    """The mentee has not done the preparation, which comes before the first talk."""

    def message(self) -> str:
        return _("The preparation comes first: as soon as it is done, you can fix the date.")


class PublicationError(TandemError):
    """A run that cannot be published; `problems` name why, a sentence each."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems

    def message(self) -> str:
        return " ".join(self.problems)


class SamePersonError(PublicationError):
    """Four eyes: who handed the run in cannot approve it."""

    def __init__(self) -> None:
        super().__init__(_("You handed in these proposals yourself, so a second person has to approve them."))
