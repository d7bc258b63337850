"""The questionnaire behind a link: no account, and nothing on it that says who holds it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.care.services.calls import ask_for_call
from augenhoehe.people import mailboxes

from ..errors import AlreadySentError, NotOpenError
from ..forms import QuestionnaireForm
from ..models import Invitation
from ..rules import KEPT_MONTHS
from ..selectors.member import invitation_by, items_for, tandem_to_call
from ..services import draft_of, keep_draft, send_answers


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, token: str) -> HttpResponse:
    """Fill it in, go on another time, send it once. 404 for a link that nobody has, or whose wave is over.

    With the close a wave's links are nobody's, so both find the same page.
    """
    invitation = invitation_by(token)
    if invitation is None:
        return render(request, "surveys/over.html", status=404)
    _speak_to(request, invitation)
    if invitation.answered:
        return render(request, "surveys/done.html", {"survey": invitation.survey})
    may_call = tandem_to_call(invitation) is not None
    items = items_for(invitation.survey, invitation.side)
    keeps = _keeps_drafts(request, invitation)
    if request.method != "POST":
        draft = draft_of(invitation, token) if keeps else {}
        form = QuestionnaireForm(items=items, kept=draft, may_call=may_call)
        return _page(request, invitation, form, keeps=keeps)
    form = QuestionnaireForm(request.POST, items=items, may_call=may_call)
    if not form.is_valid():
        return _page(request, invitation, form, keeps=keeps, status=422)
    if "later" in request.POST and not keeps:
        return _page(request, invitation, form, keeps=False, status=403)
    if "later" not in request.POST and form.is_blank():
        form.add_error(None, _("Nothing is filled in yet. If you would rather not answer, just leave it at that."))
        return _page(request, invitation, form, keeps=keeps, status=422)
    return _act(request, invitation, token, form)


def _keeps_drafts(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether what is half filled in may lie behind this link: not where others read the mailbox that it was sent to.

    Whoever has signed in by more than that mailbox can go on another time all the same.
    """
    in_person = request.user == invitation.person and mailboxes.came_in_person(request)
    return in_person or not mailboxes.is_shared(invitation.person)


def _act(request: HttpRequest, invitation: Invitation, token: str, form: QuestionnaireForm) -> HttpResponse:
    """Keep the draft or send; what comes too late finds the page that says so."""
    try:
        if "later" in request.POST:
            keep_draft(invitation=invitation, token=token, values=form.half_filled())
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
    request: HttpRequest, invitation: Invitation, form: QuestionnaireForm, *, keeps: bool, status: int = 200
) -> HttpResponse:
    shown = {"form": form, "keeps": keeps, "kept": "kept" in request.GET}
    context = {"survey": invitation.survey, "months": KEPT_MONTHS, **shown}
    return render(request, "surveys/questionnaire.html", context, status=status)


def _speak_to(request: HttpRequest, invitation: Invitation) -> None:
    """In the language of whoever the link is for, unless a reader has chosen another."""
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(invitation.person.language)
        request.LANGUAGE_CODE = invitation.person.language
