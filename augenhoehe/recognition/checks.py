from typing import Any

from django.core.checks import CheckMessage, Error, register

from .badges.keys import KeyFaultError, configured_key


@register
def badge_key(**_kwargs: Any) -> list[CheckMessage]:
    """A key that cannot sign is found on starting, not by the first person who wants their badge."""
    try:
        configured_key()
    except KeyFaultError:
        return [
            Error(
                "BADGE_KEY is no RSA private key of 2048 bits or more in PEM.",
                hint="augenhoehe admin badge_key new FILE makes one.",
                id="recognition.E001",
            )
        ]
    return []
