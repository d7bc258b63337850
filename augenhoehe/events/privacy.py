"""Which fields of this room say something about a person.

Attendance is recorded for two things: whether somebody has been prepared for their part, and the statement of hours.
No rate, no ranking and no comparison is made of it (there is no function that could).
"""

from augenhoehe.audit.registry import Personal, classify

_RECORD = "as long as the application"
_PLACES = "giving places to people, and the next one to whoever waits"
_MEET = "meeting each other"

classify(
    "events.Event",
    personal={
        "place": Personal(_MEET, "as long as the cohort", exported=False, confidential=True),
        "video_url": Personal(_MEET, "as long as the cohort", exported=False, confidential=True),
    },
    impersonal=(
        *("cohort", "kind", "audience", "title_de", "title_en", "about_de", "about_en", "starts_at", "minutes"),
        *("places", "sign_up_until", "state", "uid", "invited_at", "asked_again_at", "reminded_at"),
    ),
)
classify(
    "events.SignUp",
    personal={
        "application": Personal("who comes", _RECORD),
        "reply": Personal(_PLACES, _RECORD),
        "since": Personal("order of the waiting list", _RECORD),
        "seat": Personal(_PLACES, _RECORD),
        "attendance": Personal("induction, and the statement of hours", _RECORD),
    },
    impersonal=("event", "seats", "sequence"),
)
classify(
    "events.EventLink",
    personal={"application": Personal("whose link it is", "30 days after it has expired")},
    impersonal=("event", "token_hash", "expires_at", "used_at"),
)
classify(
    "events.PreparationLink",
    personal={"application": Personal("whose link it is", "30 days after it has expired")},
    impersonal=("token_hash", "expires_at", "used_at"),
)
classify(
    "events.Preparation",
    personal={
        "application": Personal("who has prepared for the first talk", _RECORD),
        "confirmed_at": Personal("who has prepared for the first talk", _RECORD),
        "statements": Personal("what was confirmed", _RECORD),
    },
)
