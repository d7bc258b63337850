"""From a row of the outbox to a mail as it goes over the wire."""

from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from .models import Mail
from .sender import installation_organizer


def compose(mail: Mail, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The mail with text, HTML and, where there is one, its calendar object.

    The object goes along twice: as an alternative, which Outlook turns into an invitation, and as a file, which
    everybody can open. Sent again, the mail keeps its Message-ID. Django refuses a header with a line end in it when
    the mail is built (BadHeaderError, a ValueError).
    """
    sender = installation_organizer()
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=formataddr((sender.name, sender.email)),
        to=[mail.recipient],
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            "Content-Language": mail.language,
            **_way_out(mail),
        },
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
        message.attach("invite.ics", mail.calendar.encode(), "application/ics")
    return message


def _way_out(mail: Mail) -> dict[str, str]:
    """The button with which mail programs leave a list for their reader: one POST, no page (RFC 8058)."""
    if not mail.unsubscribe:
        return {}
    return {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
