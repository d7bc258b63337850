"""Exact, explained matching of mentors and mentees; knows nothing of Django.

Two doors: ``solve(Problem(mentors, mentees, …))`` for persons with rules and criteria, and
``solve(ScoreMatrix(mentors, mentees, cells))`` for bare scores. Both give a ``Plan`` with a certificate that
``verify`` checks without the solver. How the proof works: ``docs/engine.md``.
"""

from augenhoehe.engine.answers import Alternative, Comparison, Explanation, Move, Reason, Regret, Verification
from augenhoehe.engine.criteria import CRITERIA, Criteria
from augenhoehe.engine.doors import check, solve, verify
from augenhoehe.engine.errors import (
    Conflict,
    EngineError,
    LockImpossible,
    NobodyPossible,
    NotVerified,
    ProblemError,
    QuotasImpossible,
)
from augenhoehe.engine.plan import (
    AimProof,
    Certificate,
    Contribution,
    Cover,
    FloorStep,
    LeftOver,
    Pair,
    Plan,
    Prices,
    Shortage,
    SwitchedOff,
    Warning,  # noqa: A004
)
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.presets import PRESETS, Preset
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.quota import Precedence, Quota
from augenhoehe.engine.rules import RULES, Direction, Rules
from augenhoehe.engine.types import ASPECTS, MAX_SCORE, MODES, SLOTS, Link, Person, Role, TopicAnswer
from augenhoehe.engine.version import ENGINE_VERSION

__all__ = [
    "ASPECTS",
    "CRITERIA",
    "ENGINE_VERSION",
    "MAX_SCORE",
    "MODES",
    "PRESETS",
    "RULES",
    "SLOTS",
    "AimProof",
    "Alternative",
    "Certificate",
    "Comparison",
    "Conflict",
    "Contribution",
    "Cover",
    "Criteria",
    "Direction",
    "EngineError",
    "Explanation",
    "FloorStep",
    "LeftOver",
    "Link",
    "LockImpossible",
    "Move",
    "NobodyPossible",
    "NotVerified",
    "Pair",
    "Person",
    "Plan",
    "Policy",
    "Precedence",
    "Preset",
    "Prices",
    "Problem",
    "ProblemError",
    "Quota",
    "QuotasImpossible",
    "Reason",
    "Regret",
    "Role",
    "Rules",
    "ScoreMatrix",
    "Shortage",
    "SwitchedOff",
    "TopicAnswer",
    "Verification",
    "Warning",
    "check",
    "solve",
    "verify",
]
