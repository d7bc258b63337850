"""What participants see and do, signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.common.dates import moment

from ..enums import EventState, Reply
from ..errors import EventError
from ..forms import AnswerForm
from ..models import SignUp
from ..selectors.member import OwnEvent, own_event
from ..services.answers import sign_off, sign_up
from ..services.calendar import calendar_object, where_of
from .reader import person_of


def _own(request: HttpRequest, pk: int) -> OwnEvent:
    """The event and one's own answer; 404 for whom it is not meant."""
    found = own_event(person_of(request), pk, timezone.now())
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What, when, where, and one's own answer."""
    return _page(request, _own(request, pk))


def _page(request: HttpRequest, own: OwnEvent, *, status: int = 200, refusal: str = "") -> HttpResponse:
    event = own.event
    context = {
        "own": own,
        "event": event,
        "cohort": event.cohort,
        "refusal": refusal,
        "when": moment(event.starts_at, event.minutes),
        "where": where_of(event, get_language() or "de", link=own.has_seat),
    }
    return render(request, "events/event.html", context, status=status)


@require_POST
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Come, or not."""
    own = _own(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, own, status=422, refusal=str(form.errors["answer"][0]))
    act = sign_up if form.yes else sign_off
    try:
        done = act(event=own.event, application=own.application, actor=person_of(request), now=timezone.now())
    except EventError as error:
        return _page(request, _own(request, pk), status=409, refusal=error.message())
    messages.success(request, thanks(done))
    return redirect("home" if "home" in request.POST else "event", *([] if "home" in request.POST else [pk]))


def thanks(done: SignUp) -> str:
    """What came of an answer, in one sentence."""
    if done.reply == Reply.COMING:
        return _("You have a place. The invitation for your calendar is on its way.")
    if done.reply == Reply.WAITING:
        return _("All places are taken. You are on the waiting list and get a mail as soon as one becomes free.")
    return _("Thank you for telling us. Should you change your mind, you can still sign up.")


@require_safe
@login_required
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation as a file, for calendars that do not read mail; for those who have a place."""
    own = _own(request, pk)
    if not own.has_seat or own.event.state == EventState.CANCELLED:
        raise Http404
    text = calendar_object(
        own.event,
        person_of(request),
        sequence=own.sequence,
        method="REQUEST",
        language=get_language() or "de",
        now=own.event.updated_at,
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8; method=REQUEST")
    response["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return response
