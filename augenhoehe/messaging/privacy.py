"""What is stored about people here, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, OFFICE, SELF, Erasure, Personal, classify

_OUTBOX = _("to deliver the mail, and to show the office whether it arrived")
_TEXT = _("to deliver the mail; codes and one-time links go a day after it was sent")
_ROW = _("12 months")

classify(
    "messaging.Mail",
    personal={
        "person_id": Personal(_OUTBOX, _ROW),
        "recipient": Personal(_OUTBOX, _ROW),
        "subject": Personal(_TEXT, _("90 days")),
        "text": Personal(_TEXT, _("90 days"), confidential=True),
        "html": Personal(_TEXT, _("90 days"), exported=False, confidential=True),
        "calendar": Personal(_TEXT, _("90 days"), exported=False),
        "unsubscribe": Personal(_("to leave a list by one click"), _("90 days"), exported=False),
        "language": Personal(_OUTBOX, _ROW),
        "message_id": Personal(_("to recognise the mail in the mail server's log"), _ROW),
        "state": Personal(_OUTBOX, _ROW),
        "sent_at": Personal(_OUTBOX, _ROW),
        "error": Personal(_("the mail server's answer, so that the office can help"), _ROW, Erasure.DELETE_ROW),
    },
    impersonal=(
        "key",
        "programme_id",
        "calendar_method",
        "idempotency_key",
        "secret",
        "attempts",
        "due_at",
        "leased_until",
    ),
    readers=(SELF, OFFICE),
    apart={"html": (SELF,), "calendar": (SELF,), "unsubscribe": (SELF,), "message_id": NOBODY},
)
classify("messaging.Wording", personal={}, impersonal=("programme_id", "key", "language", "subject", "body"))
classify("messaging.JobTurn", personal={}, impersonal=("name", "due_at"))
classify("messaging.InboxMark", personal={}, impersonal=("validity", "last_uid"))
classify("messaging.WorkerPulse", personal={}, impersonal=("worker", "at"))
