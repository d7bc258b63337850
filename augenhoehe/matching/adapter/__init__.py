"""The one door between the programme and the engine: a cohort in, rows and previews out."""

from .aims import engine_policy
from .failure import Impossible, failure_of
from .outcome import Notice, Outcome, Progress, compute, notices
from .policies import PolicyResult, compare_policies, policies_to_keep
from .problem import Problem, build_problem, current_rules, engine_criteria, engine_rules, input_hash
from .single import Suggestion, next_best, obstacles, pair_alone
from .trying import Result, Trial, next_best_plans, people_of, try_weights, weights_of
from .whatif import (
    Decided,
    Effect,
    Preview,
    Step,
    broken_pairs,
    compare_runs,
    decided_in,
    keep_plan,
    plan_of,
    possible_partners,
    preview_ban,
    preview_lock,
    verify_again,
)

__all__ = [
    "Decided",
    "Effect",
    "Impossible",
    "Notice",
    "Outcome",
    "PolicyResult",
    "Preview",
    "Problem",
    "Progress",
    "Result",
    "Step",
    "Suggestion",
    "Trial",
    "broken_pairs",
    "build_problem",
    "compare_policies",
    "compare_runs",
    "compute",
    "current_rules",
    "decided_in",
    "engine_criteria",
    "engine_policy",
    "engine_rules",
    "failure_of",
    "input_hash",
    "keep_plan",
    "next_best",
    "next_best_plans",
    "notices",
    "obstacles",
    "pair_alone",
    "people_of",
    "plan_of",
    "policies_to_keep",
    "possible_partners",
    "preview_ban",
    "preview_lock",
    "try_weights",
    "verify_again",
    "weights_of",
]
