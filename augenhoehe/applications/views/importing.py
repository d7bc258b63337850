"""Applications from tables: the pages of `people` for a cohort of the office."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.access import not_released
from augenhoehe.applications.kinds import APPLICATIONS
from augenhoehe.people.upload_pages import check_page, upload_page
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

LIST = "office-applications"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Take one file or two."""
    cohort = managed_cohort(request.user, cohort_id)
    if not cohort.call_released:
        return not_released(request, cohort)
    return upload_page(
        request,
        APPLICATIONS,
        check="office-applications-check",
        back=LIST,
        scope=cohort.pk,
        place=_place(cohort),
        cohort_id=cohort.pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, cohort_id: int, upload_id: int) -> HttpResponse:
    """Columns, rows and problems; then the import."""
    cohort = managed_cohort(request.user, cohort_id)
    if not cohort.call_released:
        return not_released(request, cohort)
    return check_page(
        request, APPLICATIONS, upload_id, back=LIST, scope=cohort.pk, place=_place(cohort), cohort_id=cohort.pk
    )


def _place(cohort: Cohort) -> str:
    return f"{cohort.programme.name}, {cohort.name}"
