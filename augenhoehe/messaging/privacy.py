"""What is stored about people here, why, and for how long."""

from augenhoehe.audit.registry import Erasure, Personal, classify

_OUTBOX = "to deliver the mail, and to show the office whether it arrived"
_TEXT = "to deliver the mail; codes and one-time links go a day after it was sent"
_ROW = "12 months"

classify(
    "messaging.Mail",
    personal={
        "person_id": Personal(_OUTBOX, _ROW),
        "recipient": Personal(_OUTBOX, _ROW),
        "subject": Personal(_TEXT, "90 days"),
        "text": Personal(_TEXT, "90 days", confidential=True),
        "html": Personal(_TEXT, "90 days", exported=False, confidential=True),
        "calendar": Personal(_TEXT, "90 days", exported=False),
        "unsubscribe": Personal("to leave a list by one click", "90 days", exported=False),
        "language": Personal(_OUTBOX, _ROW),
        "message_id": Personal("to recognise the mail in the mail server's log", _ROW),
        "state": Personal(_OUTBOX, _ROW),
        "sent_at": Personal(_OUTBOX, _ROW),
        "error": Personal("the mail server's answer, so that the office can help", _ROW, Erasure.DELETE_ROW),
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
)
classify("messaging.Wording", personal={}, impersonal=("programme_id", "key", "language", "subject", "body"))
classify("messaging.JobTurn", personal={}, impersonal=("name", "due_at"))
classify("messaging.WorkerPulse", personal={}, impersonal=("worker", "at"))
