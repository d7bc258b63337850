"""News and experience reports for everybody, and what signed-in people say to them."""

from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page
from augenhoehe.outreach import selectors
from augenhoehe.outreach.enums import ArticleKind, CommentMode
from augenhoehe.outreach.forms import CommentForm
from augenhoehe.outreach.models import Article

from .head import head_of

PAGE = 12
COMMENTS = 20


@require_safe
@public_page
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """All news and experience reports of a programme, the latest first."""
    programme = get_object_or_404(selectors.visible_programmes(), slug=slug)
    kind = request.GET.get("kind", "")
    found = selectors.published_articles(programme, timezone.localdate(), kind)
    context = {
        "programme": programme,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "kind": kind if kind in ArticleKind.values else "",
        "kinds": ArticleKind.choices,
        **head_of(request),
    }
    return render(request, "outreach/news.html", context)


@require_safe
@public_page
def article(request: HttpRequest, slug: str, article_id: int) -> HttpResponse:
    """One of them, with its pictures and comments."""
    return article_page(request, published_article(slug, article_id))


def published_article(slug: str, article_id: int) -> Article:
    """An article that everybody may read; 404 for anything else."""
    found = selectors.articles_with_pictures().published(timezone.localdate())  # type: ignore[attr-defined]
    return get_object_or_404(found, programme__slug=slug, pk=article_id)


def article_page(request: HttpRequest, found: Article, form: CommentForm | None = None) -> HttpResponse:
    """The page of an article; a form that was refused is shown with its errors."""
    comments = selectors.comments_for(found, request.user)
    signed_in = request.user.is_authenticated
    page = selectors.page_of(found.programme)
    pictures = list(found.pictures.all())
    context: dict[str, Any] = {
        "article": found,
        "programme": found.programme,
        "settings": page,
        "pictures": pictures,
        "comments": Paginator(comments, COMMENTS).get_page(request.GET.get("page")),
        "comments_on": page.comments != CommentMode.OFF,
        "released_first": page.comments == CommentMode.BEFORE,
        "helpful": found.helpful.count() + found.found_helpful if page.helpful else 0,
        "is_helpful": signed_in and found.helpful.filter(person=request.user.pk).exists(),
        "own_report": signed_in and found.handed_in_by_id == request.user.pk,
        "form": form or CommentForm(initial={"draft_key": uuid4()}),
        **head_of(request, pictures[0] if pictures else None),
    }
    return render(request, "outreach/article.html", context, status=422 if form else 200)
