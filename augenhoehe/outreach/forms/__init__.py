from .articles import AltForm, ArticleForm, OwnReportForm, PictureForm, ReportForm
from .content import (
    AnswerForm,
    CommentForm,
    CommentReportForm,
    FaqForm,
    OfficeWordingForm,
    OwnVoiceForm,
    PageForm,
    VoiceForm,
)

__all__ = [
    "AltForm",
    "AnswerForm",
    "ArticleForm",
    "CommentForm",
    "CommentReportForm",
    "FaqForm",
    "OfficeWordingForm",
    "OwnReportForm",
    "OwnVoiceForm",
    "PageForm",
    "PictureForm",
    "ReportForm",
    "VoiceForm",
]
