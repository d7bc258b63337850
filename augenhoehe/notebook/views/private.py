"""Private notes: for their author, and after the end of the tandem until its texts are deleted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.tandems.doors import content_door, content_space, frame, own_tandem
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Meeting, Tandem

from .. import selectors
from ..errors import NotebookClosedError
from ..forms import NoteForm, WordsForm
from ..models import PrivateNote
from ..services.private import change_note, delete_note, write_note

PAGE = 10
FORM_METHODS = ["GET", "HEAD", "POST"]


def _own_space(request: MemberRequest, pk: int) -> tuple[Tandem, Side]:
    """The tandem, for one of the two; here also when it is over early: one's own notes stay one's own."""
    tandem, side = own_tandem(request, pk)
    if tandem.state == TandemState.PROPOSED:
        raise Http404
    content_door(request)
    return tandem, side


@require_safe
@login_required
def listing(request: MemberRequest, pk: int) -> HttpResponse:
    """One's own notes of this tandem, the newest first."""
    tandem, side = _own_space(request, pk)
    page = Paginator(selectors.notes_of(request.user, tandem), PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(tandem, side),
        "page": page,
        "notes": selectors.note_texts(page, reader=request.user),
    }
    return render(request, "notebook/private_notes.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """Write a note, at a meeting where the address names one of the tandem's."""
    tandem, side = content_space(request, pk, writing=True)
    meeting = _meeting(tandem, request.GET.get("meeting", ""))
    form = WordsForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            write_note(tandem=tandem, author=request.user, meeting=meeting, **form.cleaned_data)
        except StaleError:
            form.add_error(None, _("This note is kept already, with another text. Open it to change it."))
            status = 409
        except NotebookClosedError as error:
            raise Http404 from error
        else:
            messages.success(request, _("Kept, for you alone."))
            return redirect("private-notes", pk=pk)
    context = {**frame(tandem, side), "form": form, "meeting": meeting}
    return render(request, "notebook/private_note.html", context, status=status)


def _meeting(tandem: Tandem, named: str) -> Meeting | None:
    return tandem.meetings.filter(pk=named).first() if named.isdecimal() else None


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: MemberRequest, pk: int, note_id: UUID) -> HttpResponse:
    """Word one's own note anew."""
    tandem, side = _own_space(request, pk)
    note = get_object_or_404(selectors.notes_of(request.user, tandem), pk=note_id)
    context: dict[str, Any] = {**frame(tandem, side), "note": note, "meeting": note.meeting}
    if request.method != "POST":
        start = {"text": _text(note, request), "version": note.version}
        return render(request, "notebook/private_note.html", {**context, "form": NoteForm(initial=start)})
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            change_note(note=note, author=request.user, now=timezone.now(), **form.cleaned_data)
        except StaleError:
            note.refresh_from_db()
            typed = NoteForm({**request.POST.dict(), "version": note.version})
            context |= {"form": typed, "conflict": [(_("Your text"), _text(note, request))]}
            return render(request, "notebook/private_note.html", context, status=409)
        messages.success(request, _("Kept, for you alone."))
        return redirect("private-notes", pk=pk)
    return render(request, "notebook/private_note.html", {**context, "form": form}, status=422)


def _text(note: PrivateNote, request: MemberRequest) -> str:
    return selectors.note_texts([note], reader=request.user)[0][1]


@require_POST
@login_required
def delete(request: MemberRequest, pk: int, note_id: UUID) -> HttpResponse:
    """Delete one's own note for good."""
    tandem, _side = _own_space(request, pk)
    note = get_object_or_404(selectors.notes_of(request.user, tandem), pk=note_id)
    delete_note(note=note, author=request.user)
    messages.success(request, _("The note is gone."))
    return redirect("private-notes", pk=pk)
