from .office import DaysForm, ItemForm, RemarkForm, TitleForm
from .questionnaire import QuestionnaireForm

__all__ = ["DaysForm", "ItemForm", "QuestionnaireForm", "RemarkForm", "TitleForm"]
