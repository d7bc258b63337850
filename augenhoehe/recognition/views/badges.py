"""What software that checks badges asks for: who issues them, with which keys, and which were revoked."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page

from ..badges.credential import CONTEXTS, issuer_profile
from ..badges.status import status_list
from ..selectors.keys import lists, public_keys, revoked_places, signing_key

View = Callable[..., HttpResponse]


def for_all(view: View) -> View:
    """Read by programs anywhere, in browsers too; kept and given out like every public page."""
    public = public_page(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = public(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def _json(content: dict[str, Any], kind: str) -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type=kind)


@require_safe
@for_all
def issuer(request: HttpRequest) -> HttpResponse:
    """The organisation as Open Badges profile."""
    return _json({"@context": list(CONTEXTS), **issuer_profile()}, "application/ld+json")


@require_safe
@for_all
def keys(request: HttpRequest) -> HttpResponse:
    """Every key whose badges are good (JWK Set)."""
    return _json({"keys": list(public_keys().values())}, "application/jwk-set+json")


@require_safe
@for_all
def key(request: HttpRequest, name: str) -> HttpResponse:
    """One of them (JWK): what the header of a badge leads to."""
    found = public_keys().get(name)
    if found is None:
        raise Http404
    return _json(found, "application/jwk+json")


@require_safe
@for_all
def status(request: HttpRequest, number: int) -> HttpResponse:
    """The signed list of revoked badges."""
    present = signing_key()
    if present is None or number >= lists():
        raise Http404
    token = status_list(number, revoked_places(number), present, now=timezone.now())
    return HttpResponse(token, content_type="application/vc+jwt")
