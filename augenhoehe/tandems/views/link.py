"""The page behind a link in a mail: one question, two buttons, no account. Opening it changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.people.requests import speak

from ..enums import Answer, LinkPurpose, TandemState
from ..errors import AlreadyAnsweredError
from ..forms import AnswerForm
from ..models import ActionLink
from ..selectors.profile import profile_of, reasons_of
from ..services.answers import answer_proposal
from ..services.confirmation import confirm_tandem
from ..services.links import find_link
from .reader import refusal_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Accept or decline, or go on after the first talk or not. 404 for a link nobody issued, 410 for one that is over.

    It shows no more than the mail did that brought the link; once used it shows nothing of the partner.
    """
    link = find_link(token)
    if link is None:
        raise Http404
    speak(request, link.tandem.application_of(Side(link.side)).person.language)
    if not _open(link):
        return render(request, "tandems/link_over.html", status=410)
    if request.method != "POST":
        return _page(request, link)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, link, status=422, refusal=refusal_of(form))
    return _use(request, link, yes=form.yes)


def _open(link: ActionLink) -> bool:
    """Whether there is still something to answer with this link."""
    tandem, side = link.tandem, Side(link.side)
    if not link.is_open(timezone.now()):
        return False
    if link.purpose == LinkPurpose.ANSWER:
        return tandem.state == TandemState.PROPOSED and tandem.answer_of(side) == Answer.OPEN
    return tandem.state == TandemState.ACCEPTED and tandem.confirms_of(side) == Answer.OPEN


def _use(request: HttpRequest, link: ActionLink, *, yes: bool) -> HttpResponse:
    tandem, side, now = link.tandem, Side(link.side), timezone.now()
    try:
        if link.purpose == LinkPurpose.ANSWER:
            answer_proposal(tandem=tandem, side=side, accept=yes, now=now)
        else:
            confirm_tandem(tandem=tandem, side=side, go_on=yes, now=now)
    except AlreadyAnsweredError:
        return render(request, "tandems/link_over.html", status=410)
    return render(request, "tandems/link_done.html")


def _page(request: HttpRequest, link: ActionLink, *, status: int = 200, refusal: str = "") -> HttpResponse:
    tandem, side = link.tandem, Side(link.side)
    asks_answer = link.purpose == LinkPurpose.ANSWER
    context = {
        "tandem": tandem,
        "refusal": refusal,
        "asks_answer": asks_answer,
        "partner": profile_of(tandem.partner_of(side)),
        "reasons": reasons_of(tandem, side) if asks_answer else [],
    }
    return render(request, "tandems/link.html", context, status=status)
