from .answers import AnswerForm
from .dates import TimeForm
from .meetings import DateForm, MeetingForm
from .office import FilterForm, PairForm, PublishForm, VersionForm
from .records import RecordForm
from .series import ProposeForm, TakeForm

__all__ = [
    "AnswerForm",
    "DateForm",
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
