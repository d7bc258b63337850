from typing import Any

from django.utils.translation import gettext_lazy as _


class RecognitionError(Exception):
    """Something else happened first, or it is not possible now."""

    text: Any = _("This has changed in the meantime. Please look again.")

    def message(self) -> str:
        return str(self.text)


class NobodyReadyError(RecognitionError):
    text = _("Nobody is waiting for a certificate.")


class UnderWayError(RecognitionError):
    text = _("Certificates are being issued right now.")


class PreviewOutdatedError(RecognitionError):
    text = _("Who gets a certificate has changed since you looked. Please check the list once more.")


class NoBadgeError(RecognitionError):
    text = _("There are no badges at the moment.")


class NothingToWishError(RecognitionError):
    text = _("There is nothing in the catalogue yet.")


class RoundClosedError(RecognitionError):
    text = _("This is not possible at the moment: the round is at another stage.")


class TooManyBenefitsError(RecognitionError):
    text = _("The catalogue is full. Please take something out first.")


class ProposalOutdatedError(RecognitionError):
    text = _("Something has changed since you looked. Please check the proposal once more.")
