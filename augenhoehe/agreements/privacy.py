"""What the two agree on is theirs: the office learns that an agreement holds, and no word of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import PARTNER, SELF, Personal, classify

from .terms import NAMES

_RECORD = _("12 months after the end of the tandem")


def _theirs(purpose: Any) -> Personal:
    return Personal(purpose, _RECORD, confidential=True)


_IN_WORDS = ("rules", "rhythm", "topics", "mentor_goal", "benefits_text", "cancelling", "confidentiality", "notes")

classify(
    "agreements.Agreement",
    personal={
        **{name: _theirs(_("what the two agree on")) for name in _IN_WORDS},
        **{name: Personal(_("what the two agree on"), _RECORD) for name in NAMES if name not in _IN_WORDS},
        "written_by": Personal(_("whose proposal it is"), _RECORD),
        "mentor_agreed_at": Personal(_("an agreement holds when both agree"), _RECORD),
        "mentee_agreed_at": Personal(_("an agreement holds when both agree"), _RECORD),
    },
    impersonal=("tandem", "number"),
    readers=(SELF, PARTNER),
)
