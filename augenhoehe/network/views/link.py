"""The page behind the link in the yearly mail: one button, no account. Opening it changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.people.requests import speak

from ..services.directory import leave_directory
from ..services.links import find_leave_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_link(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the directory. 404 for a link nobody issued or whose entry is gone, 410 for one that is over.

    It works with the part switched off as well: whoever wants out gets out.
    """
    link = find_leave_link(token)
    if link is None:
        raise Http404
    speak(request, link.entry.person.language)
    if not link.is_open(timezone.now()):
        return render(request, "network/link_over.html", status=410)
    context = {"cohort": link.entry.cohort, "left": request.method == "POST"}
    if request.method == "POST":
        leave_directory(entry=link.entry, actor=link.entry.person)
    return render(request, "network/link.html", context)
