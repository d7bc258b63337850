"""The calls that the office has made."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.tandems.views.reader import person_of

from ..models import CallRequest
from ..services.calls import settle_call


@require_POST
@login_required
def called(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Somebody has been called."""
    cohort = managed_cohort(person_of(request), cohort_id)
    call = get_object_or_404(CallRequest, tandem__cohort=cohort, pk=pk)
    settle_call(call=call, actor=person_of(request), now=timezone.now())
    messages.success(request, _("Noted: you have called."))
    return redirect("office-tandems-attention", cohort_id=cohort.pk)
