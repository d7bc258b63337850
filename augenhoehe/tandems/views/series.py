"""Several dates at once: proposed on the tandem's page or by an assistant, answered there or from the mail."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
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
from ..models import Series, SeriesDate, Tandem
from ..selectors.meetings import assisted_tandem
from ..selectors.suggested import Line, series_for
from ..services.numbering import next_number
from ..services.series import propose_series, take_series, withdraw_series
from .reader import person_of


class Door(Enum):
    """How somebody came: signed in as one of the two, by a link in a mail, or for an executive."""

    OWN = "own"
    LINK = "link"
    ASSISTANT = "assistant"


@dataclass(frozen=True)
class Seat:
    """For which side somebody arranges dates, and what they may see: by a link no place, as an assistant no partner."""

    tandem: Tandem
    side: Side
    actor: Person
    door: Door

    @property
    def partner(self) -> str:
        return "" if self.door == Door.ASSISTANT else self.tandem.partner_of(self.side).person.get_full_name()

    @property
    def executive(self) -> str:
        return str(self.tandem.application_of(self.side).person) if self.door == Door.ASSISTANT else ""

    def where(self, one: SeriesDate) -> str:
        return "" if self.door == Door.LINK else one.place or one.video_url


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose dates, or answer those that are proposed."""
    tandem, side = own_tandem(request, pk)
    if not request.user.has_perm("tandems.plan_meeting", tandem):
        raise Http404
    return _open(request, Seat(tandem, side, person_of(request), Door.OWN))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assisted_series(request: HttpRequest, side: str, pk: int) -> HttpResponse:
    """The same for the assistant of the one on this side, who reads neither the partner's name nor anything else."""
    tandem = assisted_tandem(person_of(request), pk, side)
    if tandem is None:
        raise Http404
    return _open(request, Seat(tandem, Side(side), person_of(request), Door.ASSISTANT))


def answer_by_link(request: HttpRequest, known: Series, person: Person) -> HttpResponse:
    """The partner's answer from the mail; 410 once the proposal is settled."""
    if known.state != SeriesState.OPEN:
        return render(request, "tandems/link_over.html", status=410)
    return _answer(request, known, Seat(known.tandem, known.answered_by, person, Door.LINK))


def _open(request: HttpRequest, seat: Seat) -> HttpResponse:
    known = seat.tandem.series.filter(state=SeriesState.OPEN).first()
    if known is None:
        return _propose(request, seat)
    known.tandem = seat.tandem
    return _answer(request, known, seat)


def _propose(request: HttpRequest, seat: Seat) -> HttpResponse:
    now = timezone.now()
    form = _propose_form(request, seat.tandem, now)
    if request.method != "POST" or "minutes" not in request.POST:
        return _page(request, seat, form)
    if not form.is_valid():
        return _page(request, seat, form, status=422)
    try:
        propose_series(
            tandem=seat.tandem, actor=seat.actor, side=seat.side, dates=form.details(),
            draft_key=form.cleaned_data["draft_key"], now=now,
        )  # fmt: skip
    except TandemError as error:
        form.add_error(None, error.message())
        return _page(request, seat, form, status=409)
    if seat.door == Door.ASSISTANT:
        messages.success(
            request, _("The proposal is on its way. The dates are fixed as soon as the other side agrees.")
        )
        return redirect("assistance")
    messages.success(request, _("Your proposal is on its way. The dates are fixed as soon as your partner takes them."))
    return redirect("tandem-series", pk=seat.tandem.pk)


def _propose_form(request: HttpRequest, tandem: Tandem, now: dt.datetime) -> ProposeForm:
    first = next_number(tandem)
    if request.method == "POST":
        count = max(tandem.cohort.meetings - first + 1, 0)
        return ProposeForm(request.POST, tandem=tandem, lines=[Line()] * count, first=first, now=now)
    lines = series_for(tandem, now)
    return ProposeForm(initial=ProposeForm.usual(tandem), tandem=tandem, lines=lines, first=first, now=now)


def _answer(request: HttpRequest, known: Series, seat: Seat) -> HttpResponse:
    if request.method != "POST":
        return _proposed(request, known, seat)
    now, act, form = timezone.now(), request.POST.get("act", ""), None
    try:
        if act == "take" and seat.side != known.proposed_by:
            form = _take_form(known, now, request.POST)
            if not form.is_valid():
                return _proposed(request, known, seat, form=form, status=422)
            version, dates = form.cleaned_data["version"] or 0, form.details(list(known.dates.all()))
            take_series(series=known, actor=seat.actor, side=seat.side, version=version, dates=dates, now=now)
            done = _("The dates are fixed. The invitations are on their way to both of you.")
        else:
            sent = VersionForm(request.POST)
            version = sent.cleaned_data["version"] if act == "withdraw" and sent.is_valid() else 0
            withdraw_series(series=known, actor=seat.actor, side=seat.side, version=version, now=now)
            done = _("The proposal is withdrawn. Nothing has come into the calendars.")
            if seat.side != known.proposed_by:
                done = _("Thank you. Nothing has come into the calendars, and the other side hears of it.")
    except StaleError:
        return _proposed(request, known, seat, status=409, refusal=TandemError().message())
    except TandemError as error:
        return _proposed(request, known, seat, form=form, status=409, refusal=error.message())
    messages.success(request, done)
    if seat.door == Door.LINK:
        return render(request, "tandems/link_done.html")
    return redirect("assistance") if seat.door == Door.ASSISTANT else redirect("meetings", pk=known.tandem_id)


def _take_form(known: Series, now: dt.datetime, data: Any = None) -> TakeForm:
    lines = [Line(one.starts_at) for one in known.dates.all()]
    first = next_number(known.tandem)
    return TakeForm(data, tandem=known.tandem, lines=lines, first=first, now=now, initial={"version": known.version})


def _proposed(
    request: HttpRequest,
    known: Series,
    seat: Seat,
    *,
    form: TakeForm | None = None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "seat": seat,
        "series": known,
        "own": seat.side == known.proposed_by,
        "refusal": refusal,
        "dates": [(moment(one.starts_at, one.minutes), seat.where(one)) for one in known.dates.all()],
        "form": form or _take_form(known, timezone.now()),
    }
    return render(request, "tandems/series_proposed.html", context, status=status)


def _page(request: HttpRequest, seat: Seat, form: ProposeForm, status: int = 200) -> HttpResponse:
    return render(request, "tandems/series.html", {"seat": seat, "form": form}, status=status)
