from .answers import AnswerForm
from .meetings import EXTENSION, MeetingForm
from .office import FilterForm, PairForm, PublishForm, VersionForm
from .records import RecordForm

__all__ = [
    "EXTENSION",
    "AnswerForm",
    "FilterForm",
    "MeetingForm",
    "PairForm",
    "PublishForm",
    "RecordForm",
    "VersionForm",
]
