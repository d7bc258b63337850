"""What the two agree on is theirs: the office learns that an agreement holds, and no word of it."""

from augenhoehe.audit.registry import Personal, classify

from .terms import NAMES

_RECORD = "12 months after the end of the tandem"


def _theirs(purpose: str) -> Personal:
    return Personal(purpose, _RECORD, confidential=True)


_IN_WORDS = ("rules", "rhythm", "topics", "mentor_goal", "benefits_text", "cancelling", "confidentiality", "notes")

classify(
    "agreements.Agreement",
    personal={
        **{name: _theirs("what the two agree on") for name in _IN_WORDS},
        **{name: Personal("what the two agree on", _RECORD) for name in NAMES if name not in _IN_WORDS},
        "written_by": Personal("whose proposal it is", _RECORD),
        "mentor_agreed_at": Personal("an agreement holds when both agree", _RECORD),
        "mentee_agreed_at": Personal("an agreement holds when both agree", _RECORD),
    },
    impersonal=("tandem", "number"),
)
