from .answers import AnswerForm
from .dates import TimeForm
from .meetings import MeetingForm
from .office import FilterForm, PairForm, PublishForm, VersionForm
from .records import RecordForm
from .series import ProposeForm, TakeForm

__all__ = [
    "AnswerForm",
    "FilterForm",
    "MeetingForm",
    "PairForm",
    "ProposeForm",
    "PublishForm",
    "RecordForm",
    "TakeForm",
    "TimeForm",
    "VersionForm",
]
