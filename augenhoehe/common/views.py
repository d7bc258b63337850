import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from .errors import SealError

View = Callable[..., HttpResponse]


def not_here(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Shadows an address that a library brings and this product does not have."""
    raise Http404


def server_error(request: HttpRequest) -> HttpResponse:
    """Something went wrong with us. 503 where the database is away or locked, or a key is: that passes, a fault stays.

    Django calls it while the error is being handled. The page is made without the request, whose session may be out of
    reach. It hands back what was sent, to be sent again as it was: draft key and version keep that from doing it twice.
    """
    error = sys.exception()
    away, sealed = isinstance(error, OperationalError | InterfaceError), isinstance(error, SealError)
    sent = _sent(request) if request.method == "POST" else []
    context = {
        "away": away,
        "sealed": sealed,
        "action": request.get_full_path(),
        "sent": sent,
        "texts": [value for _name, value in sent if len(value.split()) > 1],
    }
    headers = {"Retry-After": "10"} if away else {}
    page = render_to_string("500.html", context)
    status = 503 if away or sealed else 500
    return HttpResponse(page, status=status, headers={**headers, "Cache-Control": "no-store"})


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form as they came, its token too: one that is not this reader's opens nothing the second time.

    Files are not among them. Nothing where the form could not be read.
    """
    try:
        return [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, OSError):
        return []


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
