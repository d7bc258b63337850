"""What an act can be refused for. Each says so in words for the person who tried."""

from django.utils.translation import gettext as _


class UndertakingError(Exception):
    """An act that the state of the tandem, or somebody else's act, does not permit."""

    def message(self) -> str:
        return _("This is not possible any more. Please look at the page again.")


class TooManyStepsError(UndertakingError):
    """More steps than anybody keeps an eye on."""

    def message(self) -> str:
        return _("There are very many steps already. Please delete some that are done.")
