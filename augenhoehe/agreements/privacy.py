"""What the two agree on is theirs: the office learns that an agreement holds, and no word of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import PARTNER, SELF, Personal, classify

from .terms import NAMES

_RECORD = _("12 months after the end of the tandem")
_AGREED = _("what the two agree on")
_IN_WORDS = ("rules", "rhythm", "topics", "mentor_goal", "benefits_text", "cancelling", "confidentiality", "notes")


def _kept(purpose: Any = _AGREED) -> Personal:
    return Personal(purpose, _RECORD)


classify(
    "agreements.Agreement",
    personal={
        **{name: Personal(_AGREED, _RECORD, confidential=True) for name in _IN_WORDS},
        **{name: _kept() for name in NAMES if name not in _IN_WORDS},
        "written_by": _kept(_("whose proposal it is")),
        "mentor_agreed_at": _kept(_("an agreement holds when both agree")),
        "mentee_agreed_at": _kept(_("an agreement holds when both agree")),
    },
    impersonal=("tandem", "number"),
    readers=(SELF, PARTNER),
)
