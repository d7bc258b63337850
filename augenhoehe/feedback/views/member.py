"""A mentor's own talk: when and where, what will be asked, and what was written down once it is handed out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.parts import Part

from ..enums import TalkState
from ..errors import TalkError
from ..models import Talk
from ..selectors.notes import noted, questions_for
from ..services import notes as services


def _own(person: Any, talk_id: int) -> Talk:
    found = Talk.objects.of_mentor(person).select_related("cohort__programme", "holder", "mentor__person")
    talk = get_object_or_404(found, pk=talk_id)
    if not talk.cohort.uses(Part.FEEDBACK):
        raise Http404
    return talk


@require_safe
@login_required
def talk(request: MemberRequest, feedback_id: int) -> HttpResponse:
    """The talk as its mentor sees it; 404 for everybody else."""
    found = _own(request.user, feedback_id)
    readable = found.handed_out_at is not None
    context = {
        "talk": found,
        "programme": found.cohort.programme,
        "held": found.state == TalkState.HELD,
        "notes": noted(found) if readable else [],
        "readable": readable,
        "questions": questions_for(found.cohort.programme) if found.state == TalkState.PLANNED else [],
    }
    return render(request, "feedback/own_talk.html", context)


@require_POST
@login_required
def ask(request: MemberRequest, feedback_id: int) -> HttpResponse:
    """Ask the office for the notes."""
    try:
        services.ask_for_notes(talk=_own(request.user, feedback_id), now=timezone.now())
    except TalkError:
        messages.error(request, _("There are no notes yet."))
    else:
        messages.success(request, _("The programme office knows. You get a mail as soon as you can read them."))
    return redirect("feedback-talk", feedback_id=feedback_id)
