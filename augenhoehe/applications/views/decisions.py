"""Decisions about several people, and those that wait for a second person."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.applications import services
from augenhoehe.applications.enums import TRANSITIONS, Outcome, State
from augenhoehe.applications.forms import DecisionForm
from augenhoehe.applications.models import Application
from augenhoehe.applications.selectors import office, selection
from augenhoehe.applications.selectors.approval import without_approval
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

PAGE = 50


def ids_of(request: HttpRequest) -> list[int]:
    """The ticked rows. Longer numbers fit into no column: they are nobody."""
    given = request.POST if request.method == "POST" else request.GET
    return [int(one) for one in given.getlist("ids") if one.isdecimal() and len(one) < 19]


def back_of(request: HttpRequest, cohort_id: int, plain: str = "office-applications") -> str:
    """The list with its filters and page from which somebody decides; the `plain` one where nothing of it is told."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    ours = given.startswith(reverse("office-applications", args=[cohort_id]))
    return given if ours else reverse(plain, args=[cohort_id])


@require_POST
@login_required
def decide_many(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The same decision for several people: first their names and the mail are shown, then it is done."""
    cohort = managed_cohort(request.user, cohort_id)
    back = back_of(request, cohort_id)
    if request.POST.get("to") == "compare":
        query = urlencode([*(("ids", one) for one in ids_of(request)), ("next", back)])
        return redirect(f"{reverse('office-selection-compare', args=[cohort_id])}?{query}")
    people = office.chosen(cohort, ids_of(request))
    if not people:
        messages.warning(request, _("Please tick at least one person."))
        return redirect(back)
    form = DecisionForm(request.POST)
    asked = "confirmed" in request.POST
    if asked and "preview" not in request.POST and form.is_valid():
        return _done(request, cohort, people, form)
    if not asked:
        form = DecisionForm(initial={"to": request.POST.get("to"), "text": _first_text(request.POST.get("to"))})
    context = {
        "cohort": cohort,
        "people": people,
        "form": form,
        "possible": _possible(people, form),
        "without_approval": without_approval([one for one in people if one.state != State.ADMITTED])
        if form["to"].value() == Outcome.ADMIT
        else [],
        "back": back,
        "preview": services.preview_letter(decision=services.Decision(**form.letter()), application=people[0]),
    }
    status = 422 if asked and form.errors and "preview" not in request.POST else 200
    return render(request, "applications/office_decide.html", context, status=status)


def _first_text(to: str | None) -> str:
    return "course" if to == Outcome.ADVISE else "places"


def _done(request: HttpRequest, cohort: Cohort, people: list[Application], form: DecisionForm) -> HttpResponse:
    act = services.propose_many if cohort.selection_four_eyes else services.decide_many
    result = act(
        actor=request.user,  # type: ignore[arg-type]
        applications=people,
        now=timezone.now(),
        **form.answers(),
    )
    tell_bulk(request, result, proposed=cohort.selection_four_eyes)
    return redirect(back_of(request, cohort.pk))


def _possible(people: list[Application], form: DecisionForm) -> list[tuple[Application, bool]]:
    to = form.letter()["to"] if form["to"].value() else None
    return [(one, to is None or one.state == to or to in TRANSITIONS[State(one.state)]) for one in people]


def tell_bulk(request: HttpRequest, result: services.Bulk, *, proposed: bool = False) -> None:
    """Say on the next page what became of it."""
    number = len(result.done)
    if number and proposed:
        text = ngettext(
            "Proposed for %(n)s person. A second person confirms it; nobody gets a mail before that.",
            "Proposed for %(n)s people. A second person confirms it; nobody gets a mail before that.",
            number,
        )
        messages.success(request, text % {"n": number})
    elif number:
        text = ngettext("Decided about %(n)s person.", "Decided about %(n)s people.", number)
        messages.success(request, text % {"n": number})
    own = [one for one, error in result.refused.items() if isinstance(error, services.SecondPersonNeededError)]
    if own:
        messages.warning(request, _("What you proposed yourself, somebody else has to confirm."))
    reasons: dict[str, list[str]] = {}
    for one, error in result.refused.items():
        if one not in own:
            reasons.setdefault(_reason(error), []).append(one.person.get_full_name())
    for reason, names in reasons.items():
        messages.warning(
            request, _("Not possible for %(names)s. %(reason)s") % {"names": ", ".join(names), "reason": reason}
        )


def _reason(error: Exception) -> str:
    if isinstance(error, services.HeldError):
        return str(error.reason)
    return _("The application is in another state by now.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposals(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """What waits for a second person; it confirms, or either of them takes it off the table."""
    cohort = managed_cohort(request.user, cohort_id)
    found = selection.proposals(cohort)
    if request.method == "POST":
        return _settle(request, cohort)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "page": page,
        "rows": [(one, selection.outcome_of(one.to, one.text), one.proposed_by_id == request.user.pk) for one in page],
        "mine": sum(one.proposed_by_id == request.user.pk for one in page),
    }
    return render(request, "applications/office_proposals.html", context)


def _settle(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    chosen = list(selection.proposals(cohort).filter(pk__in=ids_of(request)))
    if not chosen:
        messages.warning(request, _("Nothing was ticked, or it is no longer there: somebody was quicker."))
    elif request.POST.get("act") == "drop":
        number = services.drop_proposals(actor=request.user, proposals=chosen)  # type: ignore[arg-type]
        text = ngettext("%(n)s proposal is dropped.", "%(n)s proposals are dropped.", number)
        messages.success(request, text % {"n": number})
    else:
        result = services.confirm_many(actor=request.user, proposals=chosen, now=timezone.now())  # type: ignore[arg-type]
        tell_bulk(request, result)
    return redirect("office-proposals", cohort.pk)
