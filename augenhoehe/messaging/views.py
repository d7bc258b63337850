"""The demo's mailbox, and the page that tells a monitor whether all is well."""

from django.core.paginator import Paginator
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from augenhoehe.common.views import demo_only

from . import selectors
from .forms import MailboxForm
from .models import Mail
from .wording import blocks_of

PER_PAGE = 50
LATE_AFTER = 60


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, and for how many seconds no worker has been heard of. 503 without a database."""
    try:
        seen = selectors.worker_seen_at()
    except Error:
        return JsonResponse({"status": "degraded", "database": False, "worker_seconds": None}, status=503)
    silent = max(0, round((timezone.now() - seen).total_seconds())) if seen else None
    well = silent is not None and silent < LATE_AFTER
    return JsonResponse({"status": "ok" if well else "degraded", "database": True, "worker_seconds": silent})


@demo_only
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail of the demo, whoever it is to."""
    form = MailboxForm(request.GET, recipients=selectors.mailbox_recipients(getattr(request.user, "email", "")))
    recipient = form.chosen()
    page = Paginator(selectors.mailbox(recipient), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/mailbox.html", {"page": page, "filter": form, "recipient": recipient})


@demo_only
@require_safe
def mailbox_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its recipient would read it."""
    mail = get_object_or_404(Mail, pk=pk)
    return render(request, "messaging/mailbox_mail.html", {"mail": mail, "blocks": blocks_of(mail.text)})


@demo_only
@require_safe
def mailbox_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar object of a mail, to be opened by a calendar."""
    mail = get_object_or_404(Mail.objects.exclude(calendar=""), pk=pk)
    return HttpResponse(
        mail.calendar,
        content_type=f"text/calendar; charset=utf-8; method={mail.calendar_method}",
        headers={"Content-Disposition": 'attachment; filename="invitation.ics"'},
    )
