"""What is stored about people's time: enough to find dates, and nothing of what they do."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import ASSISTANT, NOBODY, OFFICE, PARTNER, SELF, Erasure, Personal, classify

_DATES = _("to suggest dates that suit both")
_OWN = _("until the person deletes it or the account ends")

classify(
    "calendars.WeeklyHours",
    personal=dict.fromkeys(("person", "monday", "tuesday", "wednesday", "thursday", "friday"), Personal(_DATES, _OWN)),
    readers=(SELF,),
)
classify(
    "calendars.Source",
    personal={
        "person": Personal(_DATES, _OWN),
        "kind": Personal(_DATES, _OWN),
        "name": Personal(_("so that the person tells their calendars apart"), _OWN, confidential=True),
        "sealed": Personal(_("to ask the calendar again; stored encrypted"), _OWN, exported=False),
        "busy": Personal(
            _("begin and end of what is in the calendar, without a word of it"), _("replaced at each reading")
        ),
        "fetched_at": Personal(_("says how fresh the times are"), _OWN),
        "tried_at": Personal(_("so that a calendar is not asked too often"), _OWN),
        "error": Personal(_("says why a calendar could not be read"), _OWN),
    },
    readers=(SELF,),
    apart={"sealed": NOBODY},
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
    personal={"taken_by": Personal(_("which meeting uses it"), _("until the meeting is over"), Erasure.BLANK)},
    impersonal=("place", "starts_at", "minutes"),
    readers=(SELF, PARTNER, OFFICE),
)
_MAILBOX = _("so that nothing confidential opens by mail alone")
classify(
    "calendars.Mailbox",
    personal={"person": Personal(_MAILBOX, _OWN), "shared": Personal(_MAILBOX, _OWN)},
    readers=(SELF,),
)
_ASSISTS = _("who may arrange whose dates")
classify(
    "calendars.Assistant",
    personal={
        "executive": Personal(_ASSISTS, _("until taken back")),
        "assistant": Personal(_ASSISTS, _("until taken back")),
    },
    readers=(SELF, ASSISTANT),
)
_FEED = _("to show a person's dates in their own calendar")
classify(
    "calendars.Feed",
    personal={
        "person": Personal(_FEED, _("until switched off")),
        "token_hash": Personal(_("recognises the address; the address itself is not stored"), _("until switched off")),
        "discreet": Personal(_FEED, _("until switched off")),
    },
    readers=(SELF,),
    apart={"token_hash": NOBODY},
)
