"""Neutral places: everybody of the programme reads them, the office keeps them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

from .. import selectors, services
from ..forms import HeldDateForm, NewPlaceForm, PlaceForm
from ..models import HeldDate, NeutralPlace
from .own import FORM_METHODS

PAGE = 20


@require_safe
@login_required
def places(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Where tandems can meet on neutral ground."""
    cohort = get_object_or_404(Cohort.objects.select_related("programme"), pk=cohort_id)
    if not request.user.has_perm("calendars.see_places", cohort):
        raise Http404
    found = selectors.places_of(cohort.programme, now=timezone.now()).offered()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "calendars/places.html", {"cohort": cohort, "page": page})


@require_safe
@login_required
def office_places(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The list as the office keeps it."""
    cohort = managed_cohort(request.user, cohort_id)
    found = selectors.places_of(cohort.programme, now=timezone.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "calendars/office_places.html", {"cohort": cohort, "page": page})


@require_http_methods(FORM_METHODS)
@login_required
def place_new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Add a place."""
    cohort = managed_cohort(request.user, cohort_id)
    form = NewPlaceForm(request.POST if request.method == "POST" else None, initial={"draft_key": uuid4()})
    form.instance.programme = cohort.programme
    if request.method == "POST" and form.is_valid():
        place = services.add_place(programme=cohort.programme, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Added. Everybody of the programme finds it now."))
        return redirect("office-place", cohort_id=cohort.pk, place_id=place.pk)
    context = {"cohort": cohort, "form": form}
    return render(request, "calendars/office_place_new.html", context, status=422 if form.is_bound else 200)


def _place(request: MemberRequest, cohort: Cohort, place_id: int) -> NeutralPlace:
    mine = NeutralPlace.objects.managed_by(request.user).filter(programme=cohort.programme_id)
    return get_object_or_404(mine, pk=place_id)


@require_http_methods(FORM_METHODS)
@login_required
def place(request: MemberRequest, cohort_id: int, place_id: int) -> HttpResponse:
    """One place: its facts, and the dates held there."""
    cohort = managed_cohort(request.user, cohort_id)
    _place(request, cohort, place_id)
    now = timezone.now()

    def act(form: Any) -> None:
        services.change_place(
            place=_place(request, cohort, place_id),
            version=form.cleaned_data["version"],
            actor=request.user,
            **form.changes(),
        )

    return edit_page(
        request,
        load=lambda: _place(request, cohort, place_id),
        make_form=lambda data, instance: PlaceForm(data, instance=instance),
        act=act,
        done=reverse("office-place", args=[cohort.pk, place_id]),
        template="calendars/office_place.html",
        context={"cohort": cohort, "dates": HeldDateForm(now=now), **_held(request, place_id)},
    )


def _held(request: MemberRequest, place_id: int) -> dict[str, Any]:
    held = HeldDate.objects.filter(place=place_id, starts_at__gt=timezone.now())
    return {"held": Paginator(held, PAGE).get_page(request.GET.get("page"))}


@require_POST
@login_required
def dates_hold(request: MemberRequest, cohort_id: int, place_id: int) -> HttpResponse:
    """Note a time that is booked there."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = _place(request, cohort, place_id)
    form = HeldDateForm(request.POST, now=timezone.now())
    if not form.is_valid():
        context = {
            "cohort": cohort, "object": stored, "form": PlaceForm(instance=stored), "dates": form,
            **_held(request, place_id),
        }  # fmt: skip
        return render(request, "calendars/office_place.html", context, status=422)
    services.hold_dates(place=stored, starts=form.starts(), minutes=form.cleaned_data["minutes"], actor=request.user)
    messages.success(request, _("Noted. Tandems can take this time now."))
    return redirect("office-place", cohort_id=cohort.pk, place_id=stored.pk)


@require_POST
@login_required
def date_drop(request: MemberRequest, cohort_id: int, place_id: int, held_id: int) -> HttpResponse:
    """Give a time back."""
    cohort = managed_cohort(request.user, cohort_id)
    held = get_object_or_404(HeldDate, place=_place(request, cohort, place_id), pk=held_id)
    try:
        services.drop_date(held=held, actor=request.user)
    except services.TakenError:
        messages.error(request, _("Not deleted: a tandem counts on this time."))
    else:
        messages.success(request, _("Deleted."))
    return redirect("office-place", cohort_id=cohort.pk, place_id=place_id)


@require_POST
@login_required
def place_delete(request: MemberRequest, cohort_id: int, place_id: int) -> HttpResponse:
    """Take a place out of the list for good."""
    cohort = managed_cohort(request.user, cohort_id)
    try:
        services.delete_place(place=_place(request, cohort, place_id), actor=request.user)
    except services.TakenError:
        messages.error(request, _("Not deleted: a tandem counts on a time there. Take it out of use instead."))
        return redirect("office-place", cohort_id=cohort.pk, place_id=place_id)
    messages.success(request, _("Deleted."))
    return redirect("office-places", cohort_id=cohort.pk)
