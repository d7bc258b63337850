"""What the office does at the matching desk. Every act is one transaction with its log entry."""

from .decisions import Decided, decide_pair, take_decision_back
from .policies import ask_for_policies, compute_policies
from .publication import require_publishable, return_run, submit_for_approval, withdraw_submission
from .runs import RunAct, compute_run, discard_run, known_draft, start_run, try_again
from .single import run_of_one_pair
from .state import NotPossible, change_state, lock_cohort
from .waiting import forget_waiting, keep_waiting
from .withdrawal import forget_withdrawn

__all__ = [
    "Decided",
    "NotPossible",
    "RunAct",
    "ask_for_policies",
    "change_state",
    "compute_policies",
    "compute_run",
    "decide_pair",
    "discard_run",
    "forget_waiting",
    "forget_withdrawn",
    "keep_waiting",
    "known_draft",
    "lock_cohort",
    "require_publishable",
    "return_run",
    "run_of_one_pair",
    "start_run",
    "submit_for_approval",
    "take_decision_back",
    "try_again",
    "withdraw_submission",
]
