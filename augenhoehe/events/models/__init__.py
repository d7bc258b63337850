from .event import Event
from .link import EventLink, PreparationLink
from .preparation import Preparation
from .sign_up import SignUp

__all__ = ["Event", "EventLink", "Preparation", "PreparationLink", "SignUp"]
