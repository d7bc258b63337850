"""When I have time: my usual week, and the calendars that say when I am busy."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest

from .. import selectors, services
from ..enums import SourceKind
from ..forms import SOURCE_FORMS, HoursForm, SourceForm
from ..models import WeeklyHours
from ..reading.errors import ReadError

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def hours(request: MemberRequest) -> HttpResponse:
    """My usual week."""
    person = request.user
    return edit_page(
        request,
        load=lambda: selectors.own_row(WeeklyHours, person),
        make_form=lambda data, instance: HoursForm(data, instance=instance),
        act=lambda form: services.save_hours(person=person, version=form.cleaned_data["version"], **form.changes()),
        done=reverse("times"),
        template="calendars/hours.html",
    )


@require_safe
@login_required
def sources(request: MemberRequest) -> HttpResponse:
    """My calendars, and how fresh their times are."""
    return render(request, "calendars/sources.html", {"sources": selectors.sources_of(request.user)})


@require_http_methods(FORM_METHODS)
@login_required
def source_new(request: MemberRequest, kind: str) -> HttpResponse:
    """Add a calendar: an address, an account, or a file."""
    if kind not in SOURCE_FORMS:
        raise Http404
    make = SOURCE_FORMS[kind]
    if request.method != "POST":
        return render(
            request, "calendars/source_new.html", {"form": make(initial={"draft_key": uuid4()}), "kind": kind}
        )
    form = make(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            _add(request, kind, form)
        except ReadError as error:
            form.add_error("file", error.code.label)
        except services.TooManyError:
            form.add_error(None, _("You have ten calendars already. Please remove one first."))
        except StaleError:
            status = 409
            form.add_error(None, _("This form was sent before, with another file. Please open it again."))
        else:
            messages.success(request, _("Added."))
            return redirect("times-calendars")
    return render(request, "calendars/source_new.html", {"form": form, "kind": kind}, status=status)


def _add(request: MemberRequest, kind: str, form: SourceForm) -> None:
    shared: dict[str, Any] = {
        "person": request.user,
        "name": form.cleaned_data["name"],
        "draft_key": form.cleaned_data["draft_key"],
        "now": timezone.now(),
    }
    if kind == SourceKind.PASTED:
        services.paste_source(text=form.cleaned_data["file"], **shared)
    else:
        services.add_source(kind=kind, where=form.where(), **shared)


@require_POST
@login_required
def source_remove(request: MemberRequest, source_id: int) -> HttpResponse:
    """Forget a calendar."""
    source = get_object_or_404(selectors.sources_of(request.user), pk=source_id)
    services.remove_source(source=source, actor=request.user)
    messages.success(request, _("Deleted, with its address and its times."))
    return redirect("times-calendars")
