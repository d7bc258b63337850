"""What the matching seeks beside as many tandems as possible: policy and quotas."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.common.models import StaleError
from augenhoehe.programmes import aims, selectors, services
from augenhoehe.programmes.forms import AimsForm

from ..doors import managed_cohort
from .office import FORM_METHODS

TEMPLATE = "programmes/settings_aims.html"


@require_http_methods(FORM_METHODS)
@login_required
def matching_aims(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Policy and quotas, to be changed."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = selectors.current_rules(cohort)
    form = AimsForm(request.POST if request.method == "POST" else None, stored=stored)
    context = {"cohort": cohort, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            services.change_matching_rules(
                cohort=cohort,
                rules=stored.rules,
                weights=stored.weights,
                policy=form.policy(),
                quotas=form.quotas(),
                note=form.cleaned_data["note"],
                based_on=form.cleaned_data["based_on"],
                actor=request.user,  # type: ignore[arg-type]
            )
        except StaleError:
            fresh = selectors.current_rules(cohort)
            data = request.POST.copy()
            data["based_on"] = str(fresh.number)
            changes = aims.aims_difference(form.policy(), fresh.policy, form.quotas(), fresh.quotas)
            changes = changes or selectors.changed_since(cohort, form.cleaned_data["based_on"])
            conflict = [(change.label, change.new) for change in changes]
            context |= {"form": AimsForm(data, stored=fresh), "conflict": conflict}
            return render(request, TEMPLATE, context, status=409)
        messages.success(request, _("Saved. The next match run goes by these rules."))
        return redirect("office-aims", cohort_id=cohort.pk)
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)
