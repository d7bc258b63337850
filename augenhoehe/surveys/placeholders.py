"""Mails of this room. The shipped wordings stand in templates/mail/surveys/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_PLACEHOLDERS = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "contact": _("mail address of the programme office"),
    "title": _("title of the questionnaire"),
    "number": _("how many questions it has"),
    "until": _("last day to answer"),
    "link": _("the questionnaire, without sign-in"),
}
_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "contact": "mentoring@stadt.example",
    "title": "After the first talk",
    "number": "3",
    "until": "30.6.2027",
    "link": "https://mentoring.example/questionnaire/…/",
}


def _kind(name: str, title: Any) -> TextKind:
    return register(
        TextKind(
            key=f"surveys.{name}",
            title=title,
            audience=_("whoever takes part"),
            placeholders=_PLACEHOLDERS,
            sample=_SAMPLE,
            secret=True,
        )
    )


ASKED = _kind("asked", _("A questionnaire"))
REMINDER = _kind("reminder", _("Reminder of a questionnaire"))
