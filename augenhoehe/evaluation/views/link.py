"""The page behind the mail that asks for consent to a joint report. Opening it changes nothing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..errors import UnknownLinkError
from ..models import Consent
from ..paper import title_of
from ..selectors.reading import read
from ..services import agree, find_consent, take_back


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Read the words, and say whether others may; that can be taken back at any time. 410 once the words are others."""
    try:
        found = find_consent(token)
    except UnknownLinkError as error:
        raise Http404 from error
    if found is None:
        return render(request, "evaluation/consent_over.html", status=410)
    _speak_to(request, found)
    if request.method != "POST":
        report = found.report
        context = {"consent": found, "report": report, "title": title_of(report), "parts": read(report)}
        return render(request, "evaluation/consent.html", context)
    if request.POST.get("answer") == "yes":
        agree(consent=found, now=timezone.now())
    else:
        take_back(consent=found)
    return redirect("report-consent", token=token)


def _speak_to(request: HttpRequest, found: Consent) -> None:
    """In the language of whoever the link is for, unless a reader has chosen another."""
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(found.person.language)
        request.LANGUAGE_CODE = found.person.language
