from .article import Article, Picture
from .comment import Comment, CommentReport, Helpful
from .faq import FaqEntry
from .page import Page
from .voice import Voice

__all__ = ["Article", "Comment", "CommentReport", "FaqEntry", "Helpful", "Page", "Picture", "Voice"]
