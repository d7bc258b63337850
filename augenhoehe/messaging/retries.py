"""When a mail that was not accepted is tried again, and when it is given up."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

LEASE: Final = timedelta(minutes=5)
"""How long a worker has for one mail; longer than the SMTP conversation's own timeouts together."""

PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)

OUTAGE_PAUSE: Final = timedelta(minutes=1)
"""Nobody can be reached: the mails wait, and no attempt is counted against them."""


@dataclass(frozen=True)
class Refusal:
    """Why a mail was not accepted. `permanent`: trying again would not help."""

    reason: str
    permanent: bool


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after this many attempts; None: give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def refusal_of(error: Exception) -> Refusal:
    """What the mail server's answer means for this mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()), (0, b""))
        return Refusal(_reason(code, text), code >= 500)
    # A refused sender is the installation's fault, not the recipient's: somebody will put it right.
    if isinstance(error, smtplib.SMTPResponseException):
        return Refusal(
            _reason(error.smtp_code, error.smtp_error),
            isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500,
        )
    # A header with a line end in it, an address that no mail server can read.
    return Refusal(f"{type(error).__name__}: {error}"[:300], isinstance(error, ValueError))


def _reason(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:300]
