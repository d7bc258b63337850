"""Mails of this room, all to the sponsor. The shipped wordings stand in templates/mail/documents/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_VALUES = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "contact": _("mail address of the programme office"),
    "what": _("what the sponsor does"),
    "when": _("day and time"),
    "where": _("place or video link"),
    "details": _("what is agreed"),
    "link": _("the page with all appearances and their texts"),
}
_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "contact": "mentoring@stadt.example",
    "what": "Opening word at the kick-off",
    "when": "7 December 2026, 10:00",
    "where": "Rathaus, Großer Saal",
    "details": "…",
    "link": "https://mentoring.example/cohorts/1/backing/",
}


def _kind(name: str, title: Any) -> TextKind:
    return register(
        TextKind(key=f"documents.{name}", title=title, audience=_("the sponsor"), placeholders=_VALUES, sample=_SAMPLE)
    )


APPEARANCE_INVITATION = _kind("appearance_invitation", _("Invitation to an appearance"))
APPEARANCE_CANCELLED = _kind("appearance_cancelled", _("An appearance does not take place"))
APPEARANCE_REMINDER = _kind("appearance_reminder", _("Reminder of an appearance"))
