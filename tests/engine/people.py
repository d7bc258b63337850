"""Invented people and matrices, and the slow truth by trying everything."""

import random
from collections.abc import Iterator
from itertools import product

import numpy as np

from augenhoehe.engine import ASPECTS, Person, Policy, Problem, ScoreMatrix, TopicAnswer

TOPICS = tuple(f"topic-{k}" for k in range(8))
SITES = tuple(f"site-{k}" for k in range(5))


def mentor(name: str = "m", **changes: object) -> Person:
    """A mentor who fits ``mentee()`` under every default rule."""
    values: dict[str, object] = {
        "department": ("A", "A1"),
        "function_level": 1,
        "career_stage": 0,
        "site": "north",
        "modes": frozenset({"in_person", "video"}),
        "slots": frozenset({0, 1, 2, 3}),
        "languages": frozenset({"de"}),
        "topics": {"ai": TopicAnswer(3), "data": TopicAnswer(2)},
        "seeks": {"networking": 2, "future": 2},
        "gives": {"advice": 3},
    }
    return Person(id=name, **{**values, **changes})  # type: ignore[arg-type]


def mentee(name: str = "e", **changes: object) -> Person:
    """A mentee who fits ``mentor()`` under every default rule."""
    values: dict[str, object] = {
        "department": ("B", "B1"),
        "function_level": 5,
        "career_stage": 4,
        "site": "south",
        "modes": frozenset({"in_person"}),
        "slots": frozenset({2, 3, 4}),
        "languages": frozenset({"de", "en"}),
        "topics": {"ai": TopicAnswer(1, 3), "data": TopicAnswer(2, 1)},
        "seeks": {"advice": 2, "feedback": 2},
        "gives": {"networking": 1, "future": 3},
    }
    return Person(id=name, **{**values, **changes})  # type: ignore[arg-type]


def some(rng: random.Random, values: range | tuple[str, ...] | list[str], most: int) -> frozenset:  # type: ignore[type-arg]
    return frozenset(rng.sample(list(values), rng.randint(0, min(most, len(values)))))


def anybody(rng: random.Random, name: str, gaps: float, **fixed: object) -> Person:
    """Somebody at random; each answer is missing with probability ``gaps``."""

    def told(value: object) -> object:
        return None if rng.random() < gaps else value

    values: dict[str, object] = {
        "department": told(tuple(f"R{rng.randrange(3)}" + ".1" * depth for depth in range(rng.randint(1, 3)))) or (),
        "function_level": told(rng.randint(1, 6)),
        "career_stage": told(rng.randint(0, 7)),
        "grade": told(rng.randint(1, 9)),
        "site": told(rng.choice(SITES)),
        "sites": told(some(rng, SITES, 2)),
        "modes": told(some(rng, ["in_person", "video"], 2)),
        "slots": told(some(rng, range(20), 8)),
        "languages": told(some(rng, ["de", "en", "tr"], 3)),
        "topics": told(
            {topic: TopicAnswer(rng.randint(0, 3), rng.randint(0, 3)) for topic in sorted(some(rng, TOPICS, 6))}
        ),
        "seeks": told({aspect: rng.randint(0, 3) for aspect in sorted(some(rng, ASPECTS, 5))}),
        "gives": told({aspect: rng.randint(0, 3) for aspect in sorted(some(rng, ASPECTS, 5))}),
        "attributes": {"profession": rng.choice(["law", "it", ""]), "organisation": rng.choice(["X", "Y", "Z"])},
    }
    return Person(id=name, **{**values, **fixed})  # type: ignore[arg-type]


def cohort(seed: int, mentors: int, mentees: int, gaps: float = 0.1, **changes: object) -> Problem:
    """A cohort at random with relations, distances and, unless given, the default rules and criteria."""
    rng = random.Random(seed)
    ours = tuple(anybody(rng, f"m{k:03d}", gaps, capacity=rng.choice((1, 1, 2))) for k in range(mentors))
    theirs = tuple(anybody(rng, f"e{k:03d}", gaps) for k in range(mentees))

    def relation(share: float) -> frozenset[tuple[str, str]]:
        return frozenset((a.id, b.id) for a in ours for b in theirs if rng.random() < share)

    values: dict[str, object] = {
        "line_related": relation(0.05),
        "conflicts": relation(0.05),
        "former_partners": relation(0.05),
        "recent_links": frozenset({("R0", "R1"), ("R2", "R2")}),
        "site_distance_km": {(a, b): round(rng.uniform(0, 70), 2) for a in SITES[:3] for b in SITES[1:] if a < b},
    }
    return Problem(ours, theirs, **{**values, **changes})  # type: ignore[arg-type]


