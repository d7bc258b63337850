"""Invented staff: young professionals and executives all over the city."""

import random
from collections.abc import Sequence
from datetime import datetime

from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Person, Site, Unit

from .city import DOMAIN
from .names import FIRST, LAST, address


def build_staff(
    chance: random.Random,
    units: Sequence[Unit],
    sites: Sequence[Site],
    *,
    juniors: int,
    seniors: int,
    now: datetime,
) -> tuple[list[Person], list[Person]]:
    """`juniors` young professionals (levels 1–3) and `seniors` executives (4–6) all over the city."""
    taken: set[str] = set()

    def person(unit: Unit, level: int, stage: int) -> Person:
        first, last = chance.choice(FIRST), chance.choice(LAST)
        number = 0
        while (email := address(first, last, DOMAIN, number)) in taken:
            number += 1
        taken.add(email)
        more = [
            code for code, share in (("en", 0.6), ("fr", 0.1), ("tr", 0.08), ("it", 0.06)) if chance.random() < share
        ]
        return Person(
            email=email,
            first_name=first,
            last_name=last,
            unit=unit,
            site=chance.choice(sites),
            function_level=level,
            career_stage=stage,
            languages=["de", *more],
            language="de" if chance.random() < 0.92 else "en",
            joined_at=now,
        )

    sections = [unit for unit in units if unit.kind == UnitKind.SECTION]
    above = [unit for unit in units if unit.kind != UnitKind.SECTION]
    young = [
        person(
            chance.choice(sections),
            chance.choices((1, 2, 3), (2, 5, 3))[0],
            chance.choices((0, 1, 2), (4, 4, 2))[0],
        )
        for _ in range(juniors)
    ]
    old = []
    for _ in range(seniors):
        unit = chance.choice(above)
        level = 6 if unit.kind == UnitKind.DEPARTMENT else chance.choices((4, 5), (1, 3))[0]
        old.append(person(unit, level, chance.choices((2, 3, 4), (1, 4, 5))[0]))
    people = Person.objects.bulk_create([*young, *old])
    return people[:juniors], people[juniors:]


def settle_in(people: Sequence[Person], units: Sequence[Unit], departments: Sequence[str], kind: UnitKind) -> None:
    """Let these people work in a few departments: a first cohort is often a pilot of those who wanted to begin."""
    places = [[unit for unit in units if unit.kind == kind and unit.short.startswith(short)] for short in departments]
    for at, person in enumerate(people):
        here = places[at % len(places)]
        person.unit = here[at // len(places) % len(here)]
    Person.objects.bulk_update(people, ["unit"])
