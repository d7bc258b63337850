"""The people of an event, for the office: asking, signing up and off, who was there, lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.models import Application
from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.intake.writing import XLSX, Value, write_csv, write_xlsx

from ..enums import Reply
from ..errors import AttendanceChangedError, EventError
from ..forms import AnswerForm, AttendanceForm
from ..models import Event, SignUp
from ..rules import may_record
from ..selectors import office as selectors
from ..services.answers import sign_off, sign_up
from ..services.asking import invite_unanswered
from ..services.attendance import record_attendance
from .reader import office_event, person_of

PER_PAGE = 50


@require_POST
@login_required
def invite(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Write to everybody who has not answered; pressing twice is once."""
    event = office_event(request, cohort_id, pk)
    version = request.POST.get("version", "")
    try:
        seen = int(version) if version.isdecimal() and len(version) < 10 else -1
        number = invite_unanswered(event=event, actor=person_of(request), version=seen, now=timezone.now())
    except StaleError:
        messages.warning(request, _("Nothing was sent: the event was changed or people were asked a moment ago."))
    except EventError as error:
        messages.warning(request, error.message())
    else:
        text = ngettext("%(n)d person gets a mail.", "%(n)d people get a mail.", number)
        messages.success(request, text % {"n": number})
    return redirect("office-event", cohort_id=cohort_id, pk=pk)


@require_POST
@login_required
def answer_for(request: HttpRequest, cohort_id: int, pk: int, application_id: int) -> HttpResponse:
    """Sign somebody up or off."""
    event = office_event(request, cohort_id, pk)
    application = get_object_or_404(Application.objects.select_related("person"), pk=application_id, cohort=cohort_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(form.errors["answer"][0]))
        return redirect("office-event", cohort_id=cohort_id, pk=pk)
    actor, now = person_of(request), timezone.now()
    try:
        if form.yes:
            done = sign_up(event=event, application=application, actor=actor, now=now, by_office=True)
        else:
            done = sign_off(event=event, application=application, actor=actor, now=now, told=True)
    except EventError as error:
        messages.warning(request, error.message())
    else:
        words = {"name": application.person.get_full_name(), "answer": done.get_reply_display()}
        messages.success(request, _("%(name)s: %(answer)s.") % words)
    return redirect("office-event", cohort_id=cohort_id, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Record who was there."""
    event = office_event(request, cohort_id, pk)
    if not may_record(event, timezone.now()):
        raise Http404
    page = Paginator(selectors.seated(event), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    form = AttendanceForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method != "POST":
        return _attendance(request, event, page, form)
    if not form.is_valid():
        return _attendance(request, event, page, form, status=422)
    seen = form.all_came() if "all" in request.POST else form.seen()
    try:
        record_attendance(event=event, actor=person_of(request), seen=seen, now=timezone.now())
    except AttendanceChangedError as error:
        return _contradiction(request, event, page, error)
    messages.success(request, _("Saved."))
    return redirect(request.get_full_path())


def _contradiction(
    request: HttpRequest, event: Event, page: Page[SignUp], error: AttendanceChangedError
) -> HttpResponse:
    """Somebody else was quicker for the same person: what was chosen stays, beside what is stored."""
    rows = list(selectors.seated(event).filter(pk__in=[one.pk for one in page.object_list]))
    data = request.POST.copy()
    for one in rows:
        data[f"initial-seat-{one.pk}"] = one.attendance
    form = AttendanceForm(data, rows=rows)
    form.is_valid()
    stored = [(one.application.person.get_full_name(), one.get_attendance_display()) for one in error.rows]
    return _attendance(request, event, page, form, status=409, refusal=error.message(), stored=stored)


def _attendance(
    request: HttpRequest,
    event: Event,
    page: Page[SignUp],
    form: AttendanceForm,
    *,
    status: int = 200,
    refusal: str = "",
    stored: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "cohort": event.cohort,
        "event": event,
        "page": page,
        "form": form,
        "fields": [form[f"seat-{row.pk}"] for row in form.rows],
        "refusal": refusal,
        "stored": stored,
    }
    return render(request, "events/office_attendance.html", context, status=status)


@require_safe
@login_required
def door_list(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Who has a place, to print and to sign."""
    event = office_event(request, cohort_id, pk)
    context = {
        "cohort": event.cohort,
        "event": event,
        "when": moment(event.starts_at, event.minutes),
        "rows": selectors.seated(event),
    }
    return render(request, "events/office_door_list.html", context)


@require_safe
@login_required
def export(request: HttpRequest, cohort_id: int, pk: int, sort: str) -> HttpResponse:
    """Who has answered what, as xlsx or csv. Who was there is not in it: that is for the induction alone."""
    event = office_event(request, cohort_id, pk)
    if sort not in ("xlsx", "csv"):
        raise Http404
    table = list(_table(event))
    if sort == "xlsx":
        response = HttpResponse(write_xlsx({str(event): table}), content_type=XLSX)
    else:
        response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="event-{event.pk}.{sort}"'
    return response


def _table(event: Event) -> Iterator[list[Value]]:
    yield [_("Last name"), _("First name"), _("Mail address"), _("Unit"), _("Role"), _("Answer"), _("Answered on")]
    answers: Iterable[Any] = selectors.people(event)
    for one in answers:
        person = one.person
        reply = str(Reply(one.reply).label) if one.reply else _("no answer yet")
        day = timezone.localtime(one.since).date() if one.since else None
        unit = person.unit.name if person.unit else ""
        yield [person.last_name, person.first_name, person.email, unit, str(one.get_side_display()), reply, day]
