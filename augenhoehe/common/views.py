import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def not_here(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Shadows an address that a library brings and this product does not have."""
    raise Http404


def server_error(request: HttpRequest) -> HttpResponse:
    """Something went wrong with us. 503 where the database is away or locked: that passes, a fault stays.

    Django calls it while the error is being handled. The page is made without the request, whose session may be out of
    reach.
    """
    away = isinstance(sys.exception(), OperationalError | InterfaceError)
    page = render_to_string("500.html")
    return HttpResponse(page, status=503, headers={"Retry-After": "10"}) if away else HttpResponse(page, status=500)


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
