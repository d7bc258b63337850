from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.outreach.selectors.interest import interest_figures
from augenhoehe.outreach.services import interest as services
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.selectors import call_is_open


@require_safe
@login_required
def figures(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """How many people want to be told of the next call, and who knows of this one: numbers, no addresses."""
    cohort = managed_cohort(request.user, cohort_id)
    context = {
        "cohort": cohort,
        "figures": interest_figures(cohort),
        "call_open": call_is_open(cohort, timezone.localdate()),
    }
    return render(request, "outreach/interest_office.html", context)


@require_POST
@login_required
def tell(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Tell those on the list at once that the call is open."""
    cohort = managed_cohort(request.user, cohort_id)
    try:
        services.tell_now(cohort=cohort, actor=request.user, today=timezone.localdate())
    except services.CallClosedError:
        messages.error(request, _("Nobody is told of a call that is not open: its days, or its release, are missing."))
    else:
        messages.success(request, _("The mails are being written; the figures here follow in a moment."))
    return redirect("office-interest", cohort_id=cohort.pk)
