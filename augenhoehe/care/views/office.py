"""What the office reads of the midterm check, and the calls it has made."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.views.reader import person_of

from ..models import CallRequest
from ..selectors.office import midterm_figures
from ..services.calls import settle_call
from ..services.midterm import FLOOR


@require_safe
@login_required
def figures(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The five items in sums, from five tandems on."""
    cohort = managed_cohort(person_of(request), cohort_id)
    if not cohort.uses(Part.MIDTERM):
        raise Http404
    context = {"cohort": cohort, "figures": midterm_figures(cohort), "floor": FLOOR}
    return render(request, "care/office_midterm.html", context)


@require_POST
@login_required
def called(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Somebody has been called."""
    cohort = managed_cohort(person_of(request), cohort_id)
    call = get_object_or_404(CallRequest, tandem__cohort=cohort, pk=pk)
    settle_call(call=call, actor=person_of(request), now=timezone.now())
    messages.success(request, _("Noted: you have called."))
    return redirect("office-tandems-attention", cohort_id=cohort.pk)
