"""The office plans workshops and says what it is time for."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page

from .. import services
from ..enums import WorkshopState
from ..forms import WorkshopForm
from ..models import Workshop
from ..selectors import workshops_of
from .reader import cohort_with_workshops, managed_workshop

PER_PAGE = 25


@require_safe
@login_required
def workshops(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All workshops of a cohort."""
    cohort = cohort_with_workshops(request.user, cohort_id)
    page = Paginator(workshops_of(cohort), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "topics/workshops.html", {"cohort": cohort, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workshop_new(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """A new workshop."""
    cohort = cohort_with_workshops(request.user, cohort_id)
    form = WorkshopForm(request.POST if request.method == "POST" else None)
    form.fields["version"].required = False
    if request.method == "POST" and form.is_valid():
        workshop = services.create_workshop(
            cohort=cohort,
            actor=request.user,  # type: ignore[arg-type]
            draft_key=form.cleaned_data["draft_key"] or uuid.uuid4(),
            **form.changes(),
        )
        return redirect("topic-workshop", cohort_id=cohort.pk, workshop_id=workshop.pk)
    context = {"cohort": cohort, "form": form, "object": None}
    return render(request, "topics/workshop_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workshop_edit(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """Title, date and number of votes."""
    workshop = managed_workshop(request.user, cohort_id, workshop_id)
    return edit_page(
        request,
        load=lambda: Workshop.objects.get(pk=workshop.pk),
        make_form=lambda data, instance: WorkshopForm(data, instance=instance),
        act=lambda form: _change(form, workshop, request.user),
        done=reverse("topic-workshop", args=[cohort_id, workshop.pk]),
        template="topics/workshop_edit.html",
        context={"cohort": workshop.cohort},
    )


def _change(form: WorkshopForm, workshop: Workshop, actor: Any) -> None:
    version = form.cleaned_data["version"]
    try:
        services.change_workshop(workshop=workshop, version=version, changes=form.changes(), actor=actor)
    except services.VotesGivenError:
        form.add_error("votes_each", _("Votes have been given already. You can raise the number, but not lower it."))


@require_POST
@login_required
def workshop_state(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """Open, let vote, close, open again."""
    found = managed_workshop(request.user, cohort_id, workshop_id)
    to = request.POST.get("to", "")
    if to not in WorkshopState.values:
        raise Http404
    try:
        services.change_state(workshop=found, to=WorkshopState(to), actor=request.user)  # type: ignore[arg-type]
    except services.IllegalTransitionError:
        messages.warning(request, _("This step is not possible any more. Please look where the workshop stands."))
    return redirect("topic-workshop", cohort_id=cohort_id, workshop_id=found.pk)
