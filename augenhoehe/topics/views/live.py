"""Who watches a board asks again with the edition they have seen; mostly the answer is 304, without a template."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

from ..models import Workshop


def edition_of(workshop: Workshop, *, votes: bool = True) -> str:
    """What tells one look of the board from another; without `votes` those do not count."""
    parts = (workshop.state, workshop.board_edition, workshop.vote_edition if votes else "", get_language())
    return "-".join(str(part) for part in parts)


def page_at(request: HttpRequest, name: str, *args: Any) -> str:
    """The address of a page, with what the address of this request says behind the question mark: page and filter."""
    query = request.GET.urlencode()
    return resolve_url(name, *args) + (f"?{query}" if query else "")


def if_changed(
    request: HttpRequest, edition: str, template: str, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """304 for who has seen this edition; for everybody else the template, with the context made only now."""
    tag = quote_etag(edition)
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    response = render(request, template, context())
    response["ETag"] = tag
    return response
