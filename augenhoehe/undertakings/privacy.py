"""Which fields of this room say something about a person, why they are kept, and who reads them.

Of a publication everybody reads what is in the library, with both consents; before that, the two. Of a reflection the
partner reads what was shared. A wish to stay in touch shows itself only where both have it.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import EVERYBODY, PARTNER, SELF, Personal, classify

_TEXTS = _("the days that the cohort sets, after the end of the tandem (30 where nothing else is set)")
_RECORD = _("the months that the cohort sets, after the end of the tandem (12 where nothing else is set)")
_LIBRARY = _("in the library as long as both agree; before that, as the other texts of the tandem")
_JOINT = _("what the two want to bring about together")
_RESULT = _("a result, meant for everybody; until both have agreed, between the two")
_BOTH = (SELF, PARTNER)

classify(
    "undertakings.Undertaking",
    personal={
        name: Personal(_JOINT, _TEXTS, confidential=True) for name in ("title", "goal", "people", "result", "handover")
    },
    impersonal=("tandem",),
    readers=_BOTH,
)
classify(
    "undertakings.Step",
    personal={
        "text": Personal(_JOINT, _TEXTS, confidential=True),
        "doer": Personal(_("who takes a step on"), _TEXTS),
        "due_on": Personal(_("by when a step is to be done"), _TEXTS),
        "done_on": Personal(_("that a step is done"), _TEXTS),
    },
    impersonal=("undertaking",),
    readers=_BOTH,
)
classify(
    "undertakings.Publication",
    personal={
        **{name: Personal(_RESULT, _LIBRARY, confidential=True) for name in ("title", "teaser", "text")},
        **{name: Personal(_("whose consent it needs"), _LIBRARY) for name in ("mentor", "mentee")},
        "byline": Personal(_("who wrote it, where both want to be named"), _LIBRARY),
        **{
            name: Personal(_("since when somebody agrees to exactly this text"), _LIBRARY)
            for name in ("mentor_agreed_at", "mentee_agreed_at")
        },
    },
    impersonal=("programme", "tandem", "state", "language", "kind", "topics", "department", "published_on"),
    readers=_BOTH,
    apart=dict.fromkeys(("title", "teaser", "text", "byline"), (*_BOTH, EVERYBODY)),
)
classify(
    "undertakings.Reflection",
    personal={
        "side": Personal(_("whose reflection it is"), _TEXTS),
        "sealed": Personal(
            _("what somebody takes along, and the practice they have changed; the partner reads what is shared"),
            _TEXTS,
            confidential=True,
        ),
        "learned_read_by": Personal(_("whether the partner reads it"), _TEXTS),
        "practice_read_by": Personal(_("whether the partner reads it"), _TEXTS),
    },
    impersonal=("tandem",),
    readers=(SELF,),
    apart={"sealed": _BOTH},
)
classify(
    "undertakings.StayingInTouch",
    personal={"side": Personal(_("who wants to stay in touch; shown where both do"), _RECORD, confidential=True)},
    impersonal=("tandem",),
    readers=(SELF,),
)
classify("undertakings.Ending", personal={}, impersonal=("tandem", "told_of", "closes_on", "texts_gone_on"))
classify("undertakings.Deletion", personal={}, impersonal=("cohort", "on", "whole", "tandems", "rows"))
