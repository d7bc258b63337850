"""The programme's directory, and one's own entry in it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from ..errors import NetworkError
from ..forms import DirectoryFilterForm, EntryForm
from ..models import AlumniEntry
from ..selectors.directory import cohort_for, directory_of, may_enter, own_entry, own_topics
from ..services import directory as services

A_PAGE = 24


def cohort_of(person: Person, cohort_id: int) -> Cohort:
    """A cohort of the reader's own that has a directory; 404 for every other."""
    cohort = cohort_for(person, cohort_id)
    if cohort is None:
        raise Http404
    return cohort


@require_safe
@login_required
def show(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Everybody who wants to be found, by words, topic and department."""
    cohort = cohort_of(request.user, cohort_id)
    form = DirectoryFilterForm(request.GET, programme=cohort.programme)
    filters = form.filters()
    entry = own_entry(request.user, cohort.programme)
    context = {
        "cohort": cohort,
        "filter": form,
        "filtered": bool(filters),
        "page": Paginator(directory_of(cohort.programme, filters), A_PAGE).get_page(request.GET.get("page")),
        "entry": entry,
        "may_enter": entry is None and may_enter(request.user, cohort),
    }
    return render(request, "network/directory.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Enter, or change what one shows; 404 for whoever has no closed tandem here and no entry."""
    cohort, person = cohort_of(request.user, cohort_id), request.user
    if own_entry(person, cohort.programme) is None and not may_enter(person, cohort):
        raise Http404
    suggested = own_topics(person, cohort.programme)

    def act(form: EntryForm) -> None:
        given: dict[str, Any] = form.cleaned_data
        try:
            services.save_entry(
                cohort=cohort, actor=person, version=given["version"], changes=form.changes(),
                topics=given["topics"], now=timezone.now(),
            )  # fmt: skip
        except NetworkError as error:
            form.add_error(None, error.message())

    return edit_page(
        request,
        load=lambda: own_entry(person, cohort.programme) or AlumniEntry(cohort=cohort, person=person),
        make_form=lambda data, instance: EntryForm(
            data, instance=instance, programme=cohort.programme, suggested=suggested
        ),
        act=act,
        done=reverse("alumni", args=[cohort.pk]),
        template="network/entry.html",
        context={"cohort": cohort},
        notice=_("Saved. You can be found in the directory."),
    )


@require_POST
@login_required
def leave(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Leave the directory, at once; 404 without an entry."""
    cohort = cohort_of(request.user, cohort_id)
    entry = own_entry(request.user, cohort.programme)
    if entry is None:
        raise Http404
    services.leave_directory(entry=entry, actor=request.user)
    messages.success(request, _("You are out of the directory. Nothing of your entry is left."))
    return redirect("home")
