"""Letters about benefits. The shipped wordings stand in templates/mail/recognition/. None says what somebody wished."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_READER = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "contact": _("mail address of the programme office"),
    "link": _("the page this mail leads to"),
}
_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "contact": "mentoring@stadt.example",
    "link": "https://mentoring.example/benefits/1/",
}
_DAY = {"day": _("the last day")}
_DAY_SAMPLE = {"day": "30. 11. 2026"}
_BENEFIT = {"benefit": _("what somebody got")}
_BENEFIT_SAMPLE = {"benefit": "…"}


def _kind(name: str, title: Any, audience: Any, extra: dict[str, Any], sample: dict[str, str]) -> TextKind:
    key = f"recognition.benefits_{name}"
    placeholders = {**_READER, **extra}
    return register(TextKind(key, title=title, audience=audience, placeholders=placeholders, sample=_SAMPLE | sample))


_WISHERS = _("whoever may wish for a benefit")
_HAS_ONE = _("whoever got a benefit")
OPENED = _kind("opened", _("Benefits: what would you like?"), _WISHERS, _DAY, _DAY_SAMPLE)
REMINDER = _kind("reminder", _("Reminder of the wishes for benefits"), _WISHERS, _DAY, _DAY_SAMPLE)
GIVEN = _kind("given", _("Somebody gets a benefit"), _HAS_ONE, _BENEFIT, _BENEFIT_SAMPLE)
NOTHING = _kind("nothing", _("Somebody goes without this time"), _("whoever wished for a benefit"), {}, {})
PASSED_ON = _kind("passed_on", _("A place of a benefit came free"), _HAS_ONE, _BENEFIT, _BENEFIT_SAMPLE)
USE_SOON = _kind(
    "use_soon", _("A benefit waits to be used"), _HAS_ONE, {**_BENEFIT, **_DAY}, {**_BENEFIT_SAMPLE, **_DAY_SAMPLE}
)
