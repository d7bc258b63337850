"""Mails of this room. The shipped wordings stand in templates/mail/undertakings/.

None of them quotes what the two have written between themselves: whoever reads a mailbox along reads none of it.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

_READER = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "contact": _("mail address of the programme office"),
    "link": _("the page this mail leads to"),
}
_READER_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "contact": "mentoring@stadt.example",
    "link": "https://mentoring.example/tandems/1/",
}
_PARTNER = {"partner": _("name of the partner")}
_PARTNER_SAMPLE = {"partner": "Alex Beispiel"}
_BOTH = _("both partners")


def _kind(name: str, title: Any, audience: Any, extra: dict[str, Any], sample: dict[str, str], **more: Any) -> TextKind:
    return register(
        TextKind(
            key=f"undertakings.{name}",
            title=title,
            audience=audience,
            placeholders={**_READER, **extra},
            sample={**_READER_SAMPLE, **sample},
            **more,
        )
    )


ENDING = _kind(
    "ending",
    _("The end of the tandem is near"),
    _BOTH,
    _PARTNER | {"until": _("last day of the tandem")},
    _PARTNER_SAMPLE | {"until": "Mo, 31.5.2027"},
)
CLOSED = _kind(
    "closed",
    _("The tandem is closed"),
    _BOTH,
    _PARTNER | {"texts_until": _("last day on which the texts can be read"), "until": _("last day of the record")},
    _PARTNER_SAMPLE | {"texts_until": "30.6.2027", "until": "31.5.2028"},
)
CONSENT_ASKED = _kind(
    "consent_asked",
    _("The partner agrees to publish a result: do you?"),
    _("the partner who has not agreed yet"),
    _PARTNER,
    _PARTNER_SAMPLE,
    secret=True,
)
PUBLISHED = _kind(
    "published",
    _("A result is in the library"),
    _BOTH,
    _PARTNER | {"title": _("title of the publication")},
    _PARTNER_SAMPLE | {"title": "…"},
)
WITHDRAWN = _kind(
    "withdrawn",
    _("A result was taken out of the library"),
    _("the partner of whoever took it out"),
    _PARTNER,
    _PARTNER_SAMPLE,
    secret=True,
)
TAKEN_DOWN = _kind(
    "taken_down",
    _("The programme office has taken a result off the page"),
    _BOTH,
    _PARTNER | {"message": _("what the office wrote")},
    _PARTNER_SAMPLE | {"message": "…"},
    secret=True,
)
IN_TOUCH = _kind(
    "in_touch",
    _("Both want to stay in touch"),
    _BOTH,
    _PARTNER | {"address": _("work address of the partner")},
    _PARTNER_SAMPLE | {"address": "alex.beispiel@stadt.example"},
    secret=True,
)
