"""People as the engine sees them: answers and places in the house, no names, no birth dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from augenhoehe.engine.errors import ProblemError

Role = Literal["mentor", "mentee"]
Link = tuple[str, str]
"""A mentor's id and a mentee's id, in this order."""

MODES = frozenset({"in_person", "video"})
ASPECTS = ("networking", "experience", "advice", "feedback", "future")
SLOTS = 20  # Monday to Friday, four two-hour blocks a day
MAX_ANSWER = 3  # levels, relevance and wish weights run from 0 to 3
MAX_SCORE = 100_000


def whole(value: object, low: int, high: int) -> bool:
    """Whether this is a whole number within the range: 1.5 would be rounded one way here and another way there."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """What somebody says about a topic: own level 0…3 and, for a mentee, its relevance 0…3."""

    level: int
    relevance: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """One participant, mentor or mentee. ``id`` is unique within its side.

    ``None`` (and an empty ``department``) means "no data". When a whole side has no data for a rule or a
    criterion, it is off and the plan names it. When single people lack the data, a hard rule cannot be shown to
    hold for them, so it rules their pairs out, and a criterion gives their pairs no points; ``check`` names them.

    department: path of unit ids from the department down, e.g. ``("RIT", "RIT-I", "RIT-I-2")``.
    function_level: place in the hierarchy, 1 (entry) to 6 (top). career_stage: index of the band, from 0.
    site: the usual workplace. modes: subset of ``MODES``. sites: where else the person can meet.
    slots: weekly two-hour blocks 0…19, day × 4 + block. languages: codes. topics: topic id → answer.
    seeks, gives: aspect → weight 0…3. capacity: seats of a mentor (a mentee has exactly one).
    grade: any whole-number ladder, larger is more senior. attributes: free, e.g. ``{"profession": "law"}``.
    """

    id: str
    department: tuple[str, ...] = ()
    function_level: int | None = None
    career_stage: int | None = None
    site: str | None = None
    modes: frozenset[str] | None = None
    sites: frozenset[str] | None = None
    slots: frozenset[int] | None = None
    languages: frozenset[str] | None = None
    topics: Mapping[str, TopicAnswer] | None = None
    seeks: Mapping[str, int] | None = None
    gives: Mapping[str, int] | None = None
    capacity: int = 1
    grade: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ``ProblemError("range")`` naming person and field when a value leaves its range or is not whole."""
        for name, value, low, high in (
            ("function_level", self.function_level, 1, 6),
            ("career_stage", self.career_stage, 0, 99),
            ("capacity", self.capacity, 1, 99),
            ("grade", self.grade, -10_000, 10_000),
        ):
            if value is not None and not whole(value, low, high):
                self._refuse(name, value)
        if self.slots and not all(whole(slot, 0, SLOTS - 1) for slot in self.slots):
            self._refuse("slots", sorted(self.slots, key=str))
        if self.modes and not self.modes <= MODES:
            self._refuse("modes", sorted(self.modes, key=str))
        if self.topics:
            for topic, answer in self.topics.items():
                if not (whole(answer.level, 0, MAX_ANSWER) and whole(answer.relevance, 0, MAX_ANSWER)):
                    self._refuse("topics", topic)
        for name, wishes in (("seeks", self.seeks), ("gives", self.gives)):
            if wishes:
                for aspect, weight in wishes.items():
                    if aspect not in ASPECTS or not whole(weight, 0, MAX_ANSWER):
                        self._refuse(name, aspect)

    def _refuse(self, name: str, value: object) -> None:
        raise ProblemError(
            "range", f"{self.id!r}: {name} is out of range: {value!r}", id=self.id, field=name, value=value
        )

    def meeting_sites(self) -> frozenset[str]:
        """Where this person can meet: the stated sites and the workplace."""
        sites = self.sites or frozenset()
        return sites if self.site is None else sites | {self.site}
