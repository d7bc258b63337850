"""What a cohort's tandems work on, in sums."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.programmes.doors import managed_cohort

from ..selectors.tally import sums_of
from ..sums import FLOOR
from .reader import person_of


@require_safe
@login_required
def tags(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Aspects and topics of all meetings, as counts of tandems that show no small group."""
    cohort = managed_cohort(person_of(request), cohort_id)
    context = {"cohort": cohort, "sums": sums_of(cohort), "floor": FLOOR}
    return render(request, "tandems/office_tags.html", context)
