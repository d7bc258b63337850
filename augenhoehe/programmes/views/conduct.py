"""When a cohort does what, and what its matching goes by."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.programmes import aims, selectors, services, words
from augenhoehe.programmes.forms import PhasesForm, RulesForm
from augenhoehe.programmes.models import Cohort

from ..doors import managed_cohort
from .office import FORM_METHODS

SHOWN = 50


@require_http_methods(FORM_METHODS)
@login_required
def phases(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """First and last day of each phase."""
    cohort = managed_cohort(request.user, cohort_id)
    form = PhasesForm(request.POST if request.method == "POST" else None, cohort=cohort)
    context = {"cohort": cohort, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            services.set_phases(
                cohort=cohort,
                version=form.cleaned_data["version"],
                phases=form.phases(),
                why=form.cleaned_data["why"],
                actor=request.user,  # type: ignore[arg-type]
            )
        except StaleError:
            fresh = managed_cohort(request.user, cohort_id)
            line = fresh.phase_line
            if {step.kind: (step.opens_on, step.closes_on) for step in line} != _given(form):
                data = request.POST.copy()
                data["version"] = str(fresh.version)
                context |= {
                    "form": PhasesForm(data, cohort=fresh),
                    "conflict": [(s.label, s.dates) for s in line],
                }
                return render(request, "programmes/settings_phases.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("office-phases", cohort_id=cohort.pk)
    return render(request, "programmes/settings_phases.html", context, status=422 if form.is_bound else 200)


def _given(form: PhasesForm) -> dict[str, object]:
    return {kind: days for kind, days in form.phases().items() if days}


@require_http_methods(FORM_METHODS)
@login_required
def rules(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Hard rules and weights, to be changed."""
    cohort = managed_cohort(request.user, cohort_id)
    sent = request.POST if request.method == "POST" else None
    form = RulesForm(sent, stored=selectors.current_rules(cohort), tried=request.GET.dict())
    context = {"cohort": cohort, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            services.change_matching_rules(
                cohort=cohort,
                rules=form.rules(),
                weights=form.weights(),
                note=form.cleaned_data["note"],
                based_on=form.cleaned_data["based_on"],
                actor=request.user,  # type: ignore[arg-type]
            )
        except StaleError:
            stored = selectors.current_rules(cohort)
            data = request.POST.copy()
            data["based_on"] = str(stored.number)
            changes = words.difference(form.rules(), stored.rules, form.weights(), stored.weights)
            changes = changes or selectors.changed_since(cohort, form.cleaned_data["based_on"])
            conflict = [(change.label, change.new) for change in changes]
            context |= {"form": RulesForm(data, stored=stored), "conflict": conflict}
            return render(request, "programmes/settings_rules.html", context, status=409)
        messages.success(request, _("Saved. The next match run goes by these rules."))
        return redirect("office-rules", cohort_id=cohort.pk)
    return render(request, "programmes/settings_rules.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def published_rules(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """What the matching goes by: for the people in it, the office and the staff council."""
    cohort = get_object_or_404(Cohort.objects.select_related("programme"), pk=cohort_id)
    if not request.user.has_perm("programmes.read_rules", cohort):
        raise Http404
    current = selectors.current_rules(cohort)
    context = {
        "cohort": cohort,
        "current": current,
        "rules": words.rule_lines(current.rules),
        "criteria": [(words.CRITERIA[name], current.weights.get(name, 0)) for name in words.CRITERIA],
        "aims": aims.aim_lines(current.policy),
        "quotas": [aims.quota_sentence(one) for one in current.quotas],
        "versions": selectors.rules_history(cohort),
        "changes": selectors.with_words(selectors.cohort_changes(cohort)[:SHOWN]),
    }
    return render(request, "programmes/rules.html", context)
