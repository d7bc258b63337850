from .decision import DecisionForm
from .office import FilterForm, InviteForm, ReturnForm
from .selection import SelectionForm
from .start import StartForm
from .steps import STEP_FORMS, AboutForm, AspectsForm, ExclusionsForm, MotivationForm, StepForm, TimesForm
from .topics import TopicsForm

__all__ = [
    "STEP_FORMS",
    "AboutForm",
    "AspectsForm",
    "DecisionForm",
    "ExclusionsForm",
    "FilterForm",
    "InviteForm",
    "MotivationForm",
    "ReturnForm",
    "SelectionForm",
    "StartForm",
    "StepForm",
    "TimesForm",
    "TopicsForm",
]
