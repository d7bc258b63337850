"""Which fields of this room say something about a person, why they are kept, and who reads them.

Reports hold figures of five people or more, and words that the office or all who take part answer for.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, SELF, Erasure, Personal, classify

_WORDS = _("as long as the words of the joint report stay as they are")

classify(
    "evaluation.Standing",
    personal={
        "basis": Personal(
            _("tandem by tandem what its sums were made of, so that the next ones wait for five tandems"),
            _("until the cohort is over; the number of a tandem names nobody once it is gone"),
            Erasure.KEEP,
            exported=False,
        )
    },
    impersonal=("cohort", "kind", "counted_at", "told"),
    readers=NOBODY,
)
classify(
    "evaluation.Report",
    personal={},
    impersonal=("cohort", "language", "joint", "figures", "made_at", "rate", "asked_at", "published_at"),
)
classify("evaluation.Passage", personal={}, impersonal=("report", "chapter", "text"))
classify(
    "evaluation.Consent",
    personal={
        "person": Personal(_("whom to ask whether others may read the joint report"), _WORDS),
        "agreed_at": Personal(_("whether all have agreed; the office reads how many, never who"), _WORDS),
    },
    impersonal=("report", "token_hash"),
    readers=NOBODY,
    apart={"person": (SELF,), "agreed_at": (SELF,)},
)
