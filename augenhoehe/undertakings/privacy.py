"""Which fields of this room say something about a person, why they are kept, and who reads them.

Who sees what. The two partners: the undertaking, its steps, and the text for the library before it is there; of each
other's reflection what was shared. Everybody: what is in the library, with both consents. The office: that a tandem
has come to its end, what is in the library, and how much was deleted; it may take a publication off the page, and both
read why. Nobody but its author: a reflection that is not shared, and a wish to stay in touch that is not mutual.
"""

from augenhoehe.audit.registry import Personal, classify

_TEXTS = "30 days after the end of the tandem, or as the cohort sets it"
_RECORD = "12 months after the end of the tandem, or as the cohort sets it"
_LIBRARY = "as long as both agree; without their consent as the tandem's texts"
_JOINT = "what the two want to bring about together"


def _text(purpose: str, retention: str = _TEXTS) -> Personal:
    return Personal(purpose, retention, confidential=True)


classify(
    "undertakings.Undertaking",
    personal={name: _text(_JOINT) for name in ("title", "goal", "people", "result", "handover")},
    impersonal=("tandem",),
)
classify(
    "undertakings.Step",
    personal={
        "text": _text(_JOINT),
        "doer": Personal("who takes it on", _TEXTS),
        "due_on": Personal("by when", _TEXTS),
        "done_on": Personal("that it is done", _TEXTS),
    },
    impersonal=("undertaking",),
)
classify(
    "undertakings.Publication",
    personal={
        "mentor": Personal("whose consent it needs, and who may take it back", _LIBRARY),
        "mentee": Personal("whose consent it needs, and who may take it back", _LIBRARY),
        "title": _text("a result, meant for everybody", _LIBRARY),
        "teaser": _text("a result, meant for everybody", _LIBRARY),
        "text": _text("a result, meant for everybody", _LIBRARY),
        "byline": Personal("who wrote it, where both want to be named", _LIBRARY),
        "mentor_agreed_at": Personal("since when the mentor agrees to exactly this text", _LIBRARY),
        "mentee_agreed_at": Personal("since when the mentee agrees to exactly this text", _LIBRARY),
    },
    impersonal=("programme", "tandem", "state", "language", "kind", "topics", "department", "published_on"),
)
classify(
    "undertakings.Reflection",
    personal={
        "side": Personal("whose reflection it is", _TEXTS),
        "learned": _text("looking back"),
        "learned_read_by": Personal("whether the partner reads it", _TEXTS),
        "practice": _text("one practice that somebody has changed"),
        "practice_read_by": Personal("whether the partner reads it", _TEXTS),
    },
    impersonal=("tandem",),
)
classify(
    "undertakings.StayingInTouch",
    personal={"side": Personal("who wants to stay in touch", _RECORD, confidential=True)},
    impersonal=("tandem",),
)
classify("undertakings.Ending", personal={}, impersonal=("tandem", "told_of", "closes_on", "texts_gone_on"))
classify("undertakings.Deletion", personal={}, impersonal=("cohort", "on", "whole", "tandems", "rows"))
