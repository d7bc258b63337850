"""Mails of this room. The shipped wordings stand in templates/mail/mirror/. None of them quotes an answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_PLACEHOLDERS = {
    "name": _("first name of the reader"),
    "partner": _("name of the partner"),
    "programme": _("the programme"),
    "contact": _("mail address of the programme office"),
    "link": _("the page this mail leads to"),
}
_SAMPLE = {
    "name": "Kim",
    "partner": "Alex Beispiel",
    "programme": "Reverse Mentoring",
    "contact": "mentoring@stadt.example",
    "link": "https://mentoring.example/tandems/1/mirror/",
}


def _kind(name: str, title: Any, audience: Any) -> TextKind:
    return register(
        TextKind(f"mirror.{name}", title=title, audience=audience, placeholders=_PLACEHOLDERS, sample=_SAMPLE)
    )


_BOTH = _("both partners")
ASKED_FIRST = _kind("asked_first", _("Perspective mirror: the first look"), _BOTH)
ASKED_LAST = _kind("asked_last", _("Perspective mirror: the second look"), _BOTH)
REMINDER = _kind("reminder", _("Reminder of the perspective mirror"), _("partners who have not sent their answers"))
READY = _kind("ready", _("Both have sent: the mirror is ready"), _("the partner who sent first"))
