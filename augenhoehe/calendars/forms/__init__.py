from .own import AssistantForm, FeedForm, HoursForm, MailboxForm
from .places import HeldDateForm, NewPlaceForm, PlaceForm, TravelForm
from .sources import SOURCE_FORMS, SourceForm

__all__ = [
    "SOURCE_FORMS",
    "AssistantForm",
    "FeedForm",
    "HeldDateForm",
    "HoursForm",
    "MailboxForm",
    "NewPlaceForm",
    "PlaceForm",
    "SourceForm",
    "TravelForm",
]
