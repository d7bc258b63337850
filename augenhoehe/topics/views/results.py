"""What came out of a workshop, and which topics a cohort has."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.programmes.doors import managed_cohort

from .. import services
from ..enums import Outcome, WorkshopState
from ..forms import ResultForm
from ..models import Group, Workshop
from ..selectors import offer_of, pool, whole_board_of
from .reader import managed_workshop


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def results(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """What is wanted and what is offered; and what becomes of each group, once the workshop is closed."""
    workshop = managed_workshop(request.user, cohort_id, workshop_id)
    cards = [card for card in whole_board_of(workshop).by_votes if not card.hidden]
    forms = _forms(request, workshop, cards)
    if request.method != "POST":
        return _page(request, workshop, cards, forms)
    if workshop.state != WorkshopState.CLOSED:
        messages.warning(request, _("Please close the workshop first."))
        return redirect("topic-workshop", cohort_id=cohort_id, workshop_id=workshop.pk)
    if not all(form.is_valid() for form in forms):
        return _page(request, workshop, cards, forms, status=422)
    decisions = [decision for form in forms if (decision := form.decision)]
    number = services.decide_groups(workshop=workshop, decisions=decisions, actor=request.user)  # type: ignore[arg-type]
    done = ngettext("%(n)s group decided.", "%(n)s groups decided.", number) % {"n": number}
    messages.success(request, done)
    return redirect("topic-workshop-results", cohort_id=cohort_id, workshop_id=workshop.pk)


def _forms(request: HttpRequest, workshop: Workshop, cards: list[Any]) -> list[ResultForm]:
    if workshop.state != WorkshopState.CLOSED:
        return []
    categories = pool(workshop.cohort.programme)
    data = request.POST if request.method == "POST" else None
    return [ResultForm(data, card=card, pool=categories) for card in cards if card.outcome == Outcome.OPEN]


def _page(
    request: HttpRequest, workshop: Workshop, cards: list[Any], forms: list[ResultForm], status: int = 200
) -> HttpResponse:
    context = {
        "cohort": workshop.cohort,
        "workshop": workshop,
        "cards": cards,
        "forms": forms,
        "decided": [card for card in cards if card.outcome != Outcome.OPEN],
        "unmet": [card for card in cards if card.gap == "unmet"],
        "idle": [card for card in cards if card.gap == "idle"],
    }
    return render(request, "topics/workshop_results.html", context, status=status)


@require_POST
@login_required
def result_reopen(request: HttpRequest, cohort_id: int, workshop_id: int, group_id: int) -> HttpResponse:
    """Decide on a group once more."""
    workshop = managed_workshop(request.user, cohort_id, workshop_id)
    get_object_or_404(Group, pk=group_id, workshop=workshop)
    services.reopen_group(workshop=workshop, group_id=group_id, actor=request.user)  # type: ignore[arg-type]
    return redirect("topic-workshop-results", cohort_id=cohort_id, workshop_id=workshop.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def offer(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Which topics this cohort's form has: new ones, those carried over, and those it does without."""
    cohort = managed_cohort(request.user, cohort_id)
    if request.method == "POST":
        # Only what differs from what the reader saw is a change: two people at once do not undo each other.
        seen, ticked = (_numbers(request, name) for name in ("seen", "topic"))
        services.choose_topics(cohort=cohort, away=seen - ticked, back=ticked - seen, actor=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("topic-offer", cohort_id=cohort.pk)
    return render(request, "topics/offer.html", {"cohort": cohort, "categories": offer_of(cohort)})


def _numbers(request: HttpRequest, name: str) -> set[int]:
    return {int(one) for one in request.POST.getlist(name) if one.isdecimal()}
