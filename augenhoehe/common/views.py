from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def not_here(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Shadows an address that a library brings and this product does not have."""
    raise Http404


def demo_only(view: View) -> View:
    """404 for everybody, whatever the method, unless the installation is a demo."""
    protected = csrf_protect(view)

    # A token that is missing would say 403, and so that there is something here.
    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return protected(request, **kwargs)

    return guarded
