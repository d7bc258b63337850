"""From the two to everybody: the text, both consents, and the way back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.tandems.models import Tandem

from ..errors import UndertakingError
from ..forms import ConsentForm, PublicationForm
from ..models import Publication
from ..selectors.space import publishing_of, undertaking_of
from ..services import publication as services
from ..services.publication import TEXTS
from .reader import framed, planning_space, saving


@require_safe
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The text exactly as everybody would read it, and who agrees to it."""
    tandem, side = planning_space(request, pk)
    return _page(request, tandem, side)


def _page(request: MemberRequest, tandem: Tandem, side: Side, *, status: int = 200) -> HttpResponse:
    context = framed(tandem, side, publishing=publishing_of(tandem, side), changed=status == 409)
    return render(request, "undertakings/publication.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Word the text for the library. Consents given so far are gone with the old wording."""
    tandem, side = planning_space(request, pk, writing=True)

    def act(form: Any) -> None:
        extra = {name: form.cleaned_data[name] for name in ("topics", "named")}
        try:
            saving(request, services.write_publication, tandem=tandem, **extra)(form)
        except StaleError:
            _compare(form, publishing_of(tandem, side).waiting)
            raise

    return edit_page(
        request,
        load=lambda: _worded(tandem, side)[0],
        make_form=lambda data, instance: PublicationForm(
            data, instance=instance, tandem=tandem, initial={} if instance.pk else {"topics": _worded(tandem, side)[1]}
        ),
        act=act,
        done=reverse("tandem-publication", args=[pk]),
        template="undertakings/publication_edit.html",
        context=framed(tandem, side),
        notice=_("Kept. Please read it once more as everybody would, and say whether you agree."),
    )


def _worded(tandem: Tandem, side: Side) -> tuple[Publication, list[Any]]:
    """What is being worded; else a copy of what is in the library; else what the undertaking says. And its topics."""
    found = publishing_of(tandem, side)
    if found.waiting:
        return found.waiting, []
    if found.shown:
        copy = {name: getattr(found.shown, name) for name in TEXTS}
        return Publication(tandem=tandem, **copy), list(found.shown.topics.all())
    plan = undertaking_of(tandem)
    language = (get_language() or "de")[:2]
    if plan is None:
        return Publication(tandem=tandem, language=language), []
    text = "\n\n".join(part for part in (plan.goal, plan.result) if part)
    return Publication(tandem=tandem, language=language, title=plan.title, text=text), []


def _compare(form: Any, stored: Publication | None) -> None:
    """Topics and names are not compared with the other fields: without this, a change of these alone would be lost."""
    if stored is None:
        return
    topics, named = form.cleaned_data["topics"], form.cleaned_data["named"]
    if set(topics) != set(stored.topics.all()) or named != bool(stored.byline):
        form.add_error(None, _("Topics or names were changed in the meantime. Please check them and save again."))


@require_POST
@login_required
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    """Agree to the text as it was shown; where it has changed since, it is shown anew."""
    tandem, side = planning_space(request, pk)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _page(request, tandem, side, status=422)
    try:
        services.agree_to_publication(
            tandem=tandem, actor=request.user, version=form.cleaned_data["version"], now=timezone.now()
        )
    except (StaleError, UndertakingError):
        return _page(request, tandem, side, status=409)
    return redirect("tandem-publication", pk=pk)


@require_POST
@login_required
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """No longer agree to a text that is not in the library yet."""
    tandem, _side = planning_space(request, pk)
    services.take_back_consent(tandem=tandem, actor=request.user, now=timezone.now())
    messages.success(request, _("You no longer agree to this text. It is between the two of you."))
    return redirect("tandem-publication", pk=pk)
