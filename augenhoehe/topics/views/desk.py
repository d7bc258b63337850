"""The facilitator's desk: a workshop's board, grouped, renamed, hidden, and back again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page

from .. import services
from ..enums import WorkshopState
from ..forms import ArrangeForm, BoardFilterForm, RenameForm
from ..models import Group, Workshop
from ..qr import address_of
from ..selectors import whole_board_of
from .live import edition_of, if_changed, page_at
from .reader import managed_workshop

PER_PAGE = 50


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
    return if_changed(request, edition_of(found), "topics/workshop_board.html", lambda: _standing(request, found))


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
    if data["do"] not in ("hide", "show"):
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
    return redirect(page_at(request, "topic-workshop", workshop.cohort_id, workshop.pk))


def _page(request: Any, workshop: Workshop, *, form: Any = None, status: int = 200) -> HttpResponse:
    """The facilitator's page; after a change by script its board only."""
    context = _standing(request, workshop, form)
    template = "topics/workshop_board.html" if request.htmx else "topics/workshop.html"
    return render(request, template, {**context, "address": address_of(workshop)}, status=status)


def _standing(request: HttpRequest, workshop: Workshop, form: Any = None) -> dict[str, Any]:
    """A page of the board, or of what it holds with the words looked for; groups of all pages can be the target."""
    board, sought = whole_board_of(workshop), BoardFilterForm(request.GET)
    cards = board.newest if workshop.state == WorkshopState.OPEN else board.by_votes
    words = sought.words
    found = [card for card in cards if card.says(words)]
    return {
        "cohort": workshop.cohort,
        "workshop": workshop,
        "board": board,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "filter": sought,
        "filtered": bool(words),
        "form": form or ArrangeForm(board=board),
        "edition": edition_of(workshop),
        "steps": [state for state in WorkshopState if workshop.may_become(state)],
    }
