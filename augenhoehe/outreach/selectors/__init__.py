from .office import Waiting, faq_count, office_articles, office_comments, waiting_for_office
from .public import (
    FaqGroup,
    ProgrammePage,
    articles_with_pictures,
    comments_for,
    faq_groups,
    is_public,
    page_of,
    programme_page,
    programmes_with_page,
    published_articles,
    visible_programmes,
)

__all__ = [
    "FaqGroup",
    "ProgrammePage",
    "Waiting",
    "articles_with_pictures",
    "comments_for",
    "faq_count",
    "faq_groups",
    "is_public",
    "office_articles",
    "office_comments",
    "page_of",
    "programme_page",
    "programmes_with_page",
    "published_articles",
    "visible_programmes",
    "waiting_for_office",
]
