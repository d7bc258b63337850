"""My dates in my own calendar, by an address that it subscribes to."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.links import hash_of
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest

from .. import selectors, services
from ..entries import entries_of
from ..forms import FeedForm
from ..models import Feed
from ..published import published
from ..services.feeds import SALT
from .own import FORM_METHODS

BACK, AHEAD = dt.timedelta(days=60), dt.timedelta(days=400)


@require_http_methods(FORM_METHODS)
@login_required
def feed(request: MemberRequest) -> HttpResponse:
    """Whether there is an address, and how much it says."""
    person = request.user
    if selectors.feed_of(person) is None:
        if request.method == "POST":
            raise Http404
        return render(request, "calendars/feed.html", {"object": None})
    return edit_page(
        request,
        load=lambda: _feed_or_404(person),
        make_form=lambda data, instance: FeedForm(data, instance=instance),
        act=lambda form: services.change_feed(
            feed=_feed_or_404(person), version=form.cleaned_data["version"], actor=person, **form.changes()
        ),
        done=reverse("times-feed"),
        template="calendars/feed.html",
    )


def _feed_or_404(person: Person) -> Feed:
    found = selectors.feed_of(person)
    if found is None:
        raise Http404
    return found


@require_POST
@login_required
def feed_new(request: MemberRequest) -> HttpResponse:
    """A new address. It is shown this once: only its hash is kept."""
    token = services.open_feed(person=request.user)
    address = f"{settings.BASE_URL}{reverse('feed', args=[token])}"
    context = {"address": address, "webcal": f"webcal://{address.partition('://')[2]}"}
    response = render(request, "calendars/feed_address.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def feed_close(request: MemberRequest) -> HttpResponse:
    """Switch it off."""
    services.close_feed(person=request.user)
    messages.success(request, _("The address is switched off. Calendars that subscribed to it get nothing more."))
    return redirect("times-feed")


@require_safe
def subscribed(request: HttpRequest, token: str) -> HttpResponse:
    """The dates, for whoever knows the address."""
    token_hash = hash_of(token, SALT)
    found = selectors.feed_by_hash(token_hash) if token_hash else None
    if found is None:
        raise Http404
    now = timezone.now()
    with translation.override(found.person.language):
        entries = entries_of([found.person], now - BACK, now + AHEAD)[found.person_id]
        text = published(entries, discreet=found.discreet, language=found.person.language, now=now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="dates.ics"'
    response["Cache-Control"] = "private, max-age=300"
    response["Referrer-Policy"] = "no-referrer"
    return response
