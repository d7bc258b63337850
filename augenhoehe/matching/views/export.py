from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from augenhoehe.matching import exports

from .frame import computed_run_for


@require_safe
@login_required
def export(request: HttpRequest, cohort_id: int, number: int, kind: str) -> HttpResponse:
    """A run as json, csv or xlsx: the same input gives the same bytes."""
    run = computed_run_for(request, cohort_id, number)
    if kind not in exports.KINDS:
        raise Http404
    content_type, write = exports.KINDS[kind]
    response = HttpResponse(write(run), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="matching-{run.cohort.slug}-{run.number}.{kind}"'
    return response
