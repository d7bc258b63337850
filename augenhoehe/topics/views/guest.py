"""What a phone sees of a workshop, by its code and without an account."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import services
from ..enums import MOST_EACH, WorkshopState
from ..forms import CodeForm, ContributionForm, VoteForm
from ..models import Workshop
from ..selectors import ballot_of, board_of, left_to_write, votes_of
from ..selectors.workshops import pickable
from .door import at_the_door, find, guesses_too_often, note_wrong_code
from .live import edition_of, if_changed, page_at

PER_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if guesses_too_often(request):
            return render(request, "429.html", status=429)
        code = form.cleaned_data["code"]
        if find(code):
            return redirect("workshop", code=code)
        note_wrong_code(request)
        form.add_error("code", _("There is no workshop with this code. Please compare it with the wall."))
    return render(request, "topics/guest/enter.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@at_the_door
def phone(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Write, read the board, vote: whatever it is time for."""
    return _phone(request, workshop)


@never_cache
@require_safe
@at_the_door
def board(request: Any, workshop: Workshop) -> HttpResponse:
    """The board of a phone that asks whether anything has changed.

    205 when it is time for something else: then the whole page is another one.
    """
    if request.GET.get("state", workshop.state) != workshop.state:
        return HttpResponse(status=205)
    edition = _edition(workshop)
    return if_changed(request, edition, "topics/guest/board.html", lambda: _standing(request, workshop))


@never_cache
@require_POST
@at_the_door
def add(request: Any, workshop: Workshop) -> HttpResponse:
    """Put a wish or an offer on the board."""
    form = ContributionForm(request.POST, categories=pickable(workshop))
    if not form.is_valid():
        return _phone(request, workshop, form=form, status=422)
    data = form.cleaned_data
    try:
        services.contribute(workshop=workshop, device=request.pen, **data)
    except services.NotTheTimeError:
        words = {"words": data["text"] or data["topic"]}
        refusal = _("Collecting is over; this was not added any more: “%(words)s”") % words
        return _phone(request, workshop, refusal=refusal, status=409)
    except services.EnoughWrittenError:
        refusal = _("This was not added any more: “%(words)s”") % {"words": data["text"] or data["topic"]}
        return _phone(request, workshop, refusal=refusal, status=409)
    except services.BoardFullError:
        refusal = _("The board is full. Please tell the facilitator.")
        return _phone(request, workshop, form=form, refusal=refusal, status=409)
    return _done(request, workshop, _("It is on the board. Thank you!"))


@never_cache
@require_POST
@at_the_door
def vote(request: Any, workshop: Workshop) -> HttpResponse:
    """Give a vote to a group, or take one back."""
    form = VoteForm(request.POST)
    form.is_valid()
    give, take = (form.cleaned_data.get(name) for name in ("give", "take"))
    if not give and not take:
        return _phone(request, workshop, refusal=_("Please choose a group."), status=422)
    try:
        if give:
            services.give_vote(workshop=workshop, group_id=give, device=request.device)
        elif take:
            services.take_vote(workshop=workshop, group_id=take, device=request.device)
    except services.NotTheTimeError:
        return _phone(request, workshop, refusal=_("Voting is over; this vote was not counted."), status=409)
    except services.NoVotesLeftError:
        refusal = _("You have given all of your votes. Take one back to give it to another group.")
        return _phone(request, workshop, refusal=refusal, status=409)
    except services.NotOnTheBoardError:
        return _phone(request, workshop, refusal=_("This group is not on the board any more."), status=409)
    return _voted(request, workshop, give or take or 0)


def _phone(
    request: Any, workshop: Workshop, *, form: Any = None, refusal: str = "", notice: str = "", status: int = 200
) -> HttpResponse:
    """The phone's page; after a change by script its moving part only."""
    if request.method == "POST":
        workshop.refresh_from_db(fields=["state", "board_edition", "vote_edition", "votes_each"])
    left = left_to_write(workshop, request.pen) if workshop.state == WorkshopState.OPEN else 0
    if left and form is None:
        form = ContributionForm(categories=pickable(workshop))
    said = {"refusal": refusal, "notice": notice, "left_to_write": left, "most": MOST_EACH}
    context = {**_standing(request, workshop), "form": form, **said}
    template = "topics/guest/main.html" if request.htmx else "topics/guest/phone.html"
    return render(request, template, context, status=status)


def _done(request: Any, workshop: Workshop, notice: str = "") -> HttpResponse:
    if request.htmx:
        return _phone(request, workshop, notice=notice)
    if notice:
        messages.success(request, notice)
    return redirect(page_at(request, "workshop", workshop.code))


def _voted(request: Any, workshop: Workshop, group_id: int) -> HttpResponse:
    """By script only the button and how many votes are left: when a whole hall votes, the board would be too much."""
    if not request.htmx:
        return redirect(page_at(request, "workshop", workshop.code))
    card, mine = ballot_of(workshop, request.device, group_id)
    context = {"workshop": workshop, "card": card, "given": mine[card.pk] if card else 0, "left": _left(workshop, mine)}
    return render(request, "topics/guest/voted.html", context)


def _left(workshop: Workshop, mine: Mapping[int, int]) -> int:
    return max(0, workshop.votes_each - sum(mine.values()))


def _standing(request: Any, workshop: Workshop) -> dict[str, Any]:
    """A page of the board and how this phone stands on it."""
    board = board_of(workshop, with_votes=workshop.state == WorkshopState.CLOSED)
    page = Paginator(board.in_order(workshop.state), PER_PAGE).get_page(request.GET.get("page"))
    mine = votes_of(workshop, request.device) if workshop.state == WorkshopState.VOTING else Counter()
    return {
        "workshop": workshop,
        "board": board,
        "page": page,
        "ballot": [(card, mine.get(card.pk, 0)) for card in page],
        "left": _left(workshop, mine),
        "edition": _edition(workshop),
    }


def _edition(workshop: Workshop) -> str:
    """While everybody votes, phones show no votes of others: a vote changes nothing for them."""
    return edition_of(workshop, votes=workshop.state == WorkshopState.CLOSED)
