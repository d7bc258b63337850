"""Which fields of this room say something about a person."""

from augenhoehe.audit.registry import Erasure, Personal, classify

_MATCHING = "finding a partner"
_SELECTION = "deciding who takes part"
_NEED = "finding out whether a tandem is what helps"
_PROPOSED = "until a second person confirms it or it is dropped"
_KEPT = "unmatched: 3 months; matched: as long as the tandem's record (12 months); withdrawn: emptied at once"


def _answer(purpose: str = _MATCHING, *, confidential: bool = False) -> Personal:
    return Personal(purpose=purpose, retention=_KEPT, confidential=confidential)


def _proposed(*, confidential: bool = False) -> Personal:
    return Personal(_SELECTION, _PROPOSED, exported=False, confidential=confidential)


classify(
    "applications.Application",
    personal={
        "person": Personal("who applies", "with the application"),
        "side": _answer(),
        "state": _answer(_SELECTION),
        "aspect_seeks": _answer(),
        "aspect_gives": _answer(),
        "gives_text": _answer(confidential=True),
        "seeks_text": _answer(confidential=True),
        "slots": _answer(),
        "modes": _answer(),
        "sites": _answer(),
        "languages": _answer(),
        "motivation": _answer(_SELECTION, confidential=True),
        "capacity": _answer(),
        "submitted_at": _answer("order of arrival"),
        "decided_at": _answer(_SELECTION),
        "decided_by": Personal("who decided", _KEPT, erasure=Erasure.BLANK, exported=False),
        "confirmed_by": Personal("who confirmed the decision", _KEPT, erasure=Erasure.BLANK, exported=False),
        "decision_reason": _answer(_SELECTION, confidential=True),
        "decision_text": _answer(_SELECTION),
        "decision_message": _answer("what the office tells the person", confidential=True),
        "reserve_rank": _answer("order of moving up"),
    },
    impersonal=("cohort", "steps_done", "late", "origin", "imported_hash"),
)
classify(
    "applications.TopicAnswer",
    personal={"level": _answer(), "relevance": _answer(), "occasion": _answer(_NEED, confidential=True)},
    impersonal=("application", "topic"),
)
classify(
    "applications.NeedCheck",
    personal={
        "statements": _answer(_NEED),
        "tried": _answer(_NEED),
        "tried_text": _answer(_NEED, confidential=True),
        "time_confirmed": _answer(_NEED),
    },
    impersonal=("application", "asked_at", "done_at"),
)
classify(
    "applications.ProposedDecision",
    personal={
        "to": _proposed(),
        "text": _proposed(),
        "reason": _proposed(confidential=True),
        "message": _proposed(confidential=True),
        "proposed_by": Personal("who proposed it", _PROPOSED, exported=False),
    },
    impersonal=("application", "proposed_at"),
)
classify(
    "applications.Exclusion",
    personal={
        "email": Personal(
            purpose="not pairing two people of whom one does not want it; read by the matching alone",
            retention="until the cohort ends; withdrawn: deleted at once",
            confidential=True,
        ),
    },
    impersonal=("application",),
)

_ASKED = "with the application; withdrawn: deleted at once"


def _word(purpose: str, *, confidential: bool = False) -> Personal:
    return Personal(purpose=purpose, retention=_ASKED, confidential=confidential)


# The supervisor is a third person: nothing but the address is kept, and it goes with the application.
classify(
    "applications.Approval",
    personal={
        "supervisor": _word("whom to ask whether taking part is working time", confidential=True),
        "hours": _word("how much working time was asked for"),
        "state": _word("statement of hours; whom the office has to talk to"),
        "asked_at": _word("reminders and deadline"),
        "decided_at": _word("statement of hours"),
        "decided_by": Personal("who recorded a talk", _ASKED, erasure=Erasure.BLANK, exported=False),
        "postponed_until": _word("from when it is possible"),
        "reason": _word("which operational reason stands against it"),
        "reason_text": _word("the same in words", confidential=True),
        "question": _word("what the supervisor wants to know first", confidential=True),
        "answer": _word("what was answered", confidential=True),
        "note": _word("what the office heard from the supervisor", confidential=True),
    },
    impersonal=("application", "current", "answer_by", "reminders"),
)
classify(
    "applications.ApprovalLink",
    personal={"used_at": _word("a link ends with what it was for")},
    impersonal=("approval", "token_hash", "expires_at"),
)
