"""Mails of this room. The shipped wordings stand in templates/mail/undertakings/.

None of them quotes what the two have written between themselves: whoever reads a mailbox along reads none of it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_Facts = Mapping[str, tuple[Any, str]]
"""Placeholder → what it stands for, and a sample of it."""

_ALWAYS: _Facts = {
    "name": (_("first name of the reader"), "Kim"),
    "programme": (_("the programme"), "Reverse Mentoring"),
    "contact": (_("mail address of the programme office"), "mentoring@stadt.example"),
    "link": (_("the page this mail leads to"), "https://mentoring.example/tandems/1/"),
    "partner": (_("name of the partner"), "Alex Beispiel"),
}
_BOTH = _("both partners")


def _kind(name: str, title: Any, facts: _Facts | None = None, *, to: Any = _BOTH, secret: bool = False) -> TextKind:
    known = {**_ALWAYS, **(facts or {})}
    return register(
        TextKind(
            key=f"undertakings.{name}",
            title=title,
            audience=to,
            placeholders={key: meaning for key, (meaning, _sample) in known.items()},
            sample={key: sample for key, (_meaning, sample) in known.items()},
            secret=secret,
        )
    )


ENDING = _kind("ending", _("The end of the tandem is near"), {"until": (_("last day of the tandem"), "31. Mai 2027")})
CLOSED = _kind(
    "closed",
    _("The tandem is closed"),
    {
        "texts_until": (_("last day on which the texts can be read"), "30. Juni 2027"),
        "until": (_("last day of the record"), "31. Mai 2028"),
    },
)
CONSENT_ASKED = _kind(
    "consent_asked",
    _("The partner agrees to publish a result: do you?"),
    to=_("the partner who has not agreed yet"),
    secret=True,
)
PUBLISHED = _kind("published", _("A result is in the library"), {"title": (_("title of the publication"), "…")})
WITHDRAWN = _kind(
    "withdrawn", _("A result was taken out of the library"), to=_("the partner of whoever took it out"), secret=True
)
TAKEN_DOWN = _kind(
    "taken_down",
    _("The programme office has taken a result off the page"),
    {"message": (_("what the office wrote"), "…")},
    secret=True,
)
IN_TOUCH = _kind(
    "in_touch",
    _("Both want to stay in touch"),
    {"address": (_("work address of the partner"), "alex.beispiel@stadt.example")},
    secret=True,
)
