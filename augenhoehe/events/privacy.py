"""Which fields of this room say something about a person.

Attendance is recorded for two things: whether somebody has been prepared for their part, and the statement of hours.
No rate, no ranking and no comparison is made of it (there is no function that could).
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, OFFICE, SELF, Personal, classify

_RECORD = _("as long as the application")
_PLACES = _("giving places to people, and the next one to whoever waits")
_MEET = _("meeting each other")

classify(
    "events.Event",
    personal={
        "place": Personal(_MEET, _("as long as the cohort"), exported=False, confidential=True),
        "video_url": Personal(_MEET, _("as long as the cohort"), exported=False, confidential=True),
    },
    impersonal=(
        *("cohort", "kind", "audience", "title_de", "title_en", "about_de", "about_en", "starts_at", "minutes"),
        *("places", "sign_up_until", "state", "uid", "invited_at", "asked_again_at", "reminded_at"),
    ),
    readers=(SELF, OFFICE),
)
classify(
    "events.SignUp",
    personal={
        "application": Personal(_("who comes"), _RECORD),
        "reply": Personal(_PLACES, _RECORD),
        "since": Personal(_("order of the waiting list"), _RECORD),
        "seat": Personal(_PLACES, _RECORD),
        "attendance": Personal(_("induction, and the statement of hours"), _RECORD),
    },
    impersonal=("event", "seats", "sequence"),
    readers=(SELF, OFFICE),
)
classify(
    "events.EventLink",
    personal={"application": Personal(_("whose link it is"), _("30 days after it has expired"))},
    impersonal=("event", "token_hash", "expires_at", "used_at"),
    readers=NOBODY,
)
classify(
    "events.PreparationLink",
    personal={"application": Personal(_("whose link it is"), _("30 days after it has expired"))},
    impersonal=("token_hash", "expires_at", "used_at"),
    readers=NOBODY,
)
classify(
    "events.Preparation",
    personal={
        "application": Personal(_("who has prepared for the first talk"), _RECORD),
        "confirmed_at": Personal(_("who has prepared for the first talk"), _RECORD),
        "statements": Personal(_("what was confirmed"), _RECORD),
    },
    readers=(SELF, OFFICE),
)
