"""Leaving the announcements that come to one's own address, and taking it back. Opening the page changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from augenhoehe.outreach.services import opt_out as services
from augenhoehe.people.requests import speak


# Mail programs leave by a POST without cookies (RFC 8058); the token is what proves the right to do so.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button, and by POST at once; `again` takes it back. 404 for a link nobody issued."""
    try:
        person, programme = services.find_reader(token)
    except LookupError as error:
        raise Http404 from error
    speak(request, person.language)
    state = "asked"
    if request.method == "POST":
        state = "back" if "again" in request.POST else "left"
        act = services.opt_in if state == "back" else services.opt_out
        act(person=person, programme=programme)
    context = {"programme": programme, "token": token, "state": state}
    return render(request, "outreach/announcement_leave.html", context)
