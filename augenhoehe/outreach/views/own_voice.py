"""A participant's own words for the programme's pages: written, seen where they stand, taken back."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.common.models import StaleError
from augenhoehe.outreach import selectors, services
from augenhoehe.outreach.forms import AnswerForm, OwnVoiceForm
from augenhoehe.outreach.models import Voice
from augenhoehe.outreach.rules import side_in
from augenhoehe.outreach.showing import places_of
from augenhoehe.people.requests import MemberRequest

PAGE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_voice(request: MemberRequest, slug: str) -> HttpResponse:
    """One's own words and where they stand, and a form for more while one may speak; 404 for whoever has neither."""
    programme = get_object_or_404(selectors.visible_programmes(), slug=slug)
    own = Voice.objects.handed_in_by(request.user).filter(programme=programme).select_related("programme")
    side = side_in(request.user, programme, timezone.localdate())
    if not side and (request.method == "POST" or not own.exists()):
        raise Http404
    form = OwnVoiceForm(request.POST if request.method == "POST" else None, initial={"draft_key": uuid4()})
    if form.is_bound and form.is_valid():
        services.hand_in_voice(
            programme=programme, person=request.user, side=side, texts=form.texts(),
            naming=form.cleaned_data["naming"], draft_key=form.cleaned_data["draft_key"], today=timezone.localdate(),
        )  # fmt: skip
        messages.success(request, _("Thank you! The programme office reads it and shows it on the page."))
        return redirect("own-voice", slug=slug)
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    rows = [(voice, places_of(voice)) for voice in page]
    context = {"programme": programme, "form": form if side else None, "page": page, "rows": rows}
    return render(request, "outreach/own_voice.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def own_voice_answer(request: MemberRequest, slug: str, voice_id: int) -> HttpResponse:
    """Agree to a new wording, or take one's words back, whatever the programme has switched off since."""
    own = Voice.objects.handed_in_by(request.user).filter(programme__slug=slug).select_related("handed_in_by")
    voice, form = get_object_or_404(own, pk=voice_id), AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Please press one of the buttons."))
    elif form.cleaned_data["answer"] == "take_back":
        services.take_back(piece=voice)
        messages.success(request, _("It is taken back and no longer shown."))
        return redirect("programme", slug=slug)
    else:
        try:
            services.agree(piece=voice, version=form.cleaned_data["version"], today=timezone.localdate())
            messages.success(request, _("Thank you for your yes."))
        except (StaleError, services.TransitionError):
            messages.error(request, _("The wording is another one by now. Please read it again."))
    return redirect("own-voice", slug=slug)
