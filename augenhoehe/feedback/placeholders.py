"""Mails of this room. The shipped wordings stand in templates/mail/feedback/. None of them quotes what was said."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_PLACEHOLDERS = {
    "name": _("first name of the reader"),
    "holder": _("who talks for the office"),
    "programme": _("the programme"),
    "when": _("day and time"),
    "place": _("where, or how to reach each other"),
    "contact": _("mail address of the programme office"),
    "link": _("the page this mail leads to"),
}
_SAMPLE = {
    "name": "Kim",
    "holder": "Alex Beispiel",
    "programme": "Reverse Mentoring",
    "when": "Montag, 11. Januar 2027, 10:00 Uhr",
    "place": "Zimmer 3.12",
    "contact": "mentoring@stadt.example",
    "link": "https://mentoring.example/feedback-talks/1/",
}


def _kind(name: str, title: Any) -> TextKind:
    return register(TextKind(f"feedback.{name}", title, _("active mentors"), _PLACEHOLDERS, _SAMPLE))


INVITED = _kind("invited", _("Feedback talk: the date"))
SUGGESTED = _kind("suggested", _("Feedback talk: the office would like to talk"))
CANCELLED = _kind("cancelled", _("Feedback talk called off"))
READABLE = _kind("readable", _("Notes of a feedback talk can be read"))
