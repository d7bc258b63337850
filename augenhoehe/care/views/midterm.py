"""The midterm check: the same five items signed in and by the link in the mail."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.tandems.doors import frame, shared_space
from augenhoehe.tandems.errors import AlreadyAnsweredError
from augenhoehe.tandems.models import Tandem

from ..forms import MidtermForm
from ..models import Midterm
from ..services.calls import ask_for_call
from ..services.midterm import answer_midterm, is_open


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def midterm(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, once. 404 for whoever was not asked."""
    tandem, side = shared_space(request, pk)
    asked = Midterm.objects.filter(tandem=tandem, side=side).first()
    if asked is None:
        raise Http404
    if not is_open(asked, timezone.now()):
        return render(request, "care/midterm_done.html", {**frame(tandem, side), "late": asked.answered_at is None})
    return serve(request, tandem, side, space=True)


def serve(request: HttpRequest, tandem: Tandem, side: Side, *, space: bool) -> HttpResponse:
    """The form and what becomes of it. `space`: inside the tandem's pages; else by a link, without them."""
    context = {**frame(tandem, side), "space": space}
    if request.method != "POST":
        return render(request, "care/midterm.html", {**context, "form": MidtermForm()})
    form = MidtermForm(request.POST)
    if not form.is_valid():
        return render(request, "care/midterm.html", {**context, "form": form}, status=422)
    now = timezone.now()
    try:
        answer_midterm(tandem=tandem, side=side, values=form.values(), now=now)
    except AlreadyAnsweredError:
        return render(request, "care/midterm_done.html", context, status=409)
    if form.cleaned_data["call"]:
        ask_for_call(tandem=tandem, side=side, now=now)
    return render(request, "care/midterm_done.html", {**context, "call": form.cleaned_data["call"]})
