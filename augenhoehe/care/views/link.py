"""The page behind a link in a mail: one question, no account. Opening it changes nothing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.forms import AnswerForm

from ..enums import ExtensionState, LinkPurpose
from ..models import CareLink
from ..services.breaks import resume_tandem
from ..services.extensions import answer_extension
from ..services.leaving import wish_partner
from ..services.links import find_link
from ..services.quiet import say_all_is_well

_STATES = {LinkPurpose.WISH: (TandemState.ENDED,), LinkPurpose.RESUME: (TandemState.PAUSED,)}
_RUNNING = (TandemState.CONFIRMED, TandemState.PAUSED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the mail asks. 404 for a link nobody issued, 410 for one that is over.

    It shows no more than the mail did that brought the link, and nothing that the two write to each other.
    """
    link = find_link(token)
    if link is None:
        raise Http404
    _speak_to(request, link)
    if not _open(link):
        return render(request, "tandems/link_over.html", status=410)
    if request.method != "POST":
        return _page(request, link)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, link, status=422, refusal=str(form.errors["answer"][0]))
    try:
        _use(link, yes=form.yes)
    except TandemError:
        return render(request, "tandems/link_over.html", status=410)
    return render(request, "tandems/link_done.html")


def _speak_to(request: HttpRequest, link: CareLink) -> None:
    """In the language of whoever the link is for, unless a reader has chosen another."""
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language = link.tandem.application_of(Side(link.side)).person.language
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _open(link: CareLink) -> bool:
    """Whether there is still something to answer with this link."""
    return link.is_open(timezone.now()) and link.tandem.state in _STATES.get(LinkPurpose(link.purpose), _RUNNING)


def _use(link: CareLink, *, yes: bool) -> None:
    tandem, side, now = link.tandem, Side(link.side), timezone.now()
    if link.purpose == LinkPurpose.EXTEND:
        answer_extension(tandem=tandem, side=side, wanted=yes, now=now)
    elif link.purpose == LinkPurpose.WISH:
        wish_partner(tandem=tandem, side=side, wanted=yes, now=now)
    elif link.purpose == LinkPurpose.RESUME:
        if yes:
            resume_tandem(tandem=tandem, now=now)
    elif yes:
        say_all_is_well(tandem=tandem, now=now)


def _page(request: HttpRequest, link: CareLink, *, status: int = 200, refusal: str = "") -> HttpResponse:
    tandem = link.tandem
    asked = tandem.extensions.filter(state=ExtensionState.ASKED).first() if link.purpose == LinkPurpose.EXTEND else None
    context = {
        "tandem": tandem,
        "cohort": tandem.cohort,
        "partner_name": tandem.partner_of(Side(link.side)).person.get_full_name(),
        "asked": asked,
        "refusal": refusal,
    }
    return render(request, f"care/link_{link.purpose}.html", context, status=status)
