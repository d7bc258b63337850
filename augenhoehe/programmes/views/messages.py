"""The office's view of its programme's mails: what was sent to whom, and whether it arrived."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.messaging import selectors, services
from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.forms import MailFilterForm
from augenhoehe.messaging.wording import blocks_of
from augenhoehe.people.models import Person

from ..doors import managed_cohort

PER_PAGE = 50


@require_safe
@login_required
def mails(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All mails of the cohort's programme: states, filters, pages."""
    cohort = managed_cohort(request.user, cohort_id)
    form = MailFilterForm(request.GET, kinds=selectors.used_kinds(cohort.programme_id))
    filters = form.filters()
    page = Paginator(selectors.office_mails(cohort.programme_id, **filters), PER_PAGE).get_page(request.GET.get("page"))
    rows = selectors.office_rows(page)
    people = Person.objects.in_bulk([row.person_id for row in rows if row.person_id])
    counts = selectors.mail_counts(cohort.programme_id)
    context = {
        "cohort": cohort,
        "filter": form,
        "filtered": bool(filters),
        "page": page,
        "rows": [(row, people.get(row.person_id or 0)) for row in rows],
        "counts": [(state, counts[state]) for state in MailState],
        "failed": counts[MailState.FAILED],
        "total": sum(counts.values()),
    }
    return render(request, "messaging/mails.html", context)


@require_safe
@login_required
def mail(request: HttpRequest, cohort_id: int, mail_id: int) -> HttpResponse:
    """One mail: its way, and what it says unless it is between the sender and the person alone."""
    cohort = managed_cohort(request.user, cohort_id)
    found = selectors.office_mail(cohort.programme_id, mail_id)
    if found is None:
        raise Http404
    context = {
        "cohort": cohort,
        "mail": found,
        "person": Person.objects.filter(pk=found.person_id or 0).first(),
        "blocks": blocks_of(found.text),
    }
    return render(request, "messaging/mail.html", context)


@require_POST
@login_required
def retry(request: HttpRequest, cohort_id: int, mail_id: int) -> HttpResponse:
    """Send a mail again that could not be delivered."""
    cohort = managed_cohort(request.user, cohort_id)
    if selectors.office_mail(cohort.programme_id, mail_id) is None:
        raise Http404
    if services.retry_mail(actor=request.user, mail_id=mail_id, programme_id=cohort.programme_id, now=timezone.now()):
        messages.success(request, _("The mail is on its way again."))
    else:
        messages.info(request, _("This mail need not be sent again."))
    return redirect("office-message", cohort_id=cohort.pk, mail_id=mail_id)


@require_POST
@login_required
def retry_failed(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Send all mails again that could not be delivered."""
    cohort = managed_cohort(request.user, cohort_id)
    number = services.retry_failed(actor=request.user, programme_id=cohort.programme_id, now=timezone.now())
    if number:
        text = ngettext("%(n)s mail is on its way again.", "%(n)s mails are on their way again.", number)
        messages.success(request, text % {"n": number})
    else:
        messages.info(request, _("There is no mail to send again."))
    return redirect("office-messages", cohort_id=cohort.pk)
