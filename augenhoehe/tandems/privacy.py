"""Which fields of this room say something about a person, why they are kept, and who reads them.

Who sees what. The two partners: the released profile of the other (selectors/profile.py), the reasons in words, their
own answers, the meeting. The office: that the tandem exists, its state, how many answers are missing (not whose), day,
time, length and mode of the meeting (selectors/office.py). Nobody: who declined. It is not stored: a "no" ends the
tandem, and the end wipes both sides' answers; the log entry has no actor.
"""

from augenhoehe.audit.registry import Personal, classify

_RECORD = "12 months after the end of the tandem"
_OPEN = "until both have answered; wiped when the tandem does not come about"
_TALKS = "meeting each other"


def _answer(what: str) -> Personal:
    return Personal(purpose=what, retention=_OPEN, confidential=True)


classify(
    "tandems.Tandem",
    personal={
        "mentor": Personal("who belongs to the tandem", _RECORD),
        "mentee": Personal("who belongs to the tandem", _RECORD),
        "state": Personal("how far the tandem is", _RECORD),
        "begins_on": Personal("the months that are agreed on", _RECORD),
        "ends_on": Personal("the months that are agreed on", _RECORD),
        "score": Personal("the fit when it was proposed, for the office", _RECORD),
        "reasons": Personal("why these two were proposed to each other", _RECORD),
        "mentor_answer": _answer("whether the mentor accepts"),
        "mentee_answer": _answer("whether the mentee accepts"),
        "mentor_confirms": _answer("whether the mentor goes on after the first talk"),
        "mentee_confirms": _answer("whether the mentee goes on after the first talk"),
    },
    impersonal=(
        "cohort", "proposal", "place", "capacity", "answer_by", "confirm_by", "reminded_at", "confirm_asked_at",
    ),
)  # fmt: skip
classify(
    "tandems.Meeting",
    personal={
        "starts_at": Personal(_TALKS, _RECORD),
        "minutes": Personal("statement of hours", _RECORD),
        "mode": Personal(_TALKS, _RECORD),
        "place": Personal(_TALKS, _RECORD, confidential=True),
        "video_url": Personal(_TALKS, _RECORD, confidential=True),
        "state": Personal(_TALKS, _RECORD),
    },
    impersonal=("tandem", "number", "uid", "sequence"),
)
classify(
    "tandems.MeetingRecord",
    personal={
        "minutes": Personal("statement of hours", _RECORD),
        "mode": Personal(_TALKS, _RECORD),
        "aspects": Personal("what the programme is about, as sums of five tandems or more", _RECORD),
        "topics": Personal("what the programme is about, as sums of five tandems or more", _RECORD),
    },
    impersonal=("meeting",),
)
classify(
    "tandems.ActionLink",
    personal={
        "side": Personal("whose link it is", _OPEN),
        "used_at": Personal("a link works once", _OPEN, confidential=True),
    },
    impersonal=("tandem", "purpose", "token_hash", "expires_at"),
)
