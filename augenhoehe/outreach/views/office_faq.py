"""Questions that many ask, with their answers and their order."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.outreach import selectors, services
from augenhoehe.outreach.forms import FaqForm
from augenhoehe.outreach.models import FaqEntry
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.views.office import FORM_METHODS

from .writing import new_content


def _own(request: MemberRequest, cohort_id: int, entry_id: int) -> FaqEntry:
    cohort = managed_cohort(request.user, cohort_id)
    return get_object_or_404(FaqEntry, programme=cohort.programme_id, pk=entry_id)


@require_safe
@login_required
def faq(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All of them by category, hidden ones too."""
    cohort = managed_cohort(request.user, cohort_id)
    context = {
        "cohort": cohort,
        "groups": selectors.faq_groups(cohort.programme.faq.all()),
        "waiting": selectors.waiting_for_office(cohort.programme_id),
    }
    return render(request, "outreach/office_faq.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def faq_new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Add one at the end of its category."""
    return new_content(
        request,
        cohort_id,
        form_class=FaqForm,
        write=services.write_faq_entry,
        template="outreach/office_faq_entry.html",
        done=lambda _written: reverse("office-public-faq", args=[cohort_id]),
        notice=_("Added."),
    )


@require_http_methods(FORM_METHODS)
@login_required
def faq_entry(request: MemberRequest, cohort_id: int, entry_id: int) -> HttpResponse:
    """Word one anew, put it elsewhere, or take it off the page."""
    stored = _own(request, cohort_id, entry_id)
    return edit_page(
        request,
        load=lambda: FaqEntry.objects.get(pk=stored.pk),
        make_form=lambda data, instance: FaqForm(data, instance=instance),
        act=lambda form: services.change_faq_entry(
            entry=FaqEntry.objects.get(pk=stored.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            actor=request.user,
        ),
        done=reverse("office-public-faq", args=[cohort_id]),
        template="outreach/office_faq_entry.html",
        context={"cohort": managed_cohort(request.user, cohort_id)},
    )


@require_POST
@login_required
def faq_move(request: MemberRequest, cohort_id: int, entry_id: int) -> HttpResponse:
    """One place up or down."""
    entry = _own(request, cohort_id, entry_id)
    services.move_faq_entry(entry=entry, up=request.POST.get("to") == "up", actor=request.user)
    return redirect(f"{reverse('office-public-faq', args=[cohort_id])}#faq-{entry.pk}")


@require_POST
@login_required
def faq_delete(request: MemberRequest, cohort_id: int, entry_id: int) -> HttpResponse:
    """Remove it for good."""
    services.delete_faq_entry(entry=_own(request, cohort_id, entry_id), actor=request.user)
    messages.success(request, _("Deleted."))
    return redirect("office-public-faq", cohort_id=cohort_id)
