"""One's own comment behind the link of a mail, without an account. Opening the page changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.outreach.models import Comment
from augenhoehe.outreach.selectors import is_public
from augenhoehe.outreach.services import SwitchedOffError, visitors
from augenhoehe.people.requests import speak


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_comment(request: HttpRequest, token: str) -> HttpResponse:
    """What became of it; by POST its author confirms it. 404 for a link nobody issued."""
    found = _found(request, token)
    if found is None:
        return render(request, "outreach/comment_over.html", status=410)
    status = 200
    if request.method == "POST":
        try:
            visitors.confirm_comment(comment=found, now=timezone.now())
        except SwitchedOffError:
            status = 409
        else:
            return redirect("own-comment", token=token)
    public = is_public(found.article, timezone.localdate())
    context = {"comment": found, "article": found.article, "public": public, "token": token, "off": status == 409}
    return render(request, "outreach/own_comment.html", context, status=status)


@never_cache
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take it away for good. Again is no harm."""
    found = _found(request, token)
    if found is not None:
        visitors.withdraw_comment(comment=found)
    return render(request, "outreach/comment_over.html")


def _found(request: HttpRequest, token: str) -> Comment | None:
    try:
        found = visitors.find_comment(token, now=timezone.now())
    except LookupError as error:
        raise Http404 from error
    if found is not None:
        speak(request, found.language)
    return found
