"""The mail of this room. Its shipped wording stands in templates/mail/notebook/."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

MESSAGE = register(
    TextKind(
        key="notebook.message",
        title=_("There is a message"),
        audience=_("partners of a tandem, and the confidant"),
        placeholders={
            "name": _("first name of the reader"),
            "programme": _("the programme"),
            "contact": _("mail address of the programme office"),
            "link": _("the page this mail leads to"),
        },
        sample={
            "name": "Kim",
            "programme": "Reverse Mentoring",
            "contact": "mentoring@stadt.example",
            "link": "https://mentoring.example/my-messages/",
        },
    )
)
