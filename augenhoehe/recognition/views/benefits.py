"""What somebody may wish for; afterwards what they got, and why."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.applications.models import Application
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest

from ..enums import PlaceState, RoundState
from ..errors import RecognitionError
from ..forms import WishesForm
from ..models import BenefitPlace, BenefitRound
from ..selectors.wishing import list_of, offered, result_of
from ..services import wishes as services
from .doors import own_round


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The catalogue with the form of the wishes, or the result."""
    round_, application = own_round(request.user, pk)
    today = timezone.localdate()
    if request.method == "POST":
        return _wish(request, round_, application)
    if round_.takes_wishes(today):
        return _page(request, round_, application)
    return _result(request, round_, application)


def _page(
    request: MemberRequest, round_: BenefitRound, application: Application, data: Any = None, *, status: int = 200
) -> HttpResponse:
    benefits, said = offered(round_, application.side), list_of(application, round_)
    form = WishesForm(data, benefits=benefits, said=said)
    context = {"round": round_, "cohort": round_.cohort, "benefits": benefits, "form": form, "said": said}
    if status == 409 and said:
        names = {one.pk: str(one.title) for one in benefits}
        context["conflict"] = [(_("Your wishes"), ", ".join(names[pk] for pk in said.choices if pk in names) or "–")]
    return render(request, "recognition/benefits.html", context, status=status)


def _wish(request: MemberRequest, round_: BenefitRound, application: Application) -> HttpResponse:
    said = list_of(application, round_)
    form = WishesForm(request.POST, benefits=offered(round_, application.side), said=said)
    if not form.is_valid():
        return _page(request, round_, application, request.POST, status=422)
    try:
        services.say_wishes(
            application=application,
            round_=round_,
            version=form.cleaned_data["version"],
            choices=form.choices(),
            now=timezone.now(),
        )
    except StaleError:
        fresh, data = list_of(application, round_), request.POST.copy()
        data["version"] = str(fresh.version if fresh else 0)
        return _page(request, round_, application, data, status=409)
    except RecognitionError:
        messages.warning(request, _("The time for wishes is over. Yours were not changed."))
    else:
        messages.success(request, _("Thank you, your wishes are saved. You can change them until the last day."))
    return redirect("benefits", pk=round_.pk)


def _result(request: MemberRequest, round_: BenefitRound, application: Application) -> HttpResponse:
    benefits, said = offered(round_, application.side), list_of(application, round_)
    published, titles = round_.state == RoundState.PUBLISHED, {one.pk: one.title for one in benefits}
    context = {
        "round": round_,
        "cohort": round_.cohort,
        "benefits": benefits,
        "wished": [titles[pk] for pk in said.choices if pk in titles] if said else [],
        "said": said,
        "ticket": application.pk,
        "result": result_of(said, benefits) if said and published else None,
    }
    return render(request, "recognition/benefits_result.html", context)


@require_POST
@login_required
def no_wish(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that there is no wish this time; what was wished before is gone with it."""
    round_, application = own_round(request.user, pk)
    said = list_of(application, round_)
    try:
        services.say_wishes(
            application=application, round_=round_, version=said.version if said else 0, choices=[], now=timezone.now()
        )
    except (RecognitionError, StaleError):
        messages.warning(request, _("This was not saved. Please look once more."))
    else:
        messages.success(request, _("Noted: no wish this time. You can still change your mind until the last day."))
    return redirect("benefits", pk=pk)


@require_POST
@login_required
def give_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Do without the place; it goes to whoever is next."""
    round_, application = own_round(request.user, pk)
    place = get_object_or_404(BenefitPlace, wish_list__application=application, wish_list__round=round_)
    if place.state not in (PlaceState.ALLOTTED, PlaceState.RETURNED):
        raise Http404
    try:
        services.give_back(place=place, actor=request.user, now=timezone.now())
    except RecognitionError as error:
        messages.warning(request, error.message())
    else:
        messages.success(request, _("Given back. Thank you: somebody else will be glad."))
    return redirect("benefits", pk=pk)
