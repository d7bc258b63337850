"""What the desk's pages show: rows and figures with their words, ready for a template."""

from .checking import Check, check, mail_previews
from .comparing import Comparing, comparison, last_two
from .pairing import PairView, pair, partners
from .policies import PolicyRow, policies
from .rows import left_over_rows, proposal_rows
from .running import failure, failure_of, figures, notices, pinning, progress, proposals_url, summary

__all__ = [
    "Check",
    "Comparing",
    "PairView",
    "PolicyRow",
    "check",
    "comparison",
    "failure",
    "failure_of",
    "figures",
    "last_two",
    "left_over_rows",
    "mail_previews",
    "notices",
    "pair",
    "partners",
    "pinning",
    "policies",
    "progress",
    "proposal_rows",
    "proposals_url",
    "summary",
]
