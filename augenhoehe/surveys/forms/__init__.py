from .office import DaysForm, ItemForm, RemarkForm
from .questionnaire import QuestionnaireForm

__all__ = ["DaysForm", "ItemForm", "QuestionnaireForm", "RemarkForm"]
