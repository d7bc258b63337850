from .questionnaire import QuestionnaireForm

__all__ = ["QuestionnaireForm"]
