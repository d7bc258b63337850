from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from augenhoehe.people.access import administrator_required
from augenhoehe.people.kinds import KINDS
from augenhoehe.people.upload_pages import check_page, upload_page

# Where an import leads back to.
_LISTS = {"units": "units", "persons": "people", "relations": "people"}


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def upload(request: HttpRequest, sort: str) -> HttpResponse:
    """Bring in units, persons, or relations between them."""
    return upload_page(request, KINDS[sort], check=f"import-{sort}-check", back=_LISTS[sort])


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def upload_check(request: HttpRequest, sort: str, upload_id: int) -> HttpResponse:
    """Check and import what was brought in."""
    return check_page(request, KINDS[sort], upload_id, back=_LISTS[sort])
