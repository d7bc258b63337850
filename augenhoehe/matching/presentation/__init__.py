"""What the desk's pages show: rows and figures with their words, ready for a template."""

from .checking import Check, check, mail_previews
from .comparing import Comparing, comparison, last_two
from .pairing import PairView, pair, partners
from .policies import PoliciesView, policies
from .rows import left_over_rows, proposal_rows
from .running import failure, failure_of, figures, notices, pinning, progress, proposals_url, summary
from .trying import TrialView, next_best_plans, trial

__all__ = [
    "Check",
    "Comparing",
    "PairView",
    "PoliciesView",
    "TrialView",
    "check",
    "comparison",
    "failure",
    "failure_of",
    "figures",
    "last_two",
    "left_over_rows",
    "mail_previews",
    "next_best_plans",
    "notices",
    "pair",
    "partners",
    "pinning",
    "policies",
    "progress",
    "proposal_rows",
    "proposals_url",
    "summary",
    "trial",
]
