"""The page behind a link in a mail about an event: two buttons, no account. Opening it changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.common.dates import moment
from augenhoehe.people.requests import speak

from ..errors import EventError
from ..forms import AnswerForm
from ..models import EventLink
from ..rules import is_for, may_change_mind, takes_place
from ..selectors.member import event_of_link
from ..services.answers import sign_off, sign_up
from ..services.links import find_event_link
from .member import thanks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign up or off. 404 for a link nobody issued, 410 once the event has begun or nobody asks any more.

    It says what and when, not where: place and video link are in the invitation, and on the page behind the sign-in.
    """
    link = find_event_link(token)
    if link is None or not takes_place(link.event):
        raise Http404
    speak(request, link.application.person.language)
    if not _open(link):
        return render(request, "events/link_over.html", status=410)
    if request.method != "POST":
        return _page(request, link)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, link, status=422, refusal=str(form.errors["answer"][0]))
    person = link.application.person
    act = sign_up if form.yes else sign_off
    try:
        done = act(event=link.event, application=link.application, actor=person, now=timezone.now())
    except EventError as error:
        return _page(request, link, status=409, refusal=error.message())
    return _page(request, link, done=thanks(done))


def _open(link: EventLink) -> bool:
    """Whether there is still something to answer with this link."""
    now = timezone.now()
    return link.is_open(now) and may_change_mind(link.event, now) and is_for(link.event, link.application)


def _page(
    request: HttpRequest, link: EventLink, *, status: int = 200, refusal: str = "", done: str = ""
) -> HttpResponse:
    event = link.event
    context = {
        "own": event_of_link(event, link.application, timezone.now()),
        "event": event,
        "refusal": refusal,
        "done": done,
        "when": moment(event.starts_at, event.minutes),
    }
    return render(request, "events/link.html", context, status=status)
