"""Letters of this room. The shipped wordings stand in templates/mail/recognition/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

from . import benefit_placeholders  # noqa: F401  (registers its own)

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
    "link": "https://mentoring.example/certificates/1/",
}
_HOLDER = _("whoever holds the certificate")


def _kind(name: str, title: Any, extra: dict[str, Any] | None = None, sample: dict[str, str] | None = None) -> TextKind:
    return register(
        TextKind(
            key=f"recognition.{name}",
            title=title,
            audience=_HOLDER,
            placeholders={**_READER, **(extra or {})},
            sample={**_SAMPLE, **(sample or {})},
        )
    )


ISSUED = _kind("issued", _("Your certificate is here"))
REISSUED = _kind("reissued", _("A new certificate in place of the earlier one"))
REVOKED = _kind("revoked", _("A certificate was revoked"), {"reason": _("what the office wrote")}, {"reason": "…"})
