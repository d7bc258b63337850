"""Who mails come from, and who invites. Without the calendar library, which takes a while to load."""

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings


@dataclass(frozen=True)
class Attendee:
    """`accepted`: who has said yes already is not asked again by their calendar."""

    name: str
    email: str
    accepted: bool = False


def installation_organizer() -> Attendee:
    """The mailbox that MAIL_FROM names, under the product's name where it has none of its own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Attendee(name or settings.PRODUCT_NAME, address)
