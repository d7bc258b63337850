"""Before the first talk: a mentee reads a page and confirms three statements, signed in or by a mail link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.models import Application
from augenhoehe.people.requests import speak

from ..errors import AlreadyPreparedError
from ..forms import PreparationForm
from ..models import Preparation
from ..selectors.preparation import is_asked, reading, statements
from ..services.links import find_preparation_link
from ..services.preparation import confirm_preparation
from .reader import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the person themself; it stays to be read afterwards."""
    mine = Application.objects.visible_to(person_of(request)).select_related("cohort__programme", "person")
    application = get_object_or_404(mine, pk=pk)
    if not is_asked(application):
        raise Http404
    if request.method != "POST":
        return _page(request, application, _form(application))
    form = _form(application, request)
    if not form.is_valid():
        return _page(request, application, form, status=422)
    if _confirm(application):
        messages.success(request, _("Thank you. You are ready for your first talk."))
    return redirect("home")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preparation_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same without an account. 404 for a link nobody issued, 410 for one that is over."""
    link = find_preparation_link(token)
    if link is None or not is_asked(link.application):
        raise Http404
    speak(request, link.application.person.language)
    if not link.is_open(timezone.now()) or _done(link.application):
        return render(request, "events/link_over.html", {"preparation": True}, status=410)
    if request.method != "POST":
        return _page(request, link.application, _form(link.application), by_link=True)
    form = _form(link.application, request)
    if not form.is_valid():
        return _page(request, link.application, form, by_link=True, status=422)
    _confirm(link.application)
    return render(request, "events/preparation_done.html", {"cohort": link.application.cohort})


def _form(application: Application, request: HttpRequest | None = None) -> PreparationForm:
    words = statements(get_language() or "de", application.cohort)
    return PreparationForm(request.POST if request else None, statements=words)


def _confirm(application: Application) -> bool:
    words = statements(get_language() or "de", application.cohort)
    try:
        confirm_preparation(application=application, statements=words, now=timezone.now())
    except AlreadyPreparedError:
        return False
    return True


def _done(application: Application) -> Preparation | None:
    return Preparation.objects.filter(application=application).first()


def _page(
    request: HttpRequest, application: Application, form: PreparationForm, *, by_link: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "cohort": application.cohort,
        "guide": reading(get_language() or "de", application.cohort),
        "form": form,
        "done": _done(application),
        "by_link": by_link,
    }
    return render(request, "events/preparation.html", context, status=status)
