from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from augenhoehe.common.public import is_visitor
from augenhoehe.outreach.models import Picture

SIZES = ("large", "small")
KEPT = 300


@require_safe
def picture(request: HttpRequest, picture_id: int, size: str) -> HttpResponse:
    """A picture of an article. It never changes but may be withdrawn: a kept copy is asked about after five minutes."""
    if size not in SIZES:
        raise Http404
    readable = Picture.objects.readable_by(request.user, timezone.localdate())
    other = "small" if size == "large" else "large"
    found = get_object_or_404(readable.defer(other), pk=picture_id)
    tag = f'"{found.digest[:32]}-{size}"'
    response = HttpResponse(bytes(getattr(found, size)), content_type="image/jpeg", headers={"ETag": tag})
    if is_visitor(request):
        patch_cache_control(response, public=True, max_age=KEPT)
    else:
        patch_cache_control(response, private=True, max_age=KEPT)
    return get_conditional_response(request, etag=tag, response=response) or response
