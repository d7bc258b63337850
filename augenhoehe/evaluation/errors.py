class ReportError(Exception):
    """A report does not allow this now."""


class PublishedError(ReportError):
    """It can be read by everybody: what it says is not changed under its readers; withdraw it first."""


class NotAgreedError(ReportError):
    """Not everybody who takes part has agreed to the words as they stand."""


class NothingToTellError(ReportError):
    """No tandem has been confirmed by both, so there is nothing to report."""


class UnknownLinkError(ReportError):
    """Nobody was ever sent this link."""
