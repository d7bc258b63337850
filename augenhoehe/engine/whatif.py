"""Questions about a plan: why these two, why not those, what would it cost, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from augenhoehe.engine.types import Link, Role


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion for one pair.

    facts (all JSON types): topic_fit ``{"topics": [ids], "covered": int, "wanted": int}``; topic_level
    ``{"levels": {topic: [mentor, mentee]}}``; aspects ``{"to_mentee": [..], "to_mentor": [..]}``; career_stage
    ``{"distance": int}``; place_mode ``{"video": bool, "sites": [common], "km": float | None}``; time
    ``{"slots": [common]}``; new_link ``{"departments": [mentor's, mentee's]}``; profession ``{"value": str | None}``.
    """

    criterion: str
    points: int
    weight: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """From one plan to another: differences (other minus this) and pairs that went and came."""

    count: int
    worst: int | None
    total: int
    removed: tuple[Link, ...]
    added: tuple[Link, ...]
    people: tuple[tuple[Role, str], ...]
    """Everybody who has another partner, or none any more, or one at last."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pair. ``effect``: what forcing it would change (``None`` if it is in the plan or not possible)."""

    mentor: str
    mentee: str
    in_plan: bool
    score: int | None
    reasons: tuple[Reason, ...]
    blocked_by: tuple[str, ...]
    effect: Comparison | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another possible partner and the exact effect of choosing them."""

    mentor: str
    mentee: str
    score: int
    effect: Comparison
