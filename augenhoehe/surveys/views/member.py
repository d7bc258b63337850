"""The questionnaire behind a link: no account, and nothing on it that says who holds it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.care.services.calls import ask_for_call

from ..errors import AlreadySentError, NotOpenError
from ..forms import QuestionnaireForm
from ..models import Invitation
from ..selectors.member import invitation_by, items_for, tandem_to_call
from ..services import draft_of, keep_draft, send_answers


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, token: str) -> HttpResponse:
    """Fill it in, go on another time, send it once. 404 for a link that nobody has, or whose wave is over."""
    invitation = invitation_by(token)
    if invitation is None:
        raise Http404
    _speak_to(request, invitation)
    if invitation.answered:
        return render(request, "surveys/done.html", {"survey": invitation.survey})
    may_call = tandem_to_call(invitation) is not None
    items = items_for(invitation.survey, invitation.side)
    if request.method != "POST":
        form = QuestionnaireForm(items=items, kept=draft_of(invitation, token), may_call=may_call)
        return _page(request, invitation, form, kept="kept" in request.GET)
    form = QuestionnaireForm(request.POST, items=items, may_call=may_call)
    if not form.is_valid():
        return _page(request, invitation, form, status=422)
    return _act(request, invitation, token, form)


def _act(request: HttpRequest, invitation: Invitation, token: str, form: QuestionnaireForm) -> HttpResponse:
    """Keep the draft or send; what comes too late finds the page that says so."""
    try:
        if "later" in request.POST:
            keep_draft(invitation=invitation, token=token, values=form.values())
            return redirect(f"{request.path}?kept")
        send_answers(invitation=invitation, token=token, values=form.values())
    except AlreadySentError:
        return render(request, "surveys/done.html", {"survey": invitation.survey}, status=409)
    except NotOpenError:
        return render(request, "surveys/over.html", status=410)
    tandem = tandem_to_call(invitation) if form.wants_call() else None
    if tandem:
        ask_for_call(tandem=tandem, side=Side(invitation.side), now=timezone.now())
    return render(request, "surveys/done.html", {"survey": invitation.survey, "call": tandem is not None})


def _page(
    request: HttpRequest, invitation: Invitation, form: QuestionnaireForm, *, kept: bool = False, status: int = 200
) -> HttpResponse:
    context = {"survey": invitation.survey, "form": form, "kept": kept}
    return render(request, "surveys/questionnaire.html", context, status=status)


def _speak_to(request: HttpRequest, invitation: Invitation) -> None:
    """In the language of whoever the link is for, unless a reader has chosen another."""
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(invitation.person.language)
        request.LANGUAGE_CODE = invitation.person.language
