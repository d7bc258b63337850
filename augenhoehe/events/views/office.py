"""The office plans events, changes them, calls them off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import OFFICE_KINDS, Audience, EventKind, EventState, Reply
from ..errors import EventError, OtherSideSignedUpError, TooFewPlacesError
from ..forms import CancelForm, EventForm, PeopleForm
from ..models import Event
from ..rules import is_open, may_change_mind, may_record
from ..selectors import office as selectors
from ..services.calendar import where_of
from ..services.planning import cancel_event, change_event, create_event
from .reader import office_cohort, office_event, person_of

PER_PAGE = 50
FOR_MENTORS = (EventKind.TRAINING, EventKind.SUPERVISION)


@require_safe
@login_required
def listing(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The cohort's events, what is ahead first."""
    cohort = office_cohort(request, cohort_id, Part.EVENTS)
    page = Paginator(selectors.listed(cohort), PER_PAGE).get_page(request.GET.get("page"))
    context = {"cohort": cohort, "page": page, "preparation": cohort.uses(Part.PREPARATION)}
    return render(request, "events/office_list.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """One event: what, when, where, and who has answered what."""
    event = office_event(request, cohort_id, pk)
    now = timezone.now()
    form = PeopleForm(request.GET)
    form.is_valid()
    show, text = form.cleaned_data.get("show", ""), form.cleaned_data.get("q", "")
    page = Paginator(selectors.people(event, show=show, text=text), PER_PAGE).get_page(request.GET.get("page"))
    counts = selectors.counts(event)
    context = {
        "cohort": event.cohort,
        "event": event,
        "when": moment(event.starts_at, event.minutes),
        "where": where_of(event, get_language() or "de", link=True),
        "filter": form,
        "filtered": bool(show or text),
        "page": page,
        "counts": counts,
        "open": is_open(event, now),
        "ahead": may_change_mind(event, now),
        "doors_open": may_record(event, now),
        "full": event.places is not None and counts[Reply.COMING] >= event.places,
    }
    return render(request, "events/office_event.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Plan an event."""
    cohort = office_cohort(request, cohort_id, Part.EVENTS)
    now = timezone.now()
    if request.method != "POST":
        return _form(request, cohort, EventForm(initial=_first_words(request), now=now))
    form = EventForm(request.POST, now=now)
    if not form.is_valid():
        return _form(request, cohort, form, status=422)
    try:
        event, _new = create_event(
            cohort=cohort,
            actor=person_of(request),
            details=form.details(),
            draft_key=form.cleaned_data["draft_key"],
            now=now,
        )
    except StaleError:
        form.add_error(None, _("This form was sent before with other details. Please open a new one."))
        return _form(request, cohort, form, status=409)
    messages.success(
        request, _("Planned. It now appears on the pages of those it is for; ask them by mail whenever you like.")
    )
    return redirect("office-event", cohort_id=cohort.pk, pk=event.pk)


def _first_words(request: HttpRequest) -> dict[str, Any]:
    """What the kind in the address suggests."""
    kind = request.GET.get("kind", "")
    if kind not in OFFICE_KINDS:
        return {}
    audience = Audience.MENTORS if kind in FOR_MENTORS else Audience.BOTH
    return {"kind": kind, "audience": audience}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Change an event, or move it."""
    event = office_event(request, cohort_id, pk)
    if event.state != EventState.PLANNED:
        raise Http404
    now = timezone.now()
    if request.method != "POST":
        return _form(request, event.cohort, EventForm(initial=EventForm.initial_of(event), now=now), event=event)
    form = EventForm(request.POST, now=now)
    if not form.is_valid() or form.cleaned_data["version"] is None:
        return _form(request, event.cohort, form, event=event, status=422)
    try:
        version = form.cleaned_data["version"]
        change_event(event=event, actor=person_of(request), version=version, details=form.details(), now=now)
    except StaleError:
        return _stale(request, event)
    except TooFewPlacesError as error:
        form.add_error("places", error.message())
    except OtherSideSignedUpError as error:
        form.add_error("audience", error.message())
    except EventError as error:
        form.add_error(None, error.message())
    else:
        messages.success(request, _("Saved. Whoever has a place gets a mail if date, place or title have changed."))
        return redirect("office-event", cohort_id=cohort_id, pk=pk)
    return _form(request, event.cohort, form, event=event, status=422)


def _stale(request: HttpRequest, event: Event) -> HttpResponse:
    """Somebody else was quicker: what is stored, beside what was typed."""
    event.refresh_from_db()
    stored = EventForm.initial_of(event)
    rebound = EventForm({**request.POST.dict(), "version": event.version}, now=timezone.now())
    rebound.is_valid()
    differing = [
        (field.label, stored[name] if stored[name] not in (None, "") else "–")
        for name, field in rebound.fields.items()
        if name in stored and name != "version" and rebound.cleaned_data.get(name) != stored[name]
    ]
    return _form(request, event.cohort, rebound, event=event, conflict=differing, status=409)


def _form(
    request: HttpRequest,
    cohort: Cohort,
    form: EventForm,
    *,
    event: Event | None = None,
    conflict: list[tuple[Any, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"cohort": cohort, "form": form, "event": event, "conflict": conflict}
    return render(request, "events/office_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Call an event off; pressing twice is once."""
    event = office_event(request, cohort_id, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    counts = selectors.counts(event)
    told = counts[Reply.COMING] + counts[Reply.WAITING]
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                message = form.cleaned_data["message"]
                cancel_event(event=event, actor=person_of(request), message=message, now=timezone.now())
            except EventError as error:
                form.add_error(None, error.message())
                status = 409
            else:
                text = ngettext("Cancelled. %(n)d person gets a mail.", "Cancelled. %(n)d people get a mail.", told)
                messages.success(request, text % {"n": told})
                return redirect("office-event", cohort_id=cohort_id, pk=pk)
    context = {"cohort": event.cohort, "event": event, "form": form, "told": told}
    return render(request, "events/office_cancel.html", context, status=status)
