"""Whether a certificate counts: for everybody, without session; nothing here can be counted through."""

import uuid
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.public import public_page

from ..codes import spaced, tidied
from ..forms import CodeForm, CompareForm
from ..selectors.check import by_address, by_code, says_the_same


def _guesses(request: HttpRequest, *, count: bool) -> bool:
    """Whether this network address may try one more code; `count` notes a wrong one."""
    used = consume(
        request, app="recognition", action="check", config=settings.CHECK_RATES, limit_get=True, dry_run=not count
    )
    return used is not None


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Search engines have no business here: whoever publishes a certificate shares its address."""
    response = render(request, f"recognition/{template}.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@public_page
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the paper."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("certificate-check-code", code=form.cleaned_data["code"])
    return _page(request, "check", {"form": form}, 422 if form.is_bound else 200)


# It changes nothing, and whoever checks a paper has no session that a foreign page could use.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def by_paper(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of the certificate with this code; POST compares what a paper says of somebody erased."""
    if not _guesses(request, count=False):
        return render(request, "429.html", status=429)
    code = tidied(code)
    found = by_code(code)
    if found is None:
        _guesses(request, count=True)
        return _page(request, "check", {"form": CodeForm(), "unknown": True}, 404)
    form = CompareForm(request.POST if request.method == "POST" else None) if found.erased else None
    compared = says_the_same(found.entry, code, form.cleaned_data) if form and form.is_valid() else None
    if compared is False and not _guesses(request, count=True):
        return render(request, "429.html", status=429)
    context = {"finding": found, "code": spaced(code), "form": form, "compared": compared}
    return _page(request, "checked", context, 422 if form and form.is_bound and compared is None else 200)


@require_safe
@public_page
def badge(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The page that a badge names: whether it counts; whose it is only where the holder shows it."""
    found = by_address(uid)
    if found is None:
        return _page(request, "check", {"form": CodeForm(), "unknown": True}, 404)
    return _page(request, "checked", {"finding": found})
