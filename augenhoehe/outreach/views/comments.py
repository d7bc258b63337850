"""What signed-in people say to an article: a comment, "helpful", and that a comment should not stand there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.outreach import services
from augenhoehe.outreach.enums import CommentState
from augenhoehe.outreach.forms import CommentForm, CommentReportForm
from augenhoehe.people.requests import MemberRequest

from .news import article_page, published_article


@require_POST
@login_required
def comment(request: MemberRequest, slug: str, article_id: int) -> HttpResponse:
    """Say something to an article."""
    found = published_article(slug, article_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return article_page(request, found, form)
    try:
        said = services.write_comment(article=found, person=request.user, now=timezone.now(), **form.cleaned_data)
    except services.SwitchedOffError as error:
        raise Http404 from error
    except services.TooFastError:
        form.add_error("text", _("That was many comments in a short time. Please wait a few minutes."))
        return article_page(request, found, form)
    waits = said.state == CommentState.WAITING
    messages.success(request, _("Thank you. The office reads it before it appears.") if waits else _("Thank you."))
    return _back(slug, article_id)


def _back(slug: str, article_id: int) -> HttpResponse:
    return redirect("article", slug=slug, article_id=article_id)


@require_POST
@login_required
def helpful(request: MemberRequest, slug: str, article_id: int) -> HttpResponse:
    """Say that an article was helpful, or take it back."""
    found = published_article(slug, article_id)
    try:
        services.mark_helpful(article=found, person=request.user, helpful=request.POST.get("helpful") != "no")
    except services.SwitchedOffError as error:
        raise Http404 from error
    return _back(slug, article_id)


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
