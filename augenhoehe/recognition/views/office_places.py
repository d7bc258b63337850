"""The proposal, its publication as one act, and what became of each place."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.intake.writing import XLSX, Value, write_csv, write_xlsx
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from ..enums import PlaceState, RoundState
from ..errors import RecognitionError
from ..forms import PlaceFilterForm, ProposalForm, SettleForm
from ..models import BenefitPlace, BenefitRound
from ..selectors import benefits as selectors
from ..services import allotting as services
from .doors import cohort_with_benefits

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 50


def _round(cohort: Cohort, round_id: int) -> BenefitRound:
    return get_object_or_404(BenefitRound.objects.select_related("cohort__programme"), cohort=cohort, pk=round_id)


@require_http_methods(FORM_METHODS)
@login_required
def proposal(request: MemberRequest, cohort_id: int, round_id: int) -> HttpResponse:
    """Who would get what, and what one place more would change; with POST they get it."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    round_ = _round(cohort, round_id)
    if not round_.awaits_allotment(timezone.localdate()):
        return redirect("office-recognition-benefits", cohort_id=cohort.pk)
    if request.method != "POST":
        return _proposal_page(request, cohort, round_)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _proposal_page(request, cohort, round_, status=422)
    try:
        services.publish_round(round_=round_, basis=form.cleaned_data["basis"], actor=request.user, now=timezone.now())
    except RecognitionError as error:
        return _proposal_page(request, cohort, round_, refusal=error.message(), status=409)
    messages.success(request, _("Given out. Everybody who wished gets a letter and reads why."))
    return redirect("office-recognition-places", cohort_id=cohort.pk, round_id=round_.pk)


def _proposal_page(
    request: MemberRequest, cohort: Cohort, round_: BenefitRound, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    found = selectors.proposal_of(round_)
    people = [
        (found.lists[key].application.person, line.benefit)
        for line in found.lines
        for key, benefit in found.allotment.places.items()
        if benefit == line.benefit.pk
    ]
    context = {
        "cohort": cohort,
        "round": round_,
        "proposal": found,
        "page": Paginator(people, PAGE).get_page(request.GET.get("page")),
        "refusal": refusal,
    }
    return render(request, "recognition/office_benefits_proposal.html", context, status=status)


@require_safe
@login_required
def listing(request: MemberRequest, cohort_id: int, round_id: int) -> HttpResponse:
    """Who has what, and what became of it."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    round_ = _round(cohort, round_id)
    if round_.state != RoundState.PUBLISHED:
        raise Http404
    form = PlaceFilterForm(request.GET, round_=round_)
    filters = form.filters()
    context = {
        "cohort": cohort,
        "round": round_,
        "filter": form,
        "filtered": bool(filters),
        "counts": selectors.place_counts(round_),
        "page": Paginator(selectors.places_of(round_, filters), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "recognition/office_places.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def settle(request: MemberRequest, cohort_id: int, place_id: int) -> HttpResponse:
    """Write down that a place was used, was not, or did not take place."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    rows = BenefitPlace.objects.taken().select_related("benefit", "wish_list__application__person")
    place = get_object_or_404(rows, wish_list__round__cohort=cohort, pk=place_id)
    today = timezone.localdate()
    form = SettleForm(request.POST if request.method == "POST" else None, place=place, today=today)
    status = 422 if form.is_bound else 200
    conflict = None
    if form.is_bound and form.is_valid():
        try:
            services.settle_place(place=place, actor=request.user, **form.cleaned_data)
        except StaleError:
            data = request.POST.copy()
            data["version"] = str(place.version)
            form, status = SettleForm(data, place=place, today=today), 409
            conflict = [(form.fields["state"].label, PlaceState(place.state).label)]
        except RecognitionError as error:
            form.add_error(None, error.message())
        else:
            messages.success(request, _("Saved."))
            return redirect(reverse("office-recognition-places", args=[cohort.pk, place.benefit.round_id]))
    context = {"cohort": cohort, "place": place, "form": form, "conflict": conflict}
    return render(request, "recognition/office_place.html", context, status=status)


@require_safe
@login_required
def export(request: MemberRequest, cohort_id: int, round_id: int, sort: str) -> HttpResponse:
    """The same list as xlsx or csv."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    round_ = _round(cohort, round_id)
    if sort not in ("xlsx", "csv") or round_.state != RoundState.PUBLISHED:
        raise Http404
    table = list(_table(round_))
    if sort == "xlsx":
        response = HttpResponse(write_xlsx({str(round_): table}), content_type=XLSX)
    else:
        response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="benefits-{cohort.slug}-{round_.number}.{sort}"'
    return response


def _table(round_: BenefitRound) -> Iterator[list[Value]]:
    yield [
        *(_("Benefit"), _("Last name"), _("First name"), _("Mail address"), _("Unit")),
        *(_("Which wish it was"), _("State"), _("On")),
    ]
    for one in selectors.places_of(round_, {}):
        person = one.wish_list.application.person
        yield [
            *(str(one.benefit.title), person.last_name, person.first_name, person.email),
            *(person.unit.short if person.unit else "", one.rank, str(one.get_state_display()), one.settled_on),
        ]
