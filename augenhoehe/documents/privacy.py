"""What is stored about people here: who saved a document. The texts name whom the office names in them."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import OFFICE, Erasure, Personal, classify

classify(
    "documents.Edition",
    personal={
        "changed_by": Personal(_("who answers for a text"), _("as long as the programme"), Erasure.BLANK),
    },
    impersonal=(
        *("programme", "key", "number", "title_de", "title_en", "body_de", "body_en", "readers", "note"),
        *("restored_from", "changed_at"),
    ),
    readers=(OFFICE,),
)
classify(
    "documents.BackingTask",
    personal={},
    impersonal=(
        *("cohort", "kind", "on", "at", "minutes", "place", "details", "done_on", "uid", "sequence", "invited"),
        "reminded_at",
    ),
)