def matrix(cells: list[list[int | None]] | np.ndarray, **changes: object) -> ScoreMatrix:
    """A bare matrix with ids a0, a1 … and b0, b1 …."""
    shape = np.shape(cells)
    return ScoreMatrix(
        tuple(f"a{k}" for k in range(shape[0])),
        tuple(f"b{k}" for k in range(shape[1])),
        cells,  # type: ignore[arg-type]
        **changes,  # type: ignore[arg-type]
    )


def every_plan(source: ScoreMatrix) -> Iterator[tuple[int | None, ...]]:
    """All ways to give each mentee (in order of id) a possible mentor or none, within seats, bans and locks."""
    cells = source.cells
    seats = source.capacities()
    choices: list[list[int | None]] = []
    for j, b in enumerate(source.mentees):
        locked = [i for i, a in enumerate(source.mentors) if (a, b) in source.locks]
        free = [
            i
            for i, a in enumerate(source.mentors)
            if cells[i][j] is not None and cells[i][j] >= 0 and (a, b) not in source.bans  # type: ignore[operator]
        ]
        choices.append(list(locked) if locked else [*free, None])
    for plan in product(*choices):
        if all(plan.count(i) <= seats[a] for i, a in enumerate(source.mentors)):
            yield plan


def best_by_hand(source: ScoreMatrix, policy: Policy) -> tuple[tuple[int, int, int], list[tuple[int | None, ...]]]:
    """The best (count, floor among free pairs, total) and every plan that reaches it, by trying all."""
    found: dict[tuple[int, int, int], list[tuple[int | None, ...]]] = {}
    for plan in every_plan(source):
        scores, free = [], []
        for j, i in enumerate(plan):
            if i is not None:
                score = int(source.cells[i][j])  # type: ignore[arg-type]
                scores.append(score)
                if (source.mentors[i], source.mentees[j]) not in source.locks:
                    free.append(score)
        floor = min(free, default=0) if policy.floor == "best" else 0
        found.setdefault((len(scores), floor, sum(scores)), []).append(plan)
    best = max(found)
    return best, found[best]


def likely(seed: int, mentors: int, mentees: int, seats: tuple[int, ...] = (1,), **changes: object) -> Problem:
    """A cohort in which most people have possible partners, about half of the pairs."""
    rng = random.Random(seed)

    def one(role: str, k: int) -> Person:
        unit = f"R{rng.randrange(6)}"
        young = role == "m"
        fixed = {
            "department": (unit, f"{unit}-{rng.randrange(3)}"),
            "function_level": rng.randint(1, 2) if young else rng.randint(3, 6),
            "languages": frozenset({"de"}) | some(rng, ["en"], 1),
            "modes": frozenset({"in_person"}) | some(rng, ["video"], 1),
            "slots": frozenset(rng.sample(range(20), rng.randint(5, 12))),
            "topics": {
                topic: TopicAnswer(rng.randint(1, 3) if young else rng.randint(0, 2), rng.randint(1, 3))
                for topic in rng.sample(TOPICS, 5)
            },
            "capacity": rng.choice(seats) if young else 1,
        }
        return anybody(rng, f"{role}{k:03d}", 0.0, **fixed)

    ours, theirs = tuple(one("m", k) for k in range(mentors)), tuple(one("e", k) for k in range(mentees))
    values: dict[str, object] = {
        "conflicts": frozenset((a.id, b.id) for a in ours for b in theirs if rng.random() < 0.02),
        "recent_links": frozenset({("R0", "R1"), ("R2", "R3")}),
    }
    return Problem(ours, theirs, **{**values, **changes})  # type: ignore[arg-type]
