from .announcement import Delivery, OptOut, Wave
from .article import Article, Picture
from .comment import Comment, CommentLink, CommentReport, Helpful
from .faq import FaqEntry
from .interest import Interest, InterestLink, Notice
from .page import Page
from .question import Question
from .voice import ConsentLink, Voice

__all__ = [
    "Article",
    "Comment",
    "CommentLink",
    "CommentReport",
    "ConsentLink",
    "Delivery",
    "FaqEntry",
    "Helpful",
    "Interest",
    "InterestLink",
    "Notice",
    "OptOut",
    "Page",
    "Picture",
    "Question",
    "Voice",
    "Wave",
]
