"""What the log says about people: who did what. It holds ids, codes and numbers, never a text somebody wrote."""

from django.utils.translation import gettext_lazy as _

from .registry import COUNCIL, OFFICE, Erasure, Personal, classify

_PURPOSE = _("to show who decided and changed what, and when")

classify(
    "audit.Entry",
    personal={
        "actor_id": Personal(_PURPOSE, _("12 months"), Erasure.KEEP),
        "object_id": Personal(_PURPOSE, _("12 months"), Erasure.KEEP),
        "data": Personal(_PURPOSE, _("12 months"), Erasure.KEEP),
    },
    impersonal=("at", "action", "object_type"),
    readers=(OFFICE, COUNCIL),
)
