"""Rules and criteria of known formats and programmes."""

from __future__ import annotations

from dataclasses import dataclass

from augenhoehe.engine.criteria import Criteria
from augenhoehe.engine.rules import Rules


@dataclass(frozen=True, slots=True)
class Preset:
    """A named pair of rules and criteria."""

    rules: Rules
    criteria: Criteria


PRESETS: dict[str, Preset] = {
    "default": Preset(Rules(), Criteria()),
    "mentor-match": Preset(
        Rules(
            direction="classic",
            department=0,
            function_level=False,
            grade=True,
            grade_gap_min=1,
            grade_gap_max=2,
            different_attribute="organisation",
            topic=False,
            language=False,
            mode=False,
            slot=False,
        ),
        Criteria(
            topic_fit=0,
            aspects=0,
            topic_level=0,
            career_stage=0,
            place_mode=0,
            time=0,
            new_link=0,
            profession=100,
        ),
    ),
}
"""``mentor-match``: classic direction, other organisation, the senior side one or two grades above, profession as
points. It reads ``Person.grade`` and ``Person.attributes["organisation"]`` and ``["profession"]``."""
