from .articles import AltForm, ArticleForm, OwnReportForm, PictureForm, ReportForm
from .content import CommentForm, CommentReportForm, FaqForm, PageForm, VoiceForm

__all__ = [
    "AltForm",
    "ArticleForm",
    "CommentForm",
    "CommentReportForm",
    "FaqForm",
    "OwnReportForm",
    "PageForm",
    "PictureForm",
    "ReportForm",
    "VoiceForm",
]
