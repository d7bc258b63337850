"""Mails of this room. The shipped wordings stand in templates/mail/calendars/."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

ASSISTANT_NAMED = register(
    TextKind(
        key="calendars.assistant_named",
        title=_("You arrange dates"),
        audience=_("whoever was named as somebody’s assistant"),
        placeholders={
            "name": _("first name of the reader"),
            "executive": _("whose dates the reader arranges"),
            "link": _("the page this mail leads to"),
        },
        sample={"name": "Kim", "executive": "Robin Winter", "link": "https://mentoring.example/assistance/"},
    )
)
