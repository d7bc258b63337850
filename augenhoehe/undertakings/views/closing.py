"""Looking back before the end, and saying whether the two stay in touch."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.doors import content_space, situation
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.panels import AT_THE_CLOSING, panels_of

from ..errors import UndertakingError
from ..forms import InTouchForm, ReflectionForm
from ..models import Reflection
from ..rules import kept_until
from ..selectors.space import closing_of
from ..services import closing as services
from .reader import framed, writing_page


@require_safe
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """What there is to do before the end, one's own reflection, and what the partner shares."""
    tandem, side = content_space(request, pk)
    context = framed(
        tandem,
        side,
        closing=closing_of(tandem, side),
        plans=tandem.cohort.uses(Part.UNDERTAKING),
        kept=_kept(tandem),
        panels=panels_of(situation(request, tandem, side, now=timezone.now()), AT_THE_CLOSING),
    )
    return render(request, "undertakings/closing.html", context)


def _kept(tandem: Tandem) -> dict[str, dt.date]:
    """Until when what is there, as soon as the tandem is over and nothing moves its end any more."""
    over = tandem.ends_on if tandem.state == TandemState.CLOSED else None
    return dict(zip(("texts", "record"), kept_until(over, tandem.cohort), strict=True)) if over else {}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reflect(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down what one takes along, and the practice one has changed."""
    tandem, side = content_space(request, pk, writing=True)
    return writing_page(
        request,
        (tandem, side),
        load=lambda: closing_of(tandem, side).own or Reflection(tandem=tandem, side=side),
        form=ReflectionForm,
        service=services.save_reflection,
        template="undertakings/reflection.html",
        done="tandem-closing",
        tandem=tandem,
    )


@require_POST
@login_required
def in_touch(request: MemberRequest, pk: int) -> HttpResponse:
    """Want to stay in touch, or no longer."""
    tandem, _side = content_space(request, pk)
    form = InTouchForm(request.POST)
    if form.is_valid():
        try:
            services.stay_in_touch(tandem=tandem, actor=request.user, wants=form.cleaned_data["wants"] == "yes")
        except UndertakingError as error:
            messages.warning(request, error.message())
        else:
            messages.success(request, _("Noted."))
    return redirect("tandem-closing", pk=pk)
