from .cohort import Cohort, MatchingRules, Phase
from .gate import Gate
from .history import Change, Lesson
from .programme import Programme, Role

__all__ = ["Change", "Cohort", "Gate", "Lesson", "MatchingRules", "Phase", "Programme", "Role"]
