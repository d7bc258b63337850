from .aims import AimsForm
from .cohort import CohortForm, NewCohortForm, PartsForm, PhasesForm, PilotForm
from .gate import GateForm, PassGateForm, TakeBackForm
from .lessons import LessonForm, NewLessonForm
from .programme import NewProgrammeForm, OfficeForm, ProgrammeForm, RoleForm
from .rules import RulesForm
from .working_time import WorkingTimeForm

__all__ = [
    "AimsForm",
    "CohortForm",
    "GateForm",
    "LessonForm",
    "NewCohortForm",
    "NewLessonForm",
    "NewProgrammeForm",
    "OfficeForm",
    "PartsForm",
    "PassGateForm",
    "PhasesForm",
    "PilotForm",
    "ProgrammeForm",
    "RoleForm",
    "RulesForm",
    "TakeBackForm",
    "WorkingTimeForm",
]
