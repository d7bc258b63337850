"""An author's own words behind the link of a mail: agree, decline, take back. Opening the page changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.common.models import StaleError
from augenhoehe.outreach import services
from augenhoehe.outreach.forms import AnswerForm
from augenhoehe.outreach.models import Article, Voice
from augenhoehe.outreach.showing import places_of
from augenhoehe.people.requests import speak


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """What is to be shown, and what its author says to it. 404 for a link nobody issued."""
    found = _found(request, token)
    if found is None:
        return render(request, "outreach/consent_over.html", status=410)
    if request.method != "POST":
        return _page(request, found, token)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, token, status=422)
    if form.cleaned_data["answer"] == "take_back":
        services.take_back(piece=found)
        return render(request, "outreach/consent_over.html")
    try:
        services.agree(piece=found, version=form.cleaned_data["version"], today=timezone.localdate())
    except (StaleError, services.TransitionError):
        found = _found(request, token)
        return _page(request, found, token, status=409) if found else redirect("consent", token=token)
    return redirect("consent", token=token)


def _page(request: HttpRequest, piece: Article | Voice, token: str, *, status: int = 200) -> HttpResponse:
    voice = isinstance(piece, Voice)
    context = {
        "piece": piece,
        "is_voice": voice,
        "places": places_of(piece) if isinstance(piece, Voice) else [],
        "token": token,
        "stale": status == 409,
    }
    return render(request, "outreach/consent.html", context, status=status)


def _found(request: HttpRequest, token: str) -> Article | Voice | None:
    try:
        found = services.find_piece(token, now=timezone.now())
    except LookupError as error:
        raise Http404 from error
    if found is not None and found.handed_in_by:
        speak(request, found.handed_in_by.language)
    return found
