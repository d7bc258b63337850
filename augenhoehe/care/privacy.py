"""Which fields of this room say something about a person, why they are kept, and who reads them.

Who sees what. The two: a break, an extension and who of them asked for that, their own open questions. The office:
that a tandem is on a break or has ended early, never whose wish it was; the class of a reason a week after the two were
asked; who wants a call, who wants a new partner. Nobody: who wanted a break or the end; it is stored nowhere.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, OFFICE, PARTNER, SELF, Personal, classify

_RECORD = _("12 months after the end of the tandem")
_UNTIL_ANSWERED = _("until it is used, or the tandem's record goes")

classify(
    "care.Break",
    personal={
        "begins_on": Personal(_("days on which the tandem's clock stands still"), _RECORD),
        "until": Personal(_("when both are asked whether they go on"), _RECORD, confidential=True),
        "ended_on": Personal(_("days on which the tandem's clock stands still"), _RECORD),
    },
    impersonal=("tandem", "asked_at"),
    readers=(SELF, PARTNER, OFFICE),
    apart={"until": (SELF, PARTNER)},
)
classify(
    "care.Extension",
    personal={
        "months": Personal(_("the months that are agreed on"), _RECORD),
        "asked_by": Personal(_("who of the two has to answer"), _RECORD, confidential=True),
        "state": Personal(_("how far it is"), _RECORD),
    },
    impersonal=("tandem",),
    readers=(SELF, PARTNER, OFFICE),
    apart={"asked_by": (SELF, PARTNER)},
)
classify(
    "care.Signal",
    personal={
        "reason": Personal(_("asking whether something is the matter"), _RECORD),
        "asked_at": Personal(_("asking whether something is the matter"), _RECORD),
        "settled_at": Personal(_("not to ask again too soon"), _RECORD),
    },
    impersonal=("tandem",),
    readers=(SELF, PARTNER, OFFICE),
)
classify(
    "care.CallRequest",
    personal={
        "side": Personal(_("whom the office is to call"), _RECORD, confidential=True),
        "settled_at": Personal(_("whom the office has called"), _RECORD),
    },
    impersonal=("tandem",),
    readers=(SELF, OFFICE),
)
classify(
    "care.Wish",
    personal={
        "side": Personal(_("whom to look for a new partner for"), _RECORD),
        "wanted": Personal(_("whom to look for a new partner for"), _RECORD, confidential=True),
    },
    impersonal=("tandem",),
    readers=(SELF, OFFICE),
)
classify(
    "care.CareLink",
    personal={
        "side": Personal(_("whose link it is"), _UNTIL_ANSWERED),
        "used_at": Personal(_("a link works once"), _UNTIL_ANSWERED, confidential=True),
    },
    impersonal=("tandem", "purpose", "token_hash", "expires_at"),
    readers=NOBODY,
    apart={"used_at": (SELF,)},
)
