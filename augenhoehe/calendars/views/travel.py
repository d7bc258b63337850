"""How long the ways between sites are; kept by whoever keeps the sites."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.people.access import administrator_required
from augenhoehe.people.requests import MemberRequest

from .. import selectors, services
from ..forms import TravelForm
from ..models import TravelTime
from .own import FORM_METHODS

PAGE = 50


@require_http_methods(FORM_METHODS)
@administrator_required
def travel(request: MemberRequest) -> HttpResponse:
    """What is known, and a form for one more way."""
    form = TravelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.set_travel_time(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("travel")
    page = Paginator(selectors.travel_times(), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "usual": settings.TRAVEL_MINUTES}
    return render(request, "calendars/travel.html", context, status=422 if form.is_bound else 200)


@require_POST
@administrator_required
def travel_delete(request: MemberRequest, travel_id: int) -> HttpResponse:
    """From now on the usual way counts."""
    services.delete_travel_time(travel=get_object_or_404(TravelTime, pk=travel_id), actor=request.user)
    messages.success(request, _("Deleted."))
    return redirect("travel")
