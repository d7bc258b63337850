"""Voices of former tandems: kept by the office, shown while their authors agree."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.outreach import selectors, services
from augenhoehe.outreach.enums import PublicState
from augenhoehe.outreach.forms import OfficeWordingForm, VoiceForm
from augenhoehe.outreach.models import Voice
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.views.office import FORM_METHODS

from .writing import new_content

PAGE = 20


def _own(request: MemberRequest, cohort_id: int, voice_id: int) -> Voice:
    cohort = managed_cohort(request.user, cohort_id)
    return get_object_or_404(Voice, programme=cohort.programme_id, pk=voice_id)


@require_safe
@login_required
def voices(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All voices, shown and not."""
    cohort = managed_cohort(request.user, cohort_id)
    context = {
        "cohort": cohort,
        "page": Paginator(cohort.programme.voices.select_related("handed_in_by"), PAGE).get_page(
            request.GET.get("page")
        ),
        "waiting": selectors.waiting_for_office(cohort.programme_id),
    }
    return render(request, "outreach/office_voices.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def voice_new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Keep what somebody said."""
    return new_content(
        request,
        cohort_id,
        form_class=VoiceForm,
        write=services.note_voice,
        template="outreach/office_voice.html",
        done=lambda _written: reverse("office-public-voices", args=[cohort_id]),
        notice=_("Kept. It is shown as soon as you publish it."),
    )


@require_http_methods(FORM_METHODS)
@login_required
def voice(request: MemberRequest, cohort_id: int, voice_id: int) -> HttpResponse:
    """Correct a voice, or enter its author's consent."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = _own(request, cohort_id, voice_id)

    def act(form: Any) -> None:
        try:
            services.change_voice(
                voice=Voice.objects.get(pk=stored.pk),
                version=form.cleaned_data["version"],
                changes=form.changes(),
                actor=request.user,
            )
        except services.ConsentError:
            form.add_error("consent_on", _("It is shown: without its author’s consent please withdraw it first."))

    return edit_page(
        request,
        load=lambda: Voice.objects.get(pk=stored.pk),
        make_form=lambda data, instance: _form_for(instance)(data, instance=instance),
        act=act,
        done=reverse("office-public-voices", args=[cohort.pk]),
        template="outreach/office_voice.html",
        context={"cohort": cohort},
    )


def _form_for(voice: Voice) -> type[VoiceForm | OfficeWordingForm]:
    return OfficeWordingForm if voice.handed_in_by_id else VoiceForm


@require_POST
@login_required
def voice_state(request: MemberRequest, cohort_id: int, voice_id: int) -> HttpResponse:
    """Show it, or take it off the page at once."""
    found, to = _own(request, cohort_id, voice_id), request.POST.get("to", "")
    try:
        services.set_voice_state(voice=found, to=to, actor=request.user, today=timezone.localdate())
    except services.ConsentError:
        messages.error(request, _("Not shown: please enter since when its author agrees; the day must not lie ahead."))
        return redirect("office-public-voice", cohort_id=cohort_id, voice_id=found.pk)
    except services.TransitionError:
        messages.error(request, _("Nothing was changed: it stands somewhere else by now."))
    else:
        shown = to == PublicState.PUBLISHED
        messages.success(request, _("It is on the page now.") if shown else _("Withdrawn; it is no longer shown."))
    return redirect("office-public-voices", cohort_id=cohort_id)


@require_POST
@login_required
def voice_delete(request: MemberRequest, cohort_id: int, voice_id: int) -> HttpResponse:
    """Forget a voice, shown or not."""
    services.delete_voice(voice=_own(request, cohort_id, voice_id), actor=request.user)
    messages.success(request, _("Deleted."))
    return redirect("office-public-voices", cohort_id=cohort_id)
