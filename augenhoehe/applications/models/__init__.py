"""`Exclusion` is left out on purpose: it is reached through `applications.confidential` alone."""

from . import exclusion  # noqa: F401  (Django has to see the table)
from .application import Application, TopicAnswer
from .approval import Approval, ApprovalLink
from .decision import ProposedDecision
from .link import ApplicationLink
from .need import NeedCheck

__all__ = ["Application", "ApplicationLink", "Approval", "ApprovalLink", "NeedCheck", "ProposedDecision", "TopicAnswer"]
