"""Soft criteria: what makes a possible pair a good one, with published weights."""

from __future__ import annotations

from dataclasses import dataclass

from augenhoehe.engine.errors import ProblemError

CRITERIA = (
    "topic_fit",
    "aspects",
    "topic_level",
    "career_stage",
    "place_mode",
    "time",
    "new_link",
    "profession",
)
"""Stable names, in the order of display. Each gives a pair 0…1000 whole points."""

MAX_POINTS = 1000


@dataclass(frozen=True, slots=True)
class Criteria:
    """Weights of the criteria: whole numbers that add up to at most 100, so that a score is at most 100,000.

    A criterion of weight 0, or without data, is off; the weights of the others stay as published.

    topic_fit: share of the mentee's relevance on topics where the mentor's level exceeds the mentee's.
    aspects: Σ min(gives, seeks) over both ways and five aspects, as a share of what both seek.
    topic_level: mean of (mentor's level − own level) / 3 over the topics of ``topic_fit``.
    career_stage: min(difference of bands, 4) / 4. time: min(common slots, 4) / 4.
    place_mode: 1 when both can by video or meet at one site, else 1 − distance / ``distance_limit_km``, not below 0.
    new_link: 1 when the two departments had no tandem lately, else 0.
    profession: 1 when ``attributes[profession_attribute]`` is the same, else 0 (off by default).

    A share a / b becomes points by rounding half up: ⌊(2000·a + b) / (2·b)⌋; 0 when b is 0.
    """

    topic_fit: int = 40
    aspects: int = 15
    topic_level: int = 10
    career_stage: int = 10
    place_mode: int = 10
    time: int = 10
    new_link: int = 5
    profession: int = 0
    profession_attribute: str = "profession"
    distance_limit_km: int = 50

    def __post_init__(self) -> None:
        """Raise ``ProblemError("weights")`` unless each weight is a whole number ≥ 0 and the sum at most 100."""
        weights = [self.weight(name) for name in CRITERIA]
        if any(type(weight) is not int or weight < 0 for weight in weights) or sum(weights) > 100:
            raise ProblemError("weights", "weights are whole numbers from 0 and add up to at most 100")
        if self.distance_limit_km < 1:
            raise ProblemError("range", "distance_limit_km must be at least 1", field="distance_limit_km")

    def weight(self, name: str) -> int:
        """Weight of a criterion named in ``CRITERIA``."""
        value: int = getattr(self, name)
        return value


def points(part: int, whole: int) -> int:
    """``part / whole`` as whole points 0…1000, half rounded up; 0 when there is no whole."""
    return 0 if whole <= 0 else (2 * MAX_POINTS * part + whole) // (2 * whole)
