"""The library: what tandems have brought about, for everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.public import public_page
from augenhoehe.outreach.selectors import visible_programmes
from augenhoehe.outreach.views.head import head_of
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Programme

from ..forms import LibraryFilterForm, TakeDownForm
from ..models import Publication
from ..selectors.library import found_in, library_of
from ..services import publication as services

PAGE = 12


@require_safe
@public_page
def library(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything in a programme's library, to be searched by words, topic, department and kind of result."""
    programme = get_object_or_404(visible_programmes(), slug=slug)
    form = LibraryFilterForm(request.GET, programme=programme)
    filters = form.filters()
    context = {
        "programme": programme,
        "filter": form,
        "filtered": bool(filters),
        "page": Paginator(found_in(programme, filters), PAGE).get_page(request.GET.get("page")),
        **head_of(request),
    }
    return render(request, "undertakings/library.html", context)


def _published(slug: str, publication_id: int) -> Publication:
    programme = get_object_or_404(visible_programmes(), slug=slug)
    return get_object_or_404(library_of(programme).select_related("programme"), pk=publication_id)


@require_safe
@public_page
def publication(request: HttpRequest, slug: str, publication_id: int) -> HttpResponse:
    """One result; its two authors find the way to take it back here, and the office the way to take it down."""
    found = _published(slug, publication_id)
    reader: Any = request.user
    context = {
        "programme": found.programme,
        "publication": found,
        "own": reader.is_authenticated and reader.pk in (found.mentor_id, found.mentee_id),
        "in_office": reader.is_authenticated and reader.has_perm("programmes.manage", found.programme),
        **head_of(request),
    }
    return render(request, "undertakings/publication_page.html", context)


@require_POST
@login_required
def withdraw(request: MemberRequest, slug: str, publication_id: int) -> HttpResponse:
    """Either author takes it out of the library, at once."""
    own = Publication.objects.by(request.user).filter(programme__slug=slug).select_related("programme")
    found = get_object_or_404(own, pk=publication_id)
    services.withdraw_publication(publication=found, actor=request.user, now=timezone.now())
    messages.success(request, _("It is taken out of the library and no longer shown."))
    return redirect("library", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_down(request: MemberRequest, programme_id: int, publication_id: int) -> HttpResponse:
    """The office takes a publication off the page, and says why."""
    mine = Programme.objects.managed_by(request.user)
    published = Publication.objects.published().filter(programme__in=mine).select_related("programme")
    found = get_object_or_404(published, programme=programme_id, pk=publication_id)
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        message = form.cleaned_data["message"]
        services.take_down(publication=found, actor=request.user, message=message, now=timezone.now())
        messages.success(request, _("It is off the page. Both authors get your words by mail."))
        return redirect("library", slug=found.programme.slug)
    context = {"publication": found, "programme": found.programme, "form": form}
    return render(request, "undertakings/take_down.html", context, status=422 if form.is_bound else 200)
