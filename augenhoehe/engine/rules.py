"""Hard rules: what makes a pair possible. Each can be switched and parametrised per cohort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from augenhoehe.engine.errors import ProblemError

Direction = Literal["reverse", "classic", "equal"]

RULES = (
    "line_relation",
    "private",
    "department",
    "function_level",
    "grade",
    "attribute",
    "topic",
    "language",
    "mode",
    "slot",
    "former_partners",
    "ban",
)
"""Stable names, in the order in which causes are told. ``private`` stands for declared conflicts and silent
exclusions together, so that nobody can read off which it was; ``ban`` is a pair the office forbade (in a bare score
matrix: also an empty cell)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which hard rules apply. A rule without data is off whatever its switch says, and the plan names it.

    department: pairs from the same unit at this depth of the path are out (1: department, 2: division …; 0: off).
    direction: ``reverse`` the mentor stands below the mentee, ``classic`` above, ``equal`` both alike.
    level_gap_min, level_gap_max: function levels between the two, in the direction; ``equal`` allows up to
    ``level_gap_max`` (``None``: 0) either way. grade_gap…: the same on ``Person.grade`` (off by default).
    different_attribute: name of an attribute that must differ, e.g. ``"organisation"``.
    topic: at least one topic with relevance ≥ 1 where the mentor's level exceeds the mentee's.
    """

    line_relation: bool = True
    private: bool = True
    department: int = 1
    direction: Direction = "reverse"
    function_level: bool = True
    level_gap_min: int = 2
    level_gap_max: int | None = None
    grade: bool = False
    grade_gap_min: int = 1
    grade_gap_max: int | None = None
    different_attribute: str | None = None
    topic: bool = True
    language: bool = True
    mode: bool = True
    slot: bool = True
    former_partners: bool = True

    def __post_init__(self) -> None:
        """Raise ``ProblemError("range")`` for gaps or depths that cannot be meant."""
        if self.direction not in ("reverse", "classic", "equal"):
            raise ProblemError("range", f"unknown direction {self.direction!r}", field="direction")
        if self.department < 0:
            raise ProblemError("range", "department depth is negative", field="department")
        for name, low, high in (
            ("level_gap", self.level_gap_min, self.level_gap_max),
            ("grade_gap", self.grade_gap_min, self.grade_gap_max),
        ):
            if not isinstance(low, int) or not isinstance(high, int | None):
                raise ProblemError("range", f"{name}: from {low} to {high} are no whole numbers", field=name)
            if low < 0 or (high is not None and (high < 0 or (self.direction != "equal" and high < low))):
                raise ProblemError("range", f"{name}: from {low} to {high} is empty", field=name)

    def wants(self, rule: str) -> bool:
        """Whether the switch of this rule (a name from ``RULES``) is on."""
        if rule == "attribute":
            return self.different_attribute is not None
        if rule == "ban":
            return True
        return bool(getattr(self, rule))


def gap_bounds(direction: Direction, low: int, high: int | None) -> tuple[int, int]:
    """Permitted mentee-minus-mentor differences, both ends included."""
    far = 1_000_000 if high is None else high
    if direction == "reverse":
        return low, far
    if direction == "classic":
        return -far, -low
    return (0, 0) if high is None else (-high, high)
