"""Circles, as those who take part see and make them; the office has the same pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.events.errors import EventError
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from ..errors import NetworkError
from ..forms import CircleEditForm, CircleForm, DateForm
from ..models import Circle, CircleDate
from ..selectors.circles import CircleView, circle_for, circles_cohort, circles_of, may_propose
from ..services import circles as services

A_PAGE = 12


def _cohort(person: Person, cohort_id: int) -> Cohort:
    """A cohort of the reader's own that has circles; 404 for every other."""
    cohort = circles_cohort(person, cohort_id)
    if cohort is None:
        raise Http404
    return cohort


def _circle(person: Person, cohort_id: int, circle_id: int, *, convening: bool = False) -> CircleView:
    """A circle of this cohort; with `convening` for those alone who convene it."""
    found = circle_for(person, _cohort(person, cohort_id), circle_id, timezone.now())
    if found is None or (convening and not found.convenes):
        raise Http404
    return found


@require_safe
@login_required
def listed(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All circles, those with a date ahead first."""
    cohort = _cohort(request.user, cohort_id)
    rows = circles_of(cohort, request.user, timezone.now())
    context = {
        "cohort": cohort,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "may_propose": may_propose(request.user, cohort),
    }
    return render(request, "network/circles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Propose a circle with its first date."""
    cohort, now = _cohort(request.user, cohort_id), timezone.now()
    if not may_propose(request.user, cohort):
        raise Http404
    form = CircleForm(request.POST if request.method == "POST" else None, cohort=cohort, now=now)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            circle = services.propose_circle(
                cohort=cohort, actor=request.user, details=form.circle(), first=form.date(),
                draft_key=form.cleaned_data["draft_key"], now=now,
            )  # fmt: skip
        except StaleError:
            form.add_error(None, _("This form was sent before with other details. Please open a new one."))
            status = 409
        else:
            messages.success(request, _("Proposed. It stands among the circles now, and others can come."))
            return redirect(circle)
    return render(request, "network/circle_new.html", {"cohort": cohort, "form": form}, status=status)


@require_safe
@login_required
def show(request: MemberRequest, cohort_id: int, circle_id: int) -> HttpResponse:
    """What it is about, when it meets, and whether one is in it."""
    return _page(request, _circle(request.user, cohort_id, circle_id))


def _page(request: HttpRequest, view: CircleView, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"view": view, "circle": view.circle, "cohort": view.circle.cohort, "refusal": refusal}
    return render(request, "network/circle.html", context, status=status)


@require_POST
@login_required
def join(request: MemberRequest, cohort_id: int, circle_id: int) -> HttpResponse:
    """Come into a circle."""
    view = _circle(request.user, cohort_id, circle_id)
    if view.application is None:
        raise Http404
    try:
        placed = services.join_circle(
            circle=view.circle, application=view.application, actor=request.user, now=timezone.now()
        )
    except (NetworkError, EventError) as error:
        return _page(request, view, status=409, refusal=error.message())
    waits = _("All places are taken. You are on the waiting list and get a mail as soon as one becomes free.")
    messages.success(request, _("You are in. The invitations for your calendar are on their way.") if placed else waits)
    return redirect(view.circle)


@require_POST
@login_required
def leave(request: MemberRequest, cohort_id: int, circle_id: int) -> HttpResponse:
    """Leave a circle."""
    view = _circle(request.user, cohort_id, circle_id)
    if view.application is None:
        raise Http404
    services.leave_circle(circle=view.circle, application=view.application, actor=request.user, now=timezone.now())
    messages.success(request, _("You have left the circle. Its dates are taken out of your calendar by mail."))
    return redirect(view.circle)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: MemberRequest, cohort_id: int, circle_id: int) -> HttpResponse:
    """Word it anew; 404 for whoever does not convene it, and once it has ended."""
    view = _circle(request.user, cohort_id, circle_id, convening=True)
    if not view.open:
        raise Http404
    circle, now = view.circle, timezone.now()

    def act(form: CircleEditForm) -> None:
        try:
            services.change_circle(
                circle=circle, version=form.cleaned_data["version"], actor=request.user, details=form.circle(), now=now
            )
        except (NetworkError, EventError) as error:
            form.add_error(None, error.message())

    return edit_page(
        request,
        load=lambda: Circle.objects.select_related("topic").get(pk=circle.pk),
        make_form=lambda data, instance: CircleEditForm(data, instance=instance, cohort=circle.cohort),
        act=act,
        done=circle.get_absolute_url(),
        template="network/circle_edit.html",
        context={"cohort": circle.cohort, "circle": circle},
        notice=_("Saved. Whoever comes gets the new words for the calendar."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def date_new(request: MemberRequest, cohort_id: int, circle_id: int) -> HttpResponse:
    """Set one more date."""
    view, now = _circle(request.user, cohort_id, circle_id, convening=True), timezone.now()
    form = DateForm(request.POST if request.method == "POST" else None, now=now)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.add_date(
                circle=view.circle, actor=request.user, details=form.date(),
                draft_key=form.cleaned_data["draft_key"], now=now,
            )  # fmt: skip
        except StaleError:
            form.add_error(None, _("This form was sent before with other details. Please open a new one."))
            status = 409
        except NetworkError as error:
            form.add_error(None, error.message())
            status = 409
        else:
            messages.success(request, _("The date stands, and everybody in the circle is invited."))
            return redirect(view.circle)
    context = {"cohort": view.circle.cohort, "circle": view.circle, "form": form}
    return render(request, "network/circle_date.html", context, status=status)


@require_POST
@login_required
def date_off(request: MemberRequest, cohort_id: int, circle_id: int, date_id: int) -> HttpResponse:
    """Call a date off."""
    view = _circle(request.user, cohort_id, circle_id, convening=True)
    date = get_object_or_404(CircleDate.objects.select_related("event"), pk=date_id, circle=view.circle)
    try:
        services.call_off(circle=view.circle, date=date, actor=request.user, now=timezone.now())
    except EventError as error:
        return _page(request, view, status=409, refusal=error.message())
    messages.success(request, _("Called off. Everybody who wanted to come gets a mail."))
    return redirect(view.circle)


@require_POST
@login_required
def end(request: MemberRequest, cohort_id: int, circle_id: int) -> HttpResponse:
    """The circle does not meet any more."""
    circle: Circle = _circle(request.user, cohort_id, circle_id, convening=True).circle
    services.end_circle(circle=circle, actor=request.user, now=timezone.now())
    messages.success(request, _("The circle has ended. What was ahead is called off."))
    return redirect(circle)
