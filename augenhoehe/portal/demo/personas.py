"""The people one can be in the demo."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from augenhoehe.people.models import Person

from .city import DOMAIN


@dataclass(frozen=True)
class Persona:
    key: str
    first_name: str
    last_name: str
    title: Any
    sees: Any

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PERSONAS: Final = (
    Persona(
        "office",
        "Miriam",
        "Aumüller",
        _("Programme office"),
        _("runs the programme: applications, matching, tandems, texts"),
    ),
    Persona(
        "office2",
        "Jonas",
        "Reindl",
        _("Programme office, second person"),
        _("approves what the first one submits"),
    ),
    Persona(
        "mentor",
        "Leyla",
        "Sommerfeld",
        pgettext_lazy("persona", "Mentor"),
        _("has applied, waits for a partner, then accepts or declines"),
    ),
    Persona("mentee", "Ruth", "Hallermann", pgettext_lazy("persona", "Mentee"), _("an executive who wants to learn")),
    Persona(
        "running_mentor",
        "Nele",
        "Achternbusch",
        _("Mentor in a running tandem"),
        _("meets an executive once a month: dates, agreement, undertaking"),
    ),
    Persona(
        "running_mentee",
        "Wolfgang",
        "Zirngibl",
        _("Mentee in a running tandem"),
        _("an executive in the middle of six months of talks"),
    ),
    Persona(
        "closed_mentor",
        "Jakob",
        "Wiesinger",
        _("Mentor whose tandem has ended"),
        _("reads what stays: agreement, result, looking back"),
    ),
    Persona(
        "closed_mentee",
        "Christa",
        "Lohmeier",
        _("Mentee whose tandem has ended"),
        _("an executive who has put a result into the library"),
    ),
    Persona(
        "assistant",
        "Gerda",
        "Vilsmaier",
        _("Assistant of an executive"),
        _("arranges dates; sees when and where, and nothing else"),
    ),
    Persona(
        "supervisor",
        "Bernd",
        "Oberhuber",
        pgettext_lazy("persona", "Supervisor"),
        _("the mentor’s superior; never sees what the two talk about"),
    ),
    Persona("sponsor", "Heike", "Lindner", _("Sponsor"), _("backs the programme and sees sums, not people")),
    Persona(
        "council",
        "Tayfun",
        "Brandl",
        _("Staff council"),
        _("sees what is settled before a call, rules, weights and who changed them"),
    ),
    Persona(
        "confidant",
        "Amira",
        "Falkner",
        _("Confidant"),
        _("outside the office; reads what somebody entrusts to her, and nothing else"),
    ),
    Persona(
        "admin",
        "Sascha",
        "Winterstein",
        pgettext_lazy("persona", "Administrator"),
        _("runs the installation and has no part in the programme"),
    ),
)


def build_personas(now: Any) -> dict[str, Person]:
    """One person for each persona, by key."""
    made = Person.objects.bulk_create(
        [
            Person(
                email=persona.email,
                first_name=persona.first_name,
                last_name=persona.last_name,
                is_administrator=persona.key == "admin",
                languages=["de", "en"],
                language="de",
                joined_at=now,
            )
            for persona in PERSONAS
        ]
    )
    return {person.email.partition("@")[0]: person for person in made}
