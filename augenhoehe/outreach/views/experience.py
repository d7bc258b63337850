"""Participants hand in what they experienced; the office decides what is published."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.common.editing import edit_page
from augenhoehe.outreach import selectors, services
from augenhoehe.outreach.enums import PublicState
from augenhoehe.outreach.forms import OwnReportForm, ReportForm
from augenhoehe.outreach.models import Article
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Programme

PAGE = 10


def _programme(person: Person, slug: str) -> Programme:
    programme = get_object_or_404(selectors.visible_programmes(), slug=slug)
    if not (selectors.page_of(programme).reports and person.has_perm("outreach.hand_in", programme)):
        raise Http404
    return programme


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def experience(request: MemberRequest, slug: str) -> HttpResponse:
    """One's own reports, and a form for another."""
    programme = _programme(request.user, slug)
    own = programme.articles.handed_in_by(request.user).order_by("-created_at")
    initial = {"draft_key": uuid4(), "language": get_language()}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.hand_in_report(
            programme=programme,
            person=request.user,
            values=form.values(),
            named=form.cleaned_data["named"],
            draft_key=form.cleaned_data["draft_key"],
            today=timezone.localdate(),
        )
        messages.success(request, _("Thank you! The programme office reads it and tells you when it is published."))
        return redirect("experience", slug=slug)
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    context = {"programme": programme, "form": form, "page": page}
    return render(request, "outreach/experience.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def experience_edit(request: MemberRequest, slug: str, article_id: int) -> HttpResponse:
    """Word one's own report anew, until the office has decided."""
    programme = _programme(request.user, slug)
    waiting = programme.articles.handed_in_by(request.user).filter(state=PublicState.SUBMITTED)
    stored = get_object_or_404(waiting, pk=article_id)

    def act(form: Any) -> None:
        try:
            services.change_own_report(
                report=Article.objects.get(pk=stored.pk),
                version=form.cleaned_data["version"],
                changes=form.changes(),
                named=form.cleaned_data["named"],
                person=request.user,
            )
        except services.TransitionError:
            form.add_error(None, _("The office has decided about it in the meantime; it can no longer be changed."))

    return edit_page(
        request,
        load=lambda: Article.objects.get(pk=stored.pk),
        make_form=lambda data, instance: OwnReportForm(data, instance=instance),
        act=act,
        done=reverse("experience", args=[slug]),
        template="outreach/experience_edit.html",
        context={"programme": programme},
    )


@require_POST
@login_required
def experience_take_back(request: MemberRequest, slug: str, article_id: int) -> HttpResponse:
    """Its author does not agree any more. This stays possible, whatever the programme has switched off since."""
    own = Article.objects.handed_in_by(request.user).filter(programme__slug=slug)
    own = own.exclude(state=PublicState.WITHDRAWN, consent_on=None)
    services.take_back(piece=get_object_or_404(own.select_related("handed_in_by"), pk=article_id))
    messages.success(request, _("It is taken back and no longer shown."))
    return redirect("programme", slug=slug)
