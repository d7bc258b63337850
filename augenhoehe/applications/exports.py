"""Applications as a table that our own import reads again. The silent exclusions are no column."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import get_language

from augenhoehe.intake.parsers.slots import BLOCK_NAMES, DAYS_DE, DAYS_EN
from augenhoehe.intake.writing import Value

from .enums import Side
from .models import Application
from .selectors.office import UNREAD
from .selectors.units import UnitFacts

# Headings as the import knows them, English and German.
HEADINGS = (
    ("Role", "Rolle"),
    ("Mail address", "E-Mail"),
    ("First name", "Vorname"),
    ("Last name", "Nachname"),
    ("Department", "Referat"),
    ("Unit", "Organisationseinheit"),
    ("Function level", "Funktionsebene"),
    ("Career stage", "Karrierestufe"),
    ("Site", "Standort"),
    ("Languages", "Sprachen"),
    ("Modes", "Form"),
    ("Sites for meetings", "Treffpunkte"),
    ("Weekly times", "Zeiten"),
    ("Topics", "Themen"),
    ("Seeks", "sucht"),
    ("Gives", "gibt"),
    ("Motivation", "Motivation"),
    ("Capacity", "Plätze"),
    ("State", "Stand"),
    ("Submitted on", "Eingereicht am"),
    ("Place on the reserve list", "Platz auf der Nachrückliste"),
    ("Reason of the decision", "Grund der Entscheidung"),
)


def rows(applications: Iterable[Application], units: dict[int, UnitFacts]) -> list[Sequence[Value]]:
    """Headings and a row an application. Of what nobody handed in there is only that it exists.

    Needs `person__site`, `topics__topic` and `sites` fetched.
    """
    german = (get_language() or "de").startswith("de")
    headings = [pair[1] if german else pair[0] for pair in HEADINGS]
    return [headings, *(_row(one, units, german) for one in applications)]


def _row(one: Application, units: dict[int, UnitFacts], german: bool) -> Sequence[Value]:
    person = one.person
    unit = units.get(person.unit_id) if person.unit_id else None
    read = one.state not in UNREAD
    answers: list[Value] = [
        "; ".join(one.languages),
        "; ".join(one.modes).replace("_", " "),
        "; ".join(site.name for site in one.sites.all()),
        _slots(one.slots, german),
        _topics(one),
        _weights(one.aspect_seeks),
        _weights(one.aspect_gives),
        one.motivation,
        one.capacity if one.side == Side.MENTOR else None,
    ]
    return [
        one.side,
        person.email,
        person.first_name,
        person.last_name,
        units[unit.department].name if unit else "",
        unit.name if unit and unit.department != unit.pk else "",
        person.function_level,
        person.career_stage,
        person.site.name if person.site else "",
        *(answers if read else [None] * len(answers)),
        str(one.get_state_display()),
        timezone.localdate(one.submitted_at) if one.submitted_at else None,
        one.reserve_rank,
        one.decision_reason,
    ]


def _slots(slots: Iterable[int], german: bool) -> str:
    days = DAYS_DE if german else DAYS_EN
    return "; ".join(
        f"{days[slot // len(BLOCK_NAMES)]} {BLOCK_NAMES[slot % len(BLOCK_NAMES)]}" for slot in sorted(slots)
    )


def _topics(one: Application) -> str:
    if one.side == Side.MENTOR:
        return "; ".join(f"{answer.topic.key}:{answer.level}" for answer in one.topics.all())
    return "; ".join(f"{answer.topic.key}:{answer.level}:{answer.relevance}" for answer in one.topics.all())


def _weights(weights: dict[str, int]) -> str:
    return "; ".join(f"{name}:{weight}" for name, weight in weights.items())
