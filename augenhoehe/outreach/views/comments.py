"""What people say to an article: a comment, "helpful", and that a comment should not stand there.

Visitors' ways are in `visitors`; here are the addresses that both share.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.outreach import services
from augenhoehe.outreach.enums import CommentState
from augenhoehe.outreach.forms import CommentForm, CommentReportForm
from augenhoehe.outreach.models import Article
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest

from .news import article_page, published_article
from .visitors import comment_of_visitor, helpful_of_visitor


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, slug: str, article_id: int) -> HttpResponse:
    """Say something to an article; whoever has signed in finds the form below it."""
    found = published_article(slug, article_id)
    if not request.user.is_authenticated:
        return comment_of_visitor(request, found)
    if request.method != "POST":
        return redirect(f"{reverse('article', args=[slug, article_id])}#comments")
    return _comment_of_member(request, found, request.user)


def _comment_of_member(request: HttpRequest, found: Article, person: Person) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return article_page(request, found, form)
    try:
        said = services.write_comment(article=found, person=person, now=timezone.now(), **form.cleaned_data)
    except services.SwitchedOffError as error:
        raise Http404 from error
    except services.TooFastError:
        form.add_error("text", _("That was many comments in a short time. Please wait a few minutes."))
        return article_page(request, found, form)
    waits = said.state == CommentState.WAITING
    messages.success(request, _("Thank you. The office reads it before it appears.") if waits else _("Thank you."))
    return _back(found.programme.slug, found.pk)


def _back(slug: str, article_id: int) -> HttpResponse:
    return redirect("article", slug=slug, article_id=article_id)


# Visitors' pages have no token; whoever has signed in needs one all the same.
@csrf_exempt
@require_POST
def helpful(request: HttpRequest, slug: str, article_id: int) -> HttpResponse:
    """Say that an article was helpful."""
    found = published_article(slug, article_id)
    return _helpful_of_member(request, found) if request.user.is_authenticated else helpful_of_visitor(request, found)


@csrf_protect
def _helpful_of_member(request: Any, found: Article) -> HttpResponse:
    """Once a person; they can take it back."""
    try:
        services.mark_helpful(article=found, person=request.user, helpful=request.POST.get("helpful") != "no")
    except services.SwitchedOffError as error:
        raise Http404 from error
    return _back(found.programme.slug, found.pk)


@require_POST
@login_required
def comment_delete(request: MemberRequest, slug: str, article_id: int, comment_id: int) -> HttpResponse:
    """Take one's own comment away, whatever its state."""
    found = published_article(slug, article_id)
    own = get_object_or_404(found.comments.filter(person=request.user), pk=comment_id)
    services.delete_own_comment(comment=own, person=request.user)
    messages.success(request, _("Your comment is gone."))
    return _back(slug, article_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def comment_report(request: MemberRequest, slug: str, article_id: int, comment_id: int) -> HttpResponse:
    """Tell the office that a comment should not stand there."""
    found = published_article(slug, article_id)
    said = get_object_or_404(found.comments.shown().select_related("person"), pk=comment_id)
    form = CommentReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.report_comment(comment=said, person=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. The programme office looks at it."))
        return _back(slug, article_id)
    context = {"article": found, "programme": found.programme, "comment": said, "form": form}
    return render(request, "outreach/comment_report.html", context, status=422 if form.is_bound else 200)
