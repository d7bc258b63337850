"""The office plans talks, writes down what was said, and hands it out."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.views.office import FORM_METHODS

from ..enums import TalkState
from ..errors import TalkError
from ..forms import BulkForm, NotesForm, TalkForm, VersionForm
from ..models import Talk
from ..selectors.notes import asked_of, noted
from ..selectors.plan import active_mentors, heard_of, requests_of, rows_of, talks_of
from ..selectors.themes import themes_of
from ..services import notes as noting
from ..services import planning
from .door import cohort_of, talk_of

PAGE = 50


@require_safe
@login_required
def plan(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Who has been talked with and who has not, department by department, and what the talks were about."""
    cohort = cohort_of(request.user, cohort_id)
    page = Paginator(active_mentors(cohort), PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "page": page,
        "rows": rows_of(list(page)),
        "heard": heard_of(cohort),
        "themes": themes_of(cohort),
        "requests": requests_of(cohort).select_related("mentor__person"),
        "draft_key": uuid4(),
    }
    return render(request, "feedback/plan.html", context)


@require_POST
@login_required
def suggest(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Suggest a talk to everybody who is ticked."""
    cohort = cohort_of(request.user, cohort_id)
    form = BulkForm(request.POST, mentors=active_mentors(cohort))
    if form.is_valid():
        number = planning.plan_many(
            cohort=cohort, mentors=list(form.cleaned_data["mentors"]), holder=request.user,
            draft_key=form.cleaned_data["draft_key"], actor=request.user, now=timezone.now(),
        )  # fmt: skip
        text = ngettext("%(n)d talk is suggested.", "%(n)d talks are suggested.", number) % {"n": number}
        messages.success(request, text)
    else:
        messages.error(request, _("Please choose at least one mentor."))
    return redirect("office-evaluation-talks", cohort_id=cohort.pk)


@require_http_methods(FORM_METHODS)
@login_required
def new(request: MemberRequest, cohort_id: int, application_id: int) -> HttpResponse:
    """Plan a talk with one mentor."""
    cohort = cohort_of(request.user, cohort_id)
    mentor = get_object_or_404(active_mentors(cohort), pk=application_id)
    blank = Talk(cohort=cohort, mentor=mentor, holder=request.user)
    form = TalkForm(request.POST if request.method == "POST" else None, instance=blank)
    if form.is_bound and form.is_valid():
        talk = planning.plan_talk(
            cohort=cohort, mentor=mentor, details=form.details(), draft_key=form.cleaned_data["draft_key"],
            actor=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Planned. The mentor gets a mail."))
        return redirect("office-evaluation-talk", cohort_id=cohort.pk, feedback_id=talk.pk)
    context = {"cohort": cohort, "mentor": mentor, "form": form}
    return render(request, "feedback/talk_form.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def talk(request: MemberRequest, cohort_id: int, feedback_id: int) -> HttpResponse:
    """One talk: its date, its notes, its themes, and what can be done."""
    cohort = cohort_of(request.user, cohort_id)
    found = talk_of(cohort, feedback_id)
    context = {
        "cohort": cohort,
        "talk": found,
        "planned": found.state == TalkState.PLANNED,
        "held": found.state == TalkState.HELD,
        "notes": noted(found),
        "themes": found.themes.all(),
    }
    return render(request, "feedback/talk.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: MemberRequest, cohort_id: int, feedback_id: int) -> HttpResponse:
    """Move a planned talk, or set its date."""
    cohort = cohort_of(request.user, cohort_id)
    stored = talk_of(cohort, feedback_id)
    if stored.state != TalkState.PLANNED:
        raise Http404

    def act(form: TalkForm) -> None:
        fresh, version = talk_of(cohort, stored.pk), form.cleaned_data["version"]
        try:
            planning.change_talk(
                talk=fresh, version=version, details=form.details(), actor=request.user, now=timezone.now()
            )
        except TalkError:
            form.add_error(None, _("It was held or called off in the meantime."))

    return _edited(request, stored, act, TalkForm, "feedback/talk_form.html")


@require_http_methods(FORM_METHODS)
@login_required
def notes(request: MemberRequest, cohort_id: int, feedback_id: int) -> HttpResponse:
    """Write down what was said, or correct it."""
    cohort = cohort_of(request.user, cohort_id)
    stored = talk_of(cohort, feedback_id)
    if stored.state == TalkState.CANCELLED:
        raise Http404
    asked = asked_of(stored)

    def act(form: NotesForm) -> None:
        typed = form.cleaned_data
        try:
            noting.write_notes(
                talk=talk_of(cohort, stored.pk), version=typed["version"], notes=form.noted(),
                themes=typed["tags"], held_on=typed["held_on"], actor=request.user,
            )  # fmt: skip
        except TalkError:
            form.add_error(None, _("It was held or called off in the meantime."))

    def make(data: Any, instance: Talk) -> NotesForm:
        return NotesForm(data, instance=instance, asked=asked)

    return _edited(request, stored, act, make, "feedback/notes_form.html")


def _load(stored: Talk) -> Talk:
    """As it is now, with what was said under the names that the form has for it."""
    talk = talks_of(stored.cohort).get(pk=stored.pk)
    for number, one in enumerate(asked_of(talk)):
        setattr(talk, f"said_{number}", one.said)
    return talk


def _edited(
    request: MemberRequest, stored: Talk, act: Callable[[Any], object], make: Any, template: str
) -> HttpResponse:
    return edit_page(
        request,
        load=lambda: _load(stored),
        make_form=lambda data, instance: make(data, instance=instance),
        act=act,
        done=reverse("office-evaluation-talk", args=[stored.cohort_id, stored.pk]),
        template=template,
        context={"cohort": stored.cohort, "mentor": stored.mentor},
    )


@require_POST
@login_required
def cancel(request: MemberRequest, cohort_id: int, feedback_id: int) -> HttpResponse:
    """Call it off."""
    cohort = cohort_of(request.user, cohort_id)
    stored, form = talk_of(cohort, feedback_id), VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise TalkError
        planning.cancel_talk(talk=stored, version=form.cleaned_data["version"], actor=request.user, now=timezone.now())
    except (StaleError, TalkError):
        messages.error(request, _("Nothing was changed: it stands somewhere else by now."))
    else:
        messages.success(request, _("Called off. The mentor gets a mail."))
    return redirect("office-evaluation-talk", cohort_id=cohort.pk, feedback_id=stored.pk)


@require_POST
@login_required
def hand_out(request: MemberRequest, cohort_id: int, feedback_id: int) -> HttpResponse:
    """Let the mentor read the notes of their own talk."""
    cohort = cohort_of(request.user, cohort_id)
    stored = talk_of(cohort, feedback_id)
    try:
        noting.hand_out(talk=stored, actor=request.user, now=timezone.now())
    except TalkError:
        messages.error(request, _("There are no notes yet."))
    else:
        messages.success(request, _("The mentor can read the notes now, and gets a mail."))
    return redirect("office-evaluation-talk", cohort_id=cohort.pk, feedback_id=stored.pk)
