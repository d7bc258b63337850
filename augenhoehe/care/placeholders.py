"""Mails of this room. The shipped wordings stand in templates/mail/care/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_READER = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "contact": _("mail address of the programme office"),
    "link": _("the page this mail leads to"),
}
_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "contact": "mentoring@stadt.example",
    "link": "https://mentoring.example/tandems/1/",
    "partner": "Alex Beispiel",
    "day": "30.6.2027",
    "months": "2",
    "person": "Alex Beispiel",
}
_BY_LINK = {"link": "https://mentoring.example/links/care/…/"}
_PARTNER = {"partner": _("name of the partner")}
_DAY = _PARTNER | {"day": _("last day of the tandem")}
_MONTHS = _PARTNER | {"months": _("how many months more"), "day": _("last day of the tandem")}
_BOTH = _("both partners")


def _kind(name: str, title: Any, more: dict[str, Any], audience: Any = _BOTH, *, secret: bool = False) -> TextKind:
    placeholders = {**_READER, **more}
    sample = _SAMPLE | _BY_LINK if secret else _SAMPLE
    return register(
        TextKind(
            key=f"care.{name}",
            title=title,
            audience=audience,
            placeholders=placeholders,
            sample={key: sample[key] for key in placeholders},
            secret=secret,
        )
    )


PAUSED = _kind("paused", _("The tandem is on a break"), _PARTNER)
BREAK_OVER = _kind("break_over", _("Do you go on after the break?"), _PARTNER, secret=True)
RESUMED = _kind("resumed", _("The tandem goes on after a break"), _DAY)
ENDED = _kind("ended", _("The tandem has ended early"), {}, secret=True)
EXTENSION_ASKED = _kind(
    "extension_asked", _("The partner would like more months"), _MONTHS, _("the partner who is asked"), secret=True
)
EXTENSION_DECLINED = _kind(
    "extension_declined", _("The tandem ends as planned"), _DAY, _("the partner who had asked for more months")
)
EXTENSION_WAITING = _kind("extension_waiting", _("Both want more months; the working time is being settled"), _MONTHS)
EXTENDED = _kind("extended", _("The tandem is extended"), _MONTHS)
QUIET = _kind("quiet", _("Is something the matter? To a tandem without a date"), _PARTNER, secret=True)
CALL_ASKED = _kind(
    "call_asked", _("Somebody wants to be called"), {"person": _("who wants to be called")}, _("the programme office")
)
FIRST_WEEKS = _kind("first_weeks", _("Along the months: the first weeks"), _DAY)
UNDER_WAY = _kind("under_way", _("Along the months: a third of the way"), _DAY)
TOWARDS_END = _kind("towards_end", _("Along the months: four weeks before the end"), _DAY)
