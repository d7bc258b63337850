"""Mails of this room. The shipped wordings stand in templates/mail/network/."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

REMINDER = register(
    TextKind(
        "network.reminder",
        title=_("Yearly reminder of the directory"),
        audience=_("everybody who stands in the programme’s directory"),
        placeholders={
            "name": _("first name of the reader"),
            "programme": _("the programme"),
            "contact": _("mail address of the programme office"),
            "link": _("the page on which one leaves without signing in"),
            "entry": _("the reader’s own entry"),
        },
        sample={
            "name": "Kim",
            "programme": "Reverse Mentoring",
            "contact": "mentoring@stadt.example",
            "link": "https://mentoring.example/links/alumni/…/",
            "entry": "https://mentoring.example/cohorts/1/alumni/me/",
        },
        secret=True,
    )
)
