"""Cohorts that are over: into the archive, and back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes import services
from augenhoehe.programmes.models import Cohort

from ..doors import managed_cohort

PAGE = 24


@require_safe
@login_required
def archive(request: MemberRequest) -> HttpResponse:
    """The office's archived cohorts, latest first."""
    found = Cohort.objects.managed_by(request.user).filter(archived_at__isnull=False).select_related("programme")
    page = Paginator(found.order_by("-starts_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "programmes/archive.html", {"page": page})


@require_POST
@login_required
def archive_cohort(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Put a cohort that is over out of the lists."""
    cohort = managed_cohort(request.user, cohort_id)
    try:
        services.archive_cohort(cohort=cohort, actor=request.user, now=timezone.now(), today=timezone.localdate())
    except services.NotOverError:
        messages.error(request, _("This cohort is not over yet: its last day or a phase is still to come."))
        return redirect("office-settings", cohort_id=cohort.pk)
    messages.success(request, _("The cohort is in the archive. You find it here, and can take it back."))
    return redirect("office-archive")


@require_POST
@login_required
def restore_cohort(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Take a cohort back from the archive."""
    cohort = managed_cohort(request.user, cohort_id)
    services.restore_cohort(cohort=cohort, actor=request.user)
    messages.success(request, _("The cohort is back in your lists."))
    return redirect("office-overview", cohort_id=cohort.pk)
