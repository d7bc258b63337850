"""Mails of this room. The shipped wordings stand in templates/mail/events/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_READER = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "contact": _("mail address of the programme office"),
}
_READER_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "contact": "mentoring@stadt.example",
}
_EVENT = {
    "title": _("title of the event"),
    "day": _("day of the event"),
    "when": _("day and time"),
    "where": _("place or video link"),
    "about": _("what it is about"),
    "link": _("the page this mail leads to"),
}
_EVENT_SAMPLE = {
    "title": "Kick-off",
    "day": "7. Dezember 2026",
    "when": "Mo, 7.12.2026, 10:00–12:00",
    "where": "Rathaus, Sitzungssaal",
    "about": "…",
    "link": "https://mentoring.example/links/events/…/",
}
_OVER_SAMPLE = {name: _EVENT_SAMPLE[name] for name in ("title", "day", "when")} | {
    "link": "https://mentoring.example/home/"
}
_MEANT = _("people whom an event is for")
_SIGNED_UP = _("people who have signed up for an event")
_WAITING = _("people on the waiting list of an event")


def _kind(
    name: str, title: Any, audience: Any, extra: dict[str, Any], sample: dict[str, str], *, secret: bool = True
) -> TextKind:
    """A mail; secret unless it neither lets anybody in nor answers for anybody."""
    return register(
        TextKind(
            key=f"events.{name}",
            title=title,
            audience=audience,
            placeholders={**_READER, **extra},
            sample={**_READER_SAMPLE, **sample},
            secret=secret,
        )
    )


INVITED = _kind(
    "invited",
    _("Invitation to sign up for an event"),
    _MEANT,
    _EVENT | {"until": _("last day to sign up")},
    _EVENT_SAMPLE | {"until": "Mo, 30.11.2026"},
)
SIGNED_UP = _kind("signed_up", _("A place at an event"), _SIGNED_UP, _EVENT, _EVENT_SAMPLE)
WAITING = _kind("waiting", _("On the waiting list of an event"), _WAITING, _EVENT, _EVENT_SAMPLE)
MOVED_UP = _kind("moved_up", _("A place has become free"), _WAITING, _EVENT, _EVENT_SAMPLE)
CHANGED = _kind("changed", _("An event was changed"), _SIGNED_UP, _EVENT, _EVENT_SAMPLE)
REMINDER = _kind("reminder", _("Reminder of an event"), _SIGNED_UP, _EVENT, _EVENT_SAMPLE)
DECLINED = _kind("declined", _("A calendar has declined an event"), _SIGNED_UP, _EVENT, _EVENT_SAMPLE)
CANCELLED = _kind(
    "cancelled",
    _("An event was cancelled"),
    _SIGNED_UP,
    {name: _EVENT[name] for name in ("title", "day", "when", "link")} | {"message": _("what the office wrote")},
    _OVER_SAMPLE | {"message": "…"},
    secret=False,
)
SIGNED_OFF = _kind(
    "signed_off",
    _("No longer signed up for an event"),
    _SIGNED_UP,
    {name: _EVENT[name] for name in ("title", "day", "when", "link")},
    _OVER_SAMPLE,
    secret=False,
)
PREPARATION = _kind(
    "preparation",
    _("Please prepare for the first talk"),
    _("mentees who have not prepared yet"),
    {"link": _EVENT["link"]},
    {"link": "https://mentoring.example/links/preparation/…/"},
)
