"""Pages for everybody, without signing in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.programmes import selectors


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """What this organisation offers."""
    today = timezone.localdate()
    cards = [selectors.public_card(programme, today) for programme in selectors.public_programmes()]
    return render(request, "outreach/programmes.html", {"cards": cards})


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """What a programme is, where it stands and how to take part."""
    found = get_object_or_404(selectors.public_programmes(), slug=slug)
    card = selectors.public_card(found, timezone.localdate())
    address = f"{settings.BASE_URL}{request.path}"
    return render(request, "outreach/programme.html", {"card": card, "programme": found, "address": address})
