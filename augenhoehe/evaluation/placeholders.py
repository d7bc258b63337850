"""Letters of this room. The shipped wordings stand in templates/mail/evaluation/."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

CONSENT = register(
    TextKind(
        "evaluation.consent",
        title=_("May others read the joint report?"),
        audience=_("everybody of a cohort of fewer than five tandems"),
        placeholders={
            "name": _("first name of the reader"),
            "programme": _("the programme"),
            "cohort": _("the cohort"),
            "contact": _("mail address of the programme office"),
            "link": _("the page this mail leads to"),
        },
        sample={
            "name": "Kim",
            "programme": "Reverse Mentoring",
            "cohort": "Pilot 2026",
            "contact": "mentoring@stadt.example",
            "link": "https://mentoring.example/links/report/…/",
        },
        secret=True,
    )
)
