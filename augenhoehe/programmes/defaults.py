"""What a new cohort starts with. Keys are the engine's own names for its rules and criteria."""

from typing import Any, Final

from .enums import PhaseKind
from .parts import Part

RuleValue = bool | int | str | None

RULES: Final[dict[str, RuleValue]] = {
    "line_relation": True,
    "private": True,
    "department": 1,
    "direction": "reverse",
    "function_level": True,
    "level_gap_min": 2,
    "level_gap_max": None,
    "topic": True,
    "language": True,
    "mode": True,
    "slot": True,
    "former_partners": True,
}
"""Arguments of the engine's `Rules`; `department` is the depth at which the two units must differ (0: off)."""

WEIGHTS: Final[dict[str, int]] = {
    "topic_fit": 40,
    "aspects": 15,
    "topic_level": 10,
    "career_stage": 10,
    "place_mode": 10,
    "time": 10,
    "new_link": 5,
}
"""Arguments of the engine's `Criteria`: whole numbers that add up to 100."""

POLICY: Final[dict[str, str | int | bool]] = {"floor": "best", "concavity": 1, "waiting": False, "need": False}
"""What is sought after as many tandems as possible: arguments of the engine's `Policy`, and who comes first."""

# A cohort of a year: phase → first and last day, counted from the cohort's first day.
PHASES: Final[dict[PhaseKind, tuple[int, int]]] = {
    PhaseKind.CALL: (0, 41),
    PhaseKind.SELECTION: (28, 55),
    PhaseKind.MATCHING: (56, 76),
    PhaseKind.RUNNING: (77, 272),
    PhaseKind.CLOSING: (259, 300),
    PhaseKind.FOLLOW_UP: (301, 482),
}

# A small pilot: ten tandems, run by one coordinator with a stand-in. What a coordinator of ten does by hand is off; all
# other settings have their shipped values.
PILOT: Final[dict[str, Any]] = {
    "parts": [Part.WORKING_TIME, Part.PREPARATION],
    "four_eyes": False,
    "selection_four_eyes": False,
}
PILOT_TANDEMS: Final = 10
PILOT_PHASES: Final[dict[PhaseKind, tuple[int, int]]] = {
    PhaseKind.CALL: (0, 20),
    PhaseKind.SELECTION: (14, 27),
    PhaseKind.MATCHING: (28, 34),
    PhaseKind.RUNNING: (35, 224),
    PhaseKind.CLOSING: (211, 238),
    PhaseKind.FOLLOW_UP: (239, 420),
}


def rules_for(direction: str) -> dict[str, RuleValue]:
    """The default rules in a direction; between equals the function levels are the same."""
    if direction == "equal":
        return {**RULES, "direction": direction, "level_gap_min": 0, "level_gap_max": 0}
    return {**RULES, "direction": direction}
