"""Mails of this room: that there is something to read, never what it says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_VALUES = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "partner": _("name of the partner"),
    "link": _("the page this mail leads to"),
    "contact": _("mail address of the programme office"),
}
_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "partner": "Alex Beispiel",
    "link": "https://mentoring.example/tandems/1/agreement/",
    "contact": "mentoring@stadt.example",
}


def _kind(name: str, title: Any) -> TextKind:
    return register(
        TextKind(
            key=f"agreements.{name}", title=title, audience=_("both partners"), placeholders=_VALUES, sample=_SAMPLE
        )
    )


PROPOSED = _kind("proposed", _("The partner proposes a tandem agreement"))
AGREED = _kind("agreed", _("The tandem agreement holds"))
