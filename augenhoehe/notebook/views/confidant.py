"""Turning to the confidant: somebody outside the office. What is said is read by the two of that talk alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.tandems.doors import content_door, frame, own_tandem

from .. import selectors
from ..errors import NoConfidantError
from ..forms import WordsForm
from ..models import Confidence
from ..services.confidences import answer_in_confidence, forget_talk, turn_to_confidant
from .messages import already_sent

PAGE = 20
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    """Whom one can turn to, in every state of the tandem. Nothing is written here, so the door stays open."""
    tandem, side = own_tandem(request, pk)
    page = Paginator(selectors.confidants_for(tandem), PAGE).get_page(request.GET.get("page"))
    return render(request, "notebook/confidants.html", {**frame(tandem, side), "page": page})


@require_http_methods(FORM_METHODS)
@login_required
def begin(request: MemberRequest, pk: int, person_id: int) -> HttpResponse:
    """The first word to a confidant; where a talk has begun, it goes on there."""
    tandem, side = own_tandem(request, pk)
    content_door(request)
    confidant = get_object_or_404(selectors.confidants_for(tandem), pk=person_id)
    known = Confidence.objects.filter(
        person=request.user, confidant=confidant, programme=tandem.cohort.programme_id
    ).first()
    if known and request.method != "POST":
        return redirect("confidence", talk_id=known.pk)
    form = WordsForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            word = turn_to_confidant(
                programme=tandem.cohort.programme,
                person=request.user,
                confidant=confidant,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except StaleError:
            form.add_error(None, already_sent())
            status = 409
        else:
            messages.success(request, _sent())
            return redirect("confidence", talk_id=word.confidence_id)
    context = {**frame(tandem, side), "form": form, "confidant": confidant}
    return render(request, "notebook/confidence_new.html", context, status=status)


def _sent() -> str:
    return _("Sent. A mail says that there is a message, and neither from whom nor what.")


@require_http_methods(FORM_METHODS)
@login_required
def talk(request: MemberRequest, talk_id: int) -> HttpResponse:
    """A talk, for whoever began it and for the confidant."""
    found = _own_talk(request, talk_id)
    form = WordsForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            _say(request, found, form)
        except StaleError:
            form.add_error(None, already_sent())
            status = 409
        except NoConfidantError:
            form.add_error(None, _("This person is not a confidant any more and can no longer read what you write."))
            status = 409
        else:
            messages.success(request, _sent())
            return redirect("confidence", talk_id=talk_id)
    page = Paginator(selectors.words_in(found), PAGE).get_page(request.GET.get("page"))
    said = selectors.opened_words(page, found, reader=request.user)
    context = {"talk": found, "form": form, "page": page, "said": said}
    context["answering"] = request.user.pk == found.confidant_id
    return render(request, "notebook/confidence.html", context, status=status)


def _own_talk(request: MemberRequest, talk_id: int) -> Confidence:
    mine = Confidence.objects.visible_to(request.user).select_related("person__unit", "confidant__unit", "programme")
    found = get_object_or_404(mine, pk=talk_id)
    content_door(request)
    return found


def _say(request: MemberRequest, found: Confidence, form: WordsForm) -> None:
    if request.user.pk == found.confidant_id:
        answer_in_confidence(talk=found, confidant=request.user, now=timezone.now(), **form.cleaned_data)
        return
    turn_to_confidant(
        programme=found.programme,
        person=found.person,
        confidant=found.confidant,
        now=timezone.now(),
        **form.cleaned_data,
    )


@require_POST
@login_required
def delete(request: MemberRequest, talk_id: int) -> HttpResponse:
    """Delete the whole talk, for both."""
    found = _own_talk(request, talk_id)
    forget_talk(talk=found, person=request.user)
    messages.success(request, _("The talk is deleted, for both of you."))
    return redirect("my-messages")
