from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_COMMON = {
    "first_name": _("first name of the reader"),
    "person": _("name of the colleague"),
    "cohort": _("name of the cohort"),
    "number": _("number of the run"),
    "pairs": _("number of proposed tandems"),
    "link": _("link to the check page"),
}
_SAMPLE = {
    "first_name": "Kim",
    "person": "Alex Beispiel",
    "cohort": "Reverse Mentoring 2026",
    "number": "7",
    "pairs": "42",
    "link": "https://mentoring.example/office/",
}

APPROVAL_WANTED = register(
    TextKind(
        key="matching.approval_wanted",
        title=_("A match run waits for approval"),
        audience=_("everyone who may approve"),
        placeholders=_COMMON,
        sample=_SAMPLE,
    )
)
RUN_RETURNED = register(
    TextKind(
        key="matching.run_returned",
        title=_("A match run came back"),
        audience=_("whoever submitted it"),
        placeholders=_COMMON | {"note": _("what should be changed")},
        sample=_SAMPLE | {"note": _("Please look at the third pair again.")},
    )
)
