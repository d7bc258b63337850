"""What the questions about a plan are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from augenhoehe.engine.types import Link, Role

Method = Literal["plain", "rows", "matrix"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion for one pair.

    facts (all JSON types): topic_fit ``{"topics": [ids], "covered": int, "wanted": int}``; topic_level
    ``{"levels": {topic: [mentor, mentee]}}``; aspects ``{"to_mentee": [..], "to_mentor": [..]}``; career_stage
    ``{"distance": int | None}``; place_mode ``{"video": bool, "sites": [common], "km": float | None}``; time
    ``{"slots": [common]}``; new_link ``{"departments": [mentor's, mentee's] | None}``; profession
    ``{"value": str | None}``.
    """

    criterion: str
    points: int
    weight: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """From one plan to another: differences (other minus this) and pairs that went and came.

    worst is ``None`` when one of the plans has no pair. people: everybody who has another partner, or none any more,
    or one at last.
    """

    count: int
    worst: int | None
    total: int
    removed: tuple[Link, ...]
    added: tuple[Link, ...]
    people: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One mentee goes from one mentor to another; ``None``: from nobody, or to nobody any more."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Regret:
    """What forcing a pair loses: ``count`` tandems and ``total`` points (below 0: it would be a gain).

    sure: the floor of the others is certain to stay. Where it is not, it could rise, and ``explain`` says exactly.
    """

    mentor: str
    mentee: str
    score: int
    count: int
    total: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pair. score: ``None`` when not possible. effect: what forcing it would change (``None`` if it is in the plan
    or not possible). chain: who would have to move for it, in order: the mentee of the pair first, then whose place
    that takes, and so on; whoever else moves is in ``effect`` only."""

    mentor: str
    mentee: str
    in_plan: bool
    score: int | None
    reasons: tuple[Reason, ...]
    blocked_by: tuple[str, ...]
    effect: Comparison | None
    chain: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another possible partner, the exact effect of choosing them, and who would have to move, in order."""

    mentor: str
    mentee: str
    score: int
    effect: Comparison
    chain: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What was shown. method: ``"plain"`` (every pair of persons in plain Python), ``"rows"`` (the second vectorised
    reading, plan and sample in plain Python), ``"matrix"`` (bare scores). pairs: pairs of persons looked at."""

    method: Method
    pairs: int
    sampled: int
    count: int
    floor: int | None
    total: int
