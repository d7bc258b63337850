"""Comments to moderate, and what the public pages let people do."""

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
from augenhoehe.outreach.enums import CommentState
from augenhoehe.outreach.forms import PageForm
from augenhoehe.outreach.models import Comment, Page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Programme
from augenhoehe.programmes.views.office import FORM_METHODS

PAGE = 20
SHOWN_STATES = (CommentState.SHOWN, CommentState.HIDDEN)


@require_safe
@login_required
def comments(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Those that wait or were reported; by state, all others."""
    cohort = managed_cohort(request.user, cohort_id)
    state = request.GET.get("state", "")
    found = selectors.office_comments(cohort.programme, state)
    context = {
        "cohort": cohort,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state if state in SHOWN_STATES else "",
        "waiting": selectors.waiting_for_office(cohort.programme_id),
        "settings": selectors.page_of(cohort.programme),
    }
    return render(request, "outreach/office_comments.html", context)


@require_POST
@login_required
def comment_moderate(request: MemberRequest, cohort_id: int, comment_id: int) -> HttpResponse:
    """Release, hide, or keep it in spite of a report."""
    cohort = managed_cohort(request.user, cohort_id)
    found = get_object_or_404(Comment.objects.said(), article__programme=cohort.programme_id, pk=comment_id)
    try:
        services.moderate_comment(comment=found, to=request.POST.get("to", ""), actor=request.user, now=timezone.now())
    except services.TransitionError:
        messages.error(request, _("Nothing was changed: it stands somewhere else by now."))
    else:
        messages.success(request, _("Decided."))
    return redirect("office-public-comments", cohort_id=cohort.pk)


@require_http_methods(FORM_METHODS)
@login_required
def page_settings(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """What the public pages let people do."""
    cohort = managed_cohort(request.user, cohort_id)

    def load() -> Page:
        return selectors.page_of(Programme.objects.select_related("page").get(pk=cohort.programme_id))

    return edit_page(
        request,
        load=load,
        make_form=lambda data, instance: PageForm(data, instance=instance),
        act=lambda form: services.change_page(
            programme=cohort.programme,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            actor=request.user,
        ),
        done=reverse("office-public-settings", args=[cohort.pk]),
        template="outreach/office_settings.html",
        context={"cohort": cohort, "waiting": selectors.waiting_for_office(cohort.programme_id)},
    )
