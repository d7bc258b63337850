from .pool import CategoryForm, TopicForm
from .results import ResultForm
from .workshop import ArrangeForm, BoardFilterForm, CodeForm, ContributionForm, RenameForm, VoteForm, WorkshopForm

__all__ = [
    "ArrangeForm",
    "BoardFilterForm",
    "CategoryForm",
    "CodeForm",
    "ContributionForm",
    "RenameForm",
    "ResultForm",
    "TopicForm",
    "VoteForm",
    "WorkshopForm",
]
