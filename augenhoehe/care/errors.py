"""What an act of this room can be refused for, beside what a tandem's state does not permit."""

from django.utils.translation import gettext as _

from augenhoehe.tandems.errors import TandemError


class TooLongError(TandemError):
    """More than three months in all."""

    def message(self) -> str:
        return _("A tandem can be extended by three months in all. Please choose fewer.")


class AskedAlreadyError(TandemError):
    """One of the two has asked for an extension, and it is not settled yet."""

    def message(self) -> str:
        return _("An extension is asked for already. Please look at the page again.")
