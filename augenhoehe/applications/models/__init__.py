"""`Exclusion` is left out on purpose: it is reached through `applications.confidential` alone."""

from . import exclusion  # noqa: F401  (Django has to see the table)
from .application import Application, TopicAnswer
from .approval import Approval, ApprovalLink
from .decision import ProposedDecision
from .need import NeedCheck, NeedLink

__all__ = ["Application", "Approval", "ApprovalLink", "NeedCheck", "NeedLink", "ProposedDecision", "TopicAnswer"]
