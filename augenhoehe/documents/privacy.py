"""What is stored about people here: who saved a document. The texts name whom the office names in them."""

from augenhoehe.audit.registry import Erasure, Personal, classify

classify(
    "documents.Edition",
    personal={
        "changed_by": Personal("who answers for a text", "as long as the programme", Erasure.BLANK),
    },
    impersonal=(
        *("programme", "key", "number", "title_de", "title_en", "body_de", "body_en", "readers", "note"),
        *("restored_from", "changed_at"),
    ),
)
classify(
    "documents.BackingTask",
    personal={},
    impersonal=(
        *("cohort", "kind", "on", "at", "minutes", "place", "details", "done_on", "uid", "sequence", "invited"),
        "reminded_at",
    ),
)
