"""What is stored about people's time: enough to find dates, and nothing of what they do."""

from augenhoehe.audit.registry import Erasure, Personal, classify

_DATES = "to suggest dates that suit both"
_OWN = "until the person deletes it or the account ends"

classify(
    "calendars.WeeklyHours",
    personal={"person": Personal(_DATES, _OWN), "hours": Personal(_DATES, _OWN)},
)
classify(
    "calendars.Source",
    personal={
        "person": Personal(_DATES, _OWN),
        "kind": Personal(_DATES, _OWN),
        "name": Personal("so that the person tells their calendars apart", _OWN, confidential=True),
        "sealed": Personal("to ask the calendar again; stored encrypted", _OWN, exported=False),
        "busy": Personal("begin and end of what is in the calendar, without a word of it", "replaced at each reading"),
        "fetched_at": Personal("says how fresh the times are", _OWN),
        "tried_at": Personal("so that a calendar is not asked too often", _OWN),
        "error": Personal("says why a calendar could not be read", _OWN),
    },
)
classify("calendars.TravelTime", personal={}, impersonal=("one", "other", "minutes"))
classify(
    "calendars.NeutralPlace",
    personal={},
    impersonal=(
        *("programme", "name", "address", "site", "seats", "steps_free", "video", "booking", "note", "offered"),
    ),
)
classify(
    "calendars.HeldDate",
    personal={"taken_by": Personal("which meeting uses it", "until the meeting is over", Erasure.BLANK)},
    impersonal=("place", "starts_at", "minutes"),
)
_MAILBOX = "so that nothing confidential opens by mail alone"
classify(
    "calendars.Mailbox",
    personal={"person": Personal(_MAILBOX, _OWN), "shared": Personal(_MAILBOX, _OWN)},
)
_ASSISTS = "who may arrange whose dates"
classify(
    "calendars.Assistant",
    personal={
        "executive": Personal(_ASSISTS, "until taken back"),
        "assistant": Personal(_ASSISTS, "until taken back"),
    },
)
_FEED = "to show a person's dates in their own calendar"
classify(
    "calendars.Feed",
    personal={
        "person": Personal(_FEED, "until switched off"),
        "token_hash": Personal("recognises the address; the address itself is not stored", "until switched off"),
        "discreet": Personal(_FEED, "until switched off"),
    },
)
