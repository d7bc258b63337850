"""What visitors say to an article: a comment by a form of its own, and "helpful" from the page that all share."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from augenhoehe.outreach.enums import CommentMode
from augenhoehe.outreach.forms.contact import VisitorsCommentForm
from augenhoehe.outreach.models import Article
from augenhoehe.outreach.rates import within_rate
from augenhoehe.outreach.selectors import page_of
from augenhoehe.outreach.services import SwitchedOffError, visitors

COOKIE: Final = "helpful"
REMEMBERED: Final = 90 * 24 * 60 * 60
MOST: Final = 100
"""So many articles a browser remembers; the oldest drop out."""
_SALT: Final = "outreach.helpful"


def comment_of_visitor(request: HttpRequest, article: Article) -> HttpResponse:
    """Say something to an article without an account."""
    if page_of(article.programme).comments == CommentMode.OFF:
        raise Http404
    form = VisitorsCommentForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if form.trapped or within_rate(request, "comment", form.cleaned_data["email"]):
            if not form.trapped:
                language = (translation.get_language() or "de")[:2]
                visitors.leave_comment(article=article, language=language, now=timezone.now(), **form.values())
            messages.success(request, _("Thank you. One more step: please confirm with the link that we mailed you."))
            return redirect("article", slug=article.programme.slug, article_id=article.pk)
        form.add_error(None, _("That was very often. Please wait a while and try again."))
        status = 429
    context = {
        "article": article,
        "programme": article.programme,
        "form": form,
        "released_first": page_of(article.programme).comments == CommentMode.BEFORE,
    }
    return render(request, "outreach/comment.html", context, status=status)


def helpful_of_visitor(request: HttpRequest, article: Article) -> HttpResponse:
    """Count it, once a browser. The page is the same for all and has no token: the browser says where a press is from.

    The cookie is made by the press alone, holds the numbers of articles, and is read nowhere else.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Http404
    back = redirect("article", slug=article.programme.slug, article_id=article.pk)
    pressed = _pressed(request)
    if article.pk not in pressed:
        if not within_rate(request, COOKIE):
            messages.error(request, _("That was very often. Please wait a while and try again."))
            return back
        try:
            visitors.count_helpful(article=article)
        except SwitchedOffError as error:
            raise Http404 from error
        _remember(back, [*pressed, article.pk][-MOST:])
    messages.success(request, _("Thank you, that is counted."))
    return back


def _pressed(request: HttpRequest) -> list[int]:
    """Articles that this browser has found helpful."""
    try:
        return [int(pk) for pk in signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=REMEMBERED)]
    except signing.BadSignature:
        return []


def _remember(response: HttpResponse, articles: list[int]) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(articles, salt=_SALT),
        max_age=REMEMBERED,
        path="/programmes/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
