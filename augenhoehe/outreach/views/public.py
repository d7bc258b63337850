"""Pages for everybody, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page
from augenhoehe.outreach import selectors
from augenhoehe.outreach.rules import side_in
from augenhoehe.programmes.selectors import public_card, public_programmes

from .head import head_of


@require_safe
@public_page
def programmes(request: HttpRequest) -> HttpResponse:
    """What this organisation offers."""
    today = timezone.localdate()
    cards = [public_card(programme, today) for programme in public_programmes()]
    return render(request, "outreach/programmes.html", {"cards": cards, **head_of(request)})


@require_safe
@public_page
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """What a programme is, where it stands and how to take part."""
    found = get_object_or_404(selectors.programmes_with_page(), slug=slug)
    page = selectors.programme_page(found, timezone.localdate())
    context = {
        "programme": found,
        "page": page,
        "card": page.card,
        "may_speak": request.user.is_authenticated and bool(side_in(request.user, found, timezone.localdate())),
        "may_hand_in": page.page.reports and request.user.has_perm("outreach.hand_in", found),
        **head_of(request),
    }
    return render(request, "outreach/programme.html", context)


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Search machines read what is for everybody, and knock nowhere else."""
    lines = ("User-agent: *", "Allow: /programmes/", "Allow: /pictures/", "Allow: /static/", "Disallow: /", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
