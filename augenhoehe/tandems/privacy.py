"""Which fields of this room say something about a person, why they are kept, and who reads them.

Who sees what. The two partners: the released profile of the other (selectors/profile.py), the reasons in words, their
own answers, the meeting. The office: that the tandem exists, its state, how many answers are missing (not whose), day,
time, length and mode of the meeting (selectors/office.py). Nobody: who declined. It is not stored: a "no" ends the
tandem, and the end wipes both sides' answers; the log entry has no actor.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import ASSISTANT, NOBODY, OFFICE, PARTNER, SELF, Personal, classify

_RECORD = _("12 months after the end of the tandem")
_PAIR = _("12 months after the end of the tandem; what did not come about: until the cohort ends")
_OPEN = _("until both have answered; wiped when the tandem does not come about")
_TALKS = _("meeting each other")
_PROPOSED = _("until the proposal is taken or withdrawn")
_BETWEEN = ("mentor_reply", "mentee_reply", "counter_at", "counter_minutes", "counter_by")
"""What of a date the two alone read."""


def _answer(what: Any) -> Personal:
    return Personal(purpose=what, retention=_OPEN, confidential=True)


classify(
    "tandems.Tandem",
    personal={
        "mentor": Personal(_("who belongs to the tandem"), _PAIR),
        "mentee": Personal(_("who belongs to the tandem"), _PAIR),
        "state": Personal(_("how far the tandem is"), _PAIR),
        "begins_on": Personal(_("the months that are agreed on"), _RECORD),
        "ends_on": Personal(_("the months that are agreed on"), _RECORD),
        "score": Personal(_("the fit when it was proposed, for the office"), _RECORD),
        "reasons": Personal(_("why these two were proposed to each other"), _RECORD),
        "mentor_answer": _answer(_("whether the mentor accepts")),
        "mentee_answer": _answer(_("whether the mentee accepts")),
        "mentor_confirms": _answer(_("whether the mentor goes on after the first talk")),
        "mentee_confirms": _answer(_("whether the mentee goes on after the first talk")),
    },
    impersonal=(
        "cohort", "proposal", "place", "capacity", "answer_by", "confirm_by", "reminded_at", "confirm_asked_at",
    ),
    readers=(SELF, PARTNER, OFFICE),
    apart={
        "score": (OFFICE,),
        **dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), (SELF,)),
    },
)  # fmt: skip
classify(
    "tandems.Meeting",
    personal={
        "starts_at": Personal(_TALKS, _RECORD),
        "minutes": Personal(_("statement of hours"), _RECORD),
        "mode": Personal(_TALKS, _RECORD),
        "place": Personal(_TALKS, _RECORD, confidential=True),
        "video_url": Personal(_TALKS, _RECORD, confidential=True),
        "state": Personal(_TALKS, _RECORD),
        "mentor_reply": Personal(_TALKS, _RECORD),
        "mentee_reply": Personal(_TALKS, _RECORD),
        "counter_at": Personal(_TALKS, _RECORD),
        "counter_minutes": Personal(_TALKS, _RECORD),
        "counter_by": Personal(_TALKS, _RECORD),
    },
    impersonal=("tandem", "number", "uid", "sequence", "reminded_at", "asked_at"),
    readers=(SELF, PARTNER, OFFICE, ASSISTANT),
    apart={
        **dict.fromkeys(_BETWEEN, (SELF, PARTNER)),
        **dict.fromkeys(("place", "video_url"), (SELF, PARTNER, ASSISTANT)),
    },
)
classify(
    "tandems.Series",
    personal={"proposed_by": Personal(_TALKS, _RECORD), "state": Personal(_TALKS, _RECORD)},
    impersonal=("tandem",),
    readers=(SELF, PARTNER),
)
classify(
    "tandems.SeriesDate",
    personal={
        "starts_at": Personal(_TALKS, _PROPOSED),
        "minutes": Personal(_TALKS, _PROPOSED),
        "mode": Personal(_TALKS, _PROPOSED),
        "place": Personal(_TALKS, _PROPOSED, confidential=True),
        "video_url": Personal(_TALKS, _PROPOSED, confidential=True),
    },
    impersonal=("series",),
    readers=(SELF, PARTNER, ASSISTANT),
)
classify(
    "tandems.DateLink",
    personal={"side": Personal(_("whose link it is"), _RECORD)},
    impersonal=("meeting", "series", "token_hash", "expires_at", "used_at"),
    readers=NOBODY,
)
classify(
    "tandems.MeetingRecord",
    personal={
        "minutes": Personal(_("statement of hours"), _RECORD),
        "mode": Personal(_TALKS, _RECORD),
        "aspects": Personal(_("what the programme is about, as sums of five tandems or more"), _RECORD),
        "topics": Personal(_("what the programme is about, as sums of five tandems or more"), _RECORD),
    },
    impersonal=("meeting",),
    readers=(SELF, PARTNER, OFFICE),
    apart={"aspects": (SELF, PARTNER), "topics": (SELF, PARTNER)},
)
classify(
    "tandems.TagTally",
    personal={},
    impersonal=("cohort", "counted_at", "tandems", "meetings", "minutes", "by_video", "aspects", "topics"),
)
classify(
    "tandems.ActionLink",
    personal={
        "side": Personal(_("whose link it is"), _OPEN),
        "used_at": Personal(_("a link works once"), _OPEN, confidential=True),
    },
    impersonal=("tandem", "purpose", "token_hash", "expires_at"),
    readers=NOBODY,
    apart={"used_at": (SELF,)},
)
