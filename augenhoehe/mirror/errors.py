"""What an act can be refused for. Each says so in words for the person who tried."""

from django.utils.translation import gettext as _

from .rules import MOST_STATEMENTS


class MirrorError(Exception):
    """An act that the tandem's state, its dates, or an earlier act does not permit."""

    def message(self) -> str:
        return _("This is not possible any more. Please look at the page again.")


class IncompleteError(MirrorError):
    """Something is not answered yet."""

    def message(self) -> str:
        return _("Some answers are still missing. Please fill them in, then send.")


class TooManyStatementsError(MirrorError):
    """More than anybody answers twice."""

    def message(self) -> str:
        return _("There are %(number)d statements in use already. Please take one out first.") % {
            "number": MOST_STATEMENTS
        }


class LastStatementError(MirrorError):
    """A mirror without a statement shows nothing."""

    def message(self) -> str:
        return _("At least one statement stays in use. To do without the mirror, switch the part off.")
