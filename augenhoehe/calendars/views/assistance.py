"""Who arranges my dates, and whose dates I arrange."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.people import mailboxes
from augenhoehe.people.requests import MemberRequest
from augenhoehe.people.services import AddressRefusedError, OwnAddressError

from .. import selectors, services
from ..entries import entries_of, openings_of
from ..forms import AssistantForm, MailboxForm
from ..models import Assistant, Mailbox
from .own import FORM_METHODS

AHEAD, PAGE = dt.timedelta(days=400), 20


@require_http_methods(FORM_METHODS)
@login_required
def assistants(request: MemberRequest) -> HttpResponse:
    """Who arranges my dates, and a form to name somebody."""
    form = AssistantForm(request.POST if request.method == "POST" else None, initial={"draft_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        _name(request, form)
        if not form.errors:
            messages.success(request, _("Named. Your assistant gets a mail with the way to your dates."))
            return redirect("times-assistants")
    context = {
        "form": form,
        "assistants": selectors.assistants_of(request.user),
        "mailbox": selectors.own_row(Mailbox, request.user),
    }
    return render(request, "calendars/assistants.html", context, status=422 if form.is_bound else 200)


def _name(request: MemberRequest, form: AssistantForm) -> None:
    try:
        services.name_assistant(executive=request.user, **form.cleaned_data)
    except AddressRefusedError:
        form.add_error("email", _("Nobody here has this address. Please check how it is written."))
    except OwnAddressError:
        form.add_error("email", _("This is your own address."))


@require_http_methods(FORM_METHODS)
@login_required
def mailbox(request: MemberRequest) -> HttpResponse:
    """Whether others read my mail. Nobody says so who has no other way in, or takes it back by the mailbox alone."""
    person: Any = request.user
    if mailboxes.is_shared(person):
        mailboxes.require_in_person(request)

    def act(form: MailboxForm) -> None:
        if form.cleaned_data["shared"] and not mailboxes.can_come_in_person(person):
            form.add_error("shared", _("Set up a passkey or an app first, by the link below: it becomes your way in."))
            return
        services.save_mailbox(person=person, version=form.cleaned_data["version"], **form.changes())

    return edit_page(
        request,
        load=lambda: selectors.own_row(Mailbox, person),
        make_form=lambda data, instance: MailboxForm(data, instance=instance),
        act=act,
        done=reverse("times-assistants"),
        template="calendars/mailbox.html",
    )


@require_POST
@login_required
def end(request: MemberRequest, assistance_id: int) -> HttpResponse:
    """Either of the two ends it."""
    mine = Assistant.objects.filter(Q(executive=request.user) | Q(assistant=request.user))
    found = get_object_or_404(mine, pk=assistance_id)
    services.end_assistance(assistance=found, actor=request.user)
    messages.success(request, _("Ended. Nothing is to be seen any more."))
    return redirect("times-assistants" if found.executive_id == request.user.pk else "assistance")


@require_safe
@login_required
def assistance(request: MemberRequest) -> HttpResponse:
    """The dates of those whom I assist, and those that are still to be arranged: when and where, and no more."""
    now = timezone.now()
    rows = list(selectors.executives_of(request.user))
    people = {row.executive_id: row.executive for row in rows}
    found = entries_of(people.values(), now, now + AHEAD)
    dates = [(entry, people[pk]) for pk, entries in found.items() for entry in entries]
    dates.sort(key=lambda pair: (pair[0].starts_at, pair[1].pk))
    openings = openings_of(people.values())
    to_arrange = [(row.executive, one) for row in rows for one in openings.get(row.executive_id, [])]
    context = {"rows": rows, "to_arrange": to_arrange, "page": Paginator(dates, PAGE).get_page(request.GET.get("page"))}
    return render(request, "calendars/assistance.html", context)
