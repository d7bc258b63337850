from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from .. import selectors


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The front door: the programme where there is one, a choice where there are several."""
    programmes = selectors.public_programmes()
    if len(programmes) == 1:
        return redirect("programme", slug=programmes[0].slug)
    return redirect("programmes")


@require_safe
@login_required
def home(request: MemberRequest) -> HttpResponse:
    """What this person has to do and can see, whatever their roles."""
    now = timezone.now()
    found = selectors.home_of(request.user, today=timezone.localdate(now), now=now)
    return render(request, "portal/home.html", {"home": found})


@require_safe
@login_required
def office(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The office's overview of a cohort: what is missing, and numbers that open lists."""
    mine = Cohort.objects.approvable_by(request.user).select_related("programme", "gate").prefetch_related("phases")
    cohort = get_object_or_404(mine, pk=cohort_id)
    today = timezone.localdate()
    manages = request.user.has_perm("programmes.manage", cohort)
    preparing = selectors.is_preparing(cohort, today=today)
    checklist = selectors.checklist(cohort, today=today) if manages else []
    context = {
        "cohort": cohort,
        "overview": selectors.overview_of(cohort, person=request.user),
        "manages": manages,
        "preparing": preparing,
        "due": [group for group in checklist if group.due],
        "rest": [group for group in checklist if not preparing or not group.due],
    }
    return render(request, "portal/office.html", context)


@require_safe
@public_page
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Accessibility and privacy: short pages that every visitor can read."""
    return render(request, f"portal/pages/{name}.html")
