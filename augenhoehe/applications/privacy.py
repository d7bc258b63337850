"""Which fields of this room say something about a person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, OFFICE, PARTNER, SELF, SUPERVISOR, Erasure, Personal, classify

_MATCHING = _("finding a partner")
_SELECTION = _("deciding who takes part")
_NEED = _("finding out whether a tandem is what helps")
_PROPOSED = _("until a second person confirms it or it is dropped")
_KEPT = _("unmatched: 3 months; matched: as long as the tandem's record (12 months); withdrawn: emptied at once")
_SHARED = ("person", "side", "aspect_seeks", "aspect_gives", "modes", "languages")


def _answer(purpose: Any = _MATCHING, *, confidential: bool = False) -> Personal:
    return Personal(purpose=purpose, retention=_KEPT, confidential=confidential)


def _proposed(*, confidential: bool = False) -> Personal:
    return Personal(_SELECTION, _PROPOSED, exported=False, confidential=confidential)


classify(
    "applications.Application",
    personal={
        "person": Personal(_("who applies"), _("with the application")),
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
        "submitted_at": _answer(_("order of arrival")),
        "decided_at": _answer(_SELECTION),
        "decided_by": Personal(_("who decided"), _KEPT, erasure=Erasure.BLANK, exported=False),
        "confirmed_by": Personal(_("who confirmed the decision"), _KEPT, erasure=Erasure.BLANK, exported=False),
        "decision_reason": _answer(_SELECTION, confidential=True),
        "decision_text": _answer(_SELECTION),
        "decision_message": _answer(_("what the office tells the person"), confidential=True),
        "reserve_rank": _answer(_("order of moving up")),
    },
    impersonal=("cohort", "steps_done", "late", "origin", "imported_hash"),
    readers=(SELF, OFFICE),
    apart={
        **dict.fromkeys(_SHARED, (SELF, PARTNER, OFFICE)),
        **dict.fromkeys(("decided_by", "confirmed_by", "decision_reason", "reserve_rank"), (OFFICE,)),
    },
)
classify(
    "applications.TopicAnswer",
    personal={"level": _answer(), "relevance": _answer(), "occasion": _answer(_NEED, confidential=True)},
    impersonal=("application", "topic"),
    readers=(SELF, OFFICE),
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
    readers=(SELF, OFFICE),
)
classify(
    "applications.ProposedDecision",
    personal={
        "to": _proposed(),
        "text": _proposed(),
        "reason": _proposed(confidential=True),
        "message": _proposed(confidential=True),
        "proposed_by": Personal(_("who proposed it"), _PROPOSED, exported=False),
    },
    impersonal=("application", "proposed_at"),
    readers=(OFFICE,),
)
classify(
    "applications.Exclusion",
    personal={
        "email": Personal(
            purpose=_("not pairing two people of whom one does not want it; read by the matching alone"),
            retention=_("until the cohort ends; withdrawn: deleted at once"),
            confidential=True,
        ),
    },
    impersonal=("application",),
    readers=(SELF,),
)

_ASKED = _("with the application; withdrawn: deleted at once")


def _word(purpose: Any, *, confidential: bool = False) -> Personal:
    return Personal(purpose=purpose, retention=_ASKED, confidential=confidential)


# The supervisor is a third person: nothing but the address is kept, and it goes with the application.
classify(
    "applications.Approval",
    personal={
        "supervisor": _word(_("whom to ask whether taking part is working time"), confidential=True),
        "hours": _word(_("how much working time was asked for")),
        "until": _word(_("until when an extension would go")),
        "state": _word(_("statement of hours; whom the office has to talk to")),
        "asked_at": _word(_("reminders and deadline")),
        "decided_at": _word(_("statement of hours")),
        "decided_by": Personal(_("who recorded a talk"), _ASKED, erasure=Erasure.BLANK, exported=False),
        "postponed_until": _word(_("from when it is possible")),
        "reason": _word(_("which operational reason stands against it")),
        "reason_text": _word(_("the same in words"), confidential=True),
        "question": _word(_("what the supervisor wants to know first"), confidential=True),
        "answer": _word(_("what was answered"), confidential=True),
        "note": _word(_("what the office heard from the supervisor"), confidential=True),
    },
    impersonal=("application", "current", "answer_by", "reminders"),
    readers=(SELF, OFFICE, SUPERVISOR),
    apart={"supervisor": (SELF, OFFICE), "note": (SELF, OFFICE), "decided_by": (OFFICE,)},
)
classify(
    "applications.ApprovalLink",
    personal={"used_at": _word(_("a link ends with what it was for"))},
    impersonal=("approval", "token_hash", "expires_at"),
    readers=NOBODY,
)
classify(
    "applications.ApplicationLink",
    personal={"used_at": _word(_("a newer link takes the place of an earlier one"))},
    impersonal=("application", "token_hash", "expires_at"),
    readers=NOBODY,
)
