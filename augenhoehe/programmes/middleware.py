from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import Cohort

SAFE = ("GET", "HEAD", "OPTIONS")
STILL_POSSIBLE = "office-restore"


class ArchiveMiddleware:
    """The office only reads an archived cohort: every other request to one of its pages is a 409 that says so.

    It stands before all views, so that no room has to think of it, and none can forget it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Whoever has no part in the cohort goes on to the view, and gets its 404."""
        match = request.resolver_match
        writes = request.method not in SAFE and request.path.startswith("/office/") and "cohort_id" in kwargs
        if not writes or (match and match.url_name == STILL_POSSIBLE) or not request.user.is_authenticated:
            return None
        mine = Cohort.objects.approvable_by(request.user).filter(pk=kwargs["cohort_id"], archived_at__isnull=False)
        cohort = mine.select_related("programme").first()
        return render(request, "programmes/archived.html", {"cohort": cohort}, status=409) if cohort else None
