"""What an act can be refused for. Each says so in words for the person who tried."""

from django.utils.translation import gettext as _


class NetworkError(Exception):
    """An act that the cohort, or somebody else's act, does not permit."""

    def message(self) -> str:
        return _("This is not possible any more. Please look at the page again.")


class NotYoursError(NetworkError):
    """Somebody who neither convenes the circle nor runs the cohort."""
