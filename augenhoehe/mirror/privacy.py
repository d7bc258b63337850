"""Which fields of this room say something about a person, why they are kept, and who reads them.

Answers are read by their author, and by the partner once both have sent. Nobody learns whether the other one has begun.
The programme reads sums of at least five tandems, with no way back to any of them.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, PARTNER, SELF, Personal, classify

_RAW = _(
    "12 months after the end of the tandem; what was not sent goes with its texts, and all of it after an early end"
)

classify(
    "mirror.Statement",
    personal={},
    impersonal=("programme", "key", "text_de", "text_en", "prompt_de", "prompt_en", "position", "active"),
)
classify("mirror.StatementSet", personal={}, impersonal=("cohort", "statements", "kept_at"))
classify(
    "mirror.AnswerSheet",
    personal={
        "side": Personal(_("whose answers they are"), _RAW),
        "sealed": Personal(
            _("what somebody thinks, and takes their partner to think; the partner reads it once both have sent"),
            _RAW,
            confidential=True,
        ),
        "sent_at": Personal(_("when the two may see each other’s answers"), _RAW, confidential=True),
        "reminded_at": Personal(_("not to remind twice"), _RAW, exported=False),
        "waiting": Personal(_("how many are in sums that nobody reads yet"), _RAW, exported=False),
    },
    impersonal=("tandem", "round", "asked_at"),
    readers=NOBODY,
    apart={"side": (SELF, PARTNER), "sealed": (SELF, PARTNER), "sent_at": (SELF, PARTNER)},
)
classify("mirror.Lot", personal={}, impersonal=("cohort", "round", "tandems", "sealed", "sums", "closed"))
