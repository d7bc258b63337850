"""A seeded cohort of invented people for the engine's benchmarks; about half of the pairs are possible."""

from __future__ import annotations

import random
from typing import Any

from augenhoehe.engine import ASPECTS, Person, Problem, TopicAnswer

TOPICS = tuple(f"topic-{k:02d}" for k in range(30))
SITES = tuple(f"site-{k:02d}" for k in range(12))
ANSWERS = {(level, relevance): TopicAnswer(level, relevance) for level in range(4) for relevance in range(4)}
kept: dict[object, Any] = {}
"""Equal sets and answers are one object, as in a program that reads 200,000 people from a file."""


def once(value: Any) -> Any:
    """The first of all equal values."""
    return kept.setdefault(tuple(value.items()) if isinstance(value, dict) else value, value)


def person(rng: random.Random, name: str, young: bool) -> Person:
    """Somebody at random: young people low in the house with high topic levels, the others the other way round."""
    department = f"R{rng.randrange(15):02d}"
    return Person(
        id=name,
        department=once((department, f"{department}-{rng.randrange(4)}")),
        function_level=rng.choice((1, 1, 2, 2, 3)) if young else rng.choice((3, 4, 4, 5, 5, 6)),
        career_stage=rng.randrange(3) if young else rng.randrange(2, 7),
        site=rng.choice(SITES),
        sites=once(frozenset(rng.sample(SITES, rng.randint(0, 2)))),
        modes=once(frozenset(rng.choice((("in_person",), ("video",), ("in_person", "video"))))),
        slots=once(frozenset(rng.sample(range(20), rng.randint(4, 10)))),
        languages=once(frozenset({"de"} | ({"en"} if rng.random() < 0.5 else set()))),
        topics={
            topic: ANSWERS[rng.randint(1, 3) if young else rng.randint(0, 2), rng.randint(1, 3)]
            for topic in rng.sample(TOPICS, rng.randint(5, 9))
        },
        seeks=once({aspect: rng.randint(0, 3) for aspect in ASPECTS}),
        gives=once({aspect: rng.randint(0, 3) for aspect in ASPECTS}),
    )


def cohort(mentors: int, mentees: int, seed: int = 1) -> Problem:
    """Both sides with every relation, every rule and criterion on."""
    rng = random.Random(seed)
    ours = tuple(person(rng, f"m{k:05d}", young=True) for k in range(mentors))
    theirs = tuple(person(rng, f"e{k:05d}", young=False) for k in range(mentees))

    def relation(count: int) -> frozenset[tuple[str, str]]:
        return frozenset((rng.choice(ours).id, rng.choice(theirs).id) for _ in range(count))

    kept.clear()
    return Problem(
        ours,
        theirs,
        line_related=relation(mentors),
        conflicts=relation(mentors),
        former_partners=relation(mentors // 4),
        recent_links=frozenset((f"R{rng.randrange(15):02d}", f"R{rng.randrange(15):02d}") for _ in range(20)),
        site_distance_km={(a, b): round(rng.uniform(1, 60), 1) for a in SITES for b in SITES if a < b},
    )
