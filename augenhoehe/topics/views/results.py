"""What came out of a workshop, and which topics a cohort has."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
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
from ..selectors.board import Card
from .live import page_at
from .reader import managed_workshop

PER_PAGE = 25
TOLD = 10
"""Groups without the other side that are told above the table; all of them stand in it."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def results(request: HttpRequest, cohort_id: int, workshop_id: int) -> HttpResponse:
    """What is wanted and what is offered; and what becomes of each group, once the workshop is closed."""
    workshop = managed_workshop(request.user, cohort_id, workshop_id)
    cards = [card for card in whole_board_of(workshop).by_votes if not card.hidden]
    page = Paginator(cards, PER_PAGE).get_page(request.GET.get("page"))
    forms = _forms(request, workshop, cards, page)
    if request.method != "POST":
        return _page(request, workshop, cards, page, forms)
    if workshop.state != WorkshopState.CLOSED:
        messages.warning(request, _("Please close the workshop first."))
        return redirect("topic-workshop", cohort_id=cohort_id, workshop_id=workshop.pk)
    if not all(form.is_valid() for form in forms):
        return _page(request, workshop, cards, page, forms, status=422)
    decisions = [decision for form in forms if (decision := form.decision)]
    number = services.decide_groups(workshop=workshop, decisions=decisions, actor=request.user)  # type: ignore[arg-type]
    done = ngettext("%(n)s group decided.", "%(n)s groups decided.", number) % {"n": number}
    messages.success(request, done)
    return redirect(page_at(request, "topic-workshop-results", cohort_id, workshop.pk))


def _forms(request: HttpRequest, workshop: Workshop, cards: list[Card], page: Page[Card]) -> list[ResultForm]:
    """One for each group of this page that is not decided; of those that were sent, wherever they stand by now."""
    if workshop.state != WorkshopState.CLOSED:
        return []
    categories = pool(workshop.cohort.programme)
    undecided = [card for card in cards if card.outcome == Outcome.OPEN]
    if request.method == "POST":
        sent = [card for card in undecided if f"g{card.pk}-outcome" in request.POST]
        return [ResultForm(request.POST, card=card, pool=categories) for card in sent]
    return [ResultForm(card=card, pool=categories) for card in undecided if card in page.object_list]


def _page(
    request: HttpRequest,
    workshop: Workshop,
    cards: list[Card],
    page: Page[Card],
    forms: list[ResultForm],
    status: int = 200,
) -> HttpResponse:
    unmet, idle = ([card for card in cards if card.gap == gap] for gap in ("unmet", "idle"))
    context = {
        "cohort": workshop.cohort,
        "workshop": workshop,
        "page": page,
        "forms": forms,
        "undecided": sum(card.outcome == Outcome.OPEN for card in cards),
        "unmet": unmet[:TOLD],
        "more_unmet": len(unmet[TOLD:]),
        "idle": idle[:TOLD],
        "more_idle": len(idle[TOLD:]),
    }
    return render(request, "topics/workshop_results.html", context, status=status)


@require_POST
@login_required
def result_reopen(request: HttpRequest, cohort_id: int, workshop_id: int, group_id: int) -> HttpResponse:
    """Decide on a group once more."""
    workshop = managed_workshop(request.user, cohort_id, workshop_id)
    get_object_or_404(Group, pk=group_id, workshop=workshop)
    services.reopen_group(workshop=workshop, group_id=group_id, actor=request.user)  # type: ignore[arg-type]
    return redirect(page_at(request, "topic-workshop-results", cohort_id, workshop.pk))


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
