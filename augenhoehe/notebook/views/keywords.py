"""Keywords and next step of each meeting, for the two."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.tandems.doors import content_space, frame
from augenhoehe.tandems.enums import MeetingState
from augenhoehe.tandems.models import Tandem

from .. import selectors
from ..errors import NotebookClosedError
from ..forms import KeywordsForm
from ..services.keywords import save_keywords

PAGE = 10


@require_safe
@login_required
def listing(request: MemberRequest, pk: int) -> HttpResponse:
    """What the two have kept, meeting by meeting, the latest first."""
    tandem, side = content_space(request, pk)
    page = Paginator(selectors.meetings_to_keep(tandem), PAGE).get_page(request.GET.get("page"))
    kept = selectors.kept_of(page, tandem, reader=request.user)
    return render(request, "notebook/notes.html", {**frame(tandem, side), "page": page, "kept": kept})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: MemberRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Keywords and next step of one meeting; both write on the same page."""
    tandem, side = content_space(request, pk, writing=True)
    meeting = get_object_or_404(selectors.meetings_to_keep(tandem), pk=meeting_pk)
    if meeting.state == MeetingState.CANCELLED:
        raise Http404
    (kept,) = selectors.kept_of([meeting], tandem, reader=request.user)
    if request.method != "POST":
        start = {"keywords": kept.keywords, "next_step": kept.next_step, "version": kept.version}
        return _form(request, tandem, side, kept, KeywordsForm(initial=start))
    form = KeywordsForm(request.POST)
    if not form.is_valid():
        return _form(request, tandem, side, kept, form, status=422)
    try:
        save_keywords(meeting=meeting, author=request.user, now=timezone.now(), **form.cleaned_data)
    except StaleError:
        (fresh,) = selectors.kept_of([meeting], tandem, reader=request.user)
        return _conflict(request, tandem, side, fresh)
    except NotebookClosedError as error:
        raise Http404 from error
    messages.success(request, _("Saved. Both of you can read it, and nobody else."))
    return redirect("tandem-notes", pk=pk)


def _conflict(request: MemberRequest, tandem: Tandem, side: Side, kept: selectors.Kept) -> HttpResponse:
    """The other one was quicker: what was typed stands beside what is stored, and sending it again keeps the typed."""
    typed = KeywordsForm({**request.POST.dict(), "version": kept.version})
    stored = [(_("Keywords"), kept.keywords or "–"), (_("Next step"), kept.next_step or "–")]
    return _form(request, tandem, side, kept, typed, conflict=stored, status=409)


def _form(
    request: MemberRequest, tandem: Tandem, side: Side, kept: selectors.Kept, form: KeywordsForm, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    context = {**frame(tandem, side), "kept": kept, "form": form, **more}
    return render(request, "notebook/keywords.html", context, status=status)
