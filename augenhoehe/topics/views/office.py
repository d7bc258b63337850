"""The office makes workshops, leads through them, and tidies the board."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page

from .. import services
from ..enums import WorkshopState
from ..forms import ArrangeForm, RenameForm, WorkshopForm
from ..models import Group, Workshop
from ..qr import address_of
from ..selectors import whole_board_of, workshops_of
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


@require_safe
@login_required
def workshop(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """Lead a workshop: the code, what it is time for, and the board."""
    found = managed_workshop(request.user, cohort_id, workshop_id)
    return _page(request, found)


@require_safe
@login_required
def workshop_board(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """The facilitator's board, when it has changed."""
    found = managed_workshop(request.user, cohort_id, workshop_id)
    edition = quote_etag(_edition(found))
    unchanged = get_conditional_response(request, etag=edition)
    if unchanged is not None:
        return unchanged
    response = render(request, "topics/workshop_board.html", _standing(found))
    response["ETag"] = edition
    return response


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


@require_POST
@login_required
def workshop_arrange(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """Put what is ticked together, hide it, or show it again."""
    found = managed_workshop(request.user, cohort_id, workshop_id)
    form = ArrangeForm(request.POST, board=whole_board_of(found))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    data, actor = form.cleaned_data, request.user
    ticked: dict[str, Any] = {"groups": data["group"], "contributions": data["contribution"], "actor": actor}
    if data["do"] == "move":
        name = data["name"].strip()
        services.arrange(workshop=found, target=form.target_id, name=name, now=timezone.now(), **ticked)
    else:
        services.show_or_hide(workshop=found, hidden=data["do"] == "hide", **ticked)
    return _after(request, found)


@require_POST
@login_required
def group_undo(request: HttpRequest, cohort_id: int, workshop_id: int, group_id: int) -> HttpResponse:
    """A merged group stands for itself again."""
    found = managed_workshop(request.user, cohort_id, workshop_id)
    get_object_or_404(Group, pk=group_id, workshop=found)
    services.undo_merge(workshop=found, group_id=group_id, actor=request.user)  # type: ignore[arg-type]
    return _after(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group(request: HttpRequest, cohort_id: int, workshop_id: int, group_id: int) -> HttpResponse:
    """Rename a group."""
    found = managed_workshop(request.user, cohort_id, workshop_id)
    stored = get_object_or_404(Group, pk=group_id, workshop=found)
    return edit_page(
        request,
        load=lambda: Group.objects.get(pk=stored.pk),
        make_form=lambda data, instance: RenameForm(data, instance=instance),
        act=lambda form: services.rename_group(
            group=Group.objects.select_related("workshop").get(pk=stored.pk),
            version=form.cleaned_data["version"],
            name=form.cleaned_data["name"],
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("topic-workshop", args=[cohort_id, found.pk]),
        template="topics/workshop_group.html",
        context={"cohort": found.cohort, "workshop": found},
    )


def _after(request: Any, workshop: Workshop) -> HttpResponse:
    if request.htmx:
        return _page(request, Workshop.objects.select_related("cohort__programme").get(pk=workshop.pk))
    return redirect("topic-workshop", cohort_id=workshop.cohort_id, workshop_id=workshop.pk)


def _page(request: Any, workshop: Workshop, *, form: Any = None, status: int = 200) -> HttpResponse:
    """The facilitator's page; after a change by script its board only."""
    context = _standing(workshop, form)
    template = "topics/workshop_board.html" if request.htmx else "topics/workshop.html"
    response = render(request, template, {**context, "address": address_of(workshop)}, status=status)
    response["ETag"] = quote_etag(_edition(workshop))
    return response


def _standing(workshop: Workshop, form: Any = None) -> dict[str, Any]:
    board = whole_board_of(workshop)
    return {
        "cohort": workshop.cohort,
        "workshop": workshop,
        "board": board,
        "cards": board.newest if workshop.state == WorkshopState.OPEN else board.by_votes,
        "form": form or ArrangeForm(board=board),
        "edition": _edition(workshop),
        "steps": [state for state in WorkshopState if workshop.may_become(state)],
    }


def _edition(workshop: Workshop) -> str:
    parts = (workshop.state, workshop.board_edition, workshop.vote_edition, get_language())
    return "-".join(str(part) for part in parts)
