from .ending import Deletion, Ending, Reflection, StayingInTouch
from .publication import Publication
from .undertaking import Step, Undertaking

__all__ = ["Deletion", "Ending", "Publication", "Reflection", "StayingInTouch", "Step", "Undertaking"]
