"""What this room knows of people: whom the office talked with, and what it noted.

The office alone reads the notes; the mentor reads those of their own talk once the office has handed them out.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import OFFICE, SELF, Erasure, Personal, classify

_KEPT = _("12 months after the end of the cohort")

classify("feedback.Question", personal={}, impersonal=("programme", "text_de", "text_en", "position", "active"))
classify("feedback.Theme", personal={}, impersonal=("programme", "name"))
classify(
    "feedback.Talk",
    personal={
        "mentor": Personal(_("with whom the office talks"), _KEPT),
        "holder": Personal(_("who talks for the office"), _KEPT, Erasure.BLANK),
        "starts_at": Personal(_("when they talk"), _KEPT),
        "place": Personal(_("where they talk"), _KEPT),
        "reply": Personal(_("what the mentor’s calendar answered to the date"), _KEPT),
        "counter_at": Personal(_("when the mentor would rather talk"), _KEPT),
        "held_on": Personal(_("when they talked"), _KEPT),
        "themes": Personal(_("what several mentors spoke of"), _KEPT),
        "notes": Personal(_("what the mentor said of the programme, for the next cohort"), _KEPT, confidential=True),
        "requested_at": Personal(_("that the mentor wants to read the notes"), _KEPT),
        "handed_out_at": Personal(_("since when the mentor may read them"), _KEPT),
    },
    impersonal=("cohort", "state", "minutes", "uid", "sequence"),
    readers=(SELF, OFFICE),
)
