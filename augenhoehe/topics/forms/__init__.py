from .pool import CategoryForm, TopicForm
from .results import ResultForm
from .workshop import ArrangeForm, CodeForm, ContributionForm, RenameForm, VoteForm, WorkshopForm

__all__ = [
    "ArrangeForm",
    "CategoryForm",
    "CodeForm",
    "ContributionForm",
    "RenameForm",
    "ResultForm",
    "TopicForm",
    "VoteForm",
    "WorkshopForm",
]
