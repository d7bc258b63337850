"""Several dates at once: proposed on the tandem's page, answered there or from the mail."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..doors import own_tandem
from ..enums import SeriesState
from ..errors import TandemError
from ..forms import ProposeForm, TakeForm, VersionForm
from ..models import Series, Tandem
from ..selectors.suggested import series_for
from ..services.numbering import next_number
from ..services.series import propose_series, take_series, withdraw_series
from .reader import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose dates, or answer those that are proposed."""
    tandem, _side = own_tandem(request, pk)
    if not request.user.has_perm("tandems.plan_meeting", tandem):
        raise Http404
    known = tandem.series.filter(state=SeriesState.OPEN).first()
    if known is None:
        return _propose(request, tandem)
    known.tandem = tandem
    return _answer(request, known, person_of(request), by_link=False)


def answer_by_link(request: HttpRequest, known: Series, person: Person) -> HttpResponse:
    """The partner's answer from the mail; 410 once the proposal is settled."""
    if known.state != SeriesState.OPEN:
        return render(request, "tandems/link_over.html", status=410)
    return _answer(request, known, person, by_link=True)


def _propose(request: HttpRequest, tandem: Tandem) -> HttpResponse:
    now = timezone.now()
    form = _propose_form(request, tandem, now)
    if request.method != "POST" or "minutes" not in request.POST:
        return _page(request, tandem, form)
    if not form.is_valid():
        return _page(request, tandem, form, status=422)
    try:
        propose_series(
            tandem=tandem, actor=person_of(request), dates=form.details(), draft_key=form.cleaned_data["draft_key"],
            now=now,
        )  # fmt: skip
    except TandemError as error:
        form.add_error(None, error.message())
        return _page(request, tandem, form, status=409)
    messages.success(request, _("Your proposal is on its way. The dates are fixed as soon as your partner takes them."))
    return redirect("tandem-series", pk=tandem.pk)


def _propose_form(request: HttpRequest, tandem: Tandem, now: dt.datetime) -> ProposeForm:
    first = next_number(tandem)
    if request.method == "POST":
        lines = max(tandem.cohort.meetings - first + 1, 0)
        return ProposeForm(request.POST, tandem=tandem, times=[None] * lines, first=first, now=now)
    times = series_for(tandem, now)
    return ProposeForm(initial=ProposeForm.usual(tandem), tandem=tandem, times=times, first=first, now=now)


def _answer(request: HttpRequest, known: Series, person: Person, *, by_link: bool) -> HttpResponse:
    own = known.tandem.side_of(person) == known.proposed_by
    if request.method != "POST":
        return _proposed(request, known, own=own, by_link=by_link)
    now, act = timezone.now(), request.POST.get("act", "")
    try:
        if act == "take" and not own:
            form = _take_form(known, now, request.POST)
            if not form.is_valid():
                return _proposed(request, known, own=own, by_link=by_link, form=form, status=422)
            version, dates = form.cleaned_data["version"] or 0, form.details(list(known.dates.all()))
            take_series(series=known, actor=person, version=version, dates=dates, now=now)
            done = _("The dates are fixed. The invitations are on their way to both of you.")
        else:
            sent = VersionForm(request.POST)
            version = sent.cleaned_data["version"] if act == "withdraw" and sent.is_valid() else 0
            withdraw_series(series=known, actor=person, version=version, now=now)
            done = _("The proposal is withdrawn. Nothing has come into the calendars.")
    except StaleError:
        return _proposed(request, known, own=own, by_link=by_link, status=409, refusal=TandemError().message())
    except TandemError as error:
        return _proposed(request, known, own=own, by_link=by_link, status=409, refusal=error.message())
    messages.success(request, done)
    return render(request, "tandems/link_done.html") if by_link else redirect("meetings", pk=known.tandem_id)


def _take_form(known: Series, now: dt.datetime, data: Any = None) -> TakeForm:
    dates = list(known.dates.all())
    times = [one.starts_at for one in dates]
    first = next_number(known.tandem)
    return TakeForm(data, tandem=known.tandem, times=times, first=first, now=now, initial={"version": known.version})


def _proposed(
    request: HttpRequest,
    known: Series,
    *,
    own: bool,
    by_link: bool,
    form: TakeForm | None = None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    now = timezone.now()
    context = {
        "tandem": known.tandem,
        "series": known,
        "own": own,
        "by_link": by_link,
        "refusal": refusal,
        "partner": known.tandem.application_of(Side(known.proposed_by)).person,
        "dates": [
            (moment(one.starts_at, one.minutes), "" if by_link else one.place or one.video_url)
            for one in known.dates.all()
        ],
        "form": form or _take_form(known, now),
    }
    return render(request, "tandems/series_proposed.html", context, status=status)


def _page(request: HttpRequest, tandem: Tandem, form: ProposeForm, status: int = 200) -> HttpResponse:
    return render(request, "tandems/series.html", {"tandem": tandem, "form": form}, status=status)
