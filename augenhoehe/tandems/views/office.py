"""The office's view of tandems, who needs attention, and the publication of a run."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

from ..doors import SHARED
from ..enums import TandemState
from ..errors import PublicationError, TandemError
from ..forms import FilterForm, PairForm, VersionForm
from ..models import Tandem
from ..panels import concerns_of, office_facts
from ..selectors import attention as waiting
from ..selectors.office import counts_of, overdue, rows_of, tandem_columns
from ..services.confirmation import end_unconfirmed
from ..services.placing import propose_pair
from .reader import person_of

PER_PAGE = 50
PEOPLE_PER_PAGE = 10


@require_safe
@login_required
def listing(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All tandems of the cohort with their state, missing answers and next meeting."""
    cohort = managed_cohort(person_of(request), cohort_id)
    form, now = FilterForm(request.GET), timezone.now()
    form.is_valid()
    wanted = {name: form.cleaned_data.get(name, "") for name in ("state", "meeting")}
    columns = tandem_columns(cohort, now=now, **wanted, query=form.cleaned_data.get("q", ""))
    page = Paginator(columns, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "filter": form,
        "filtered": any(form.cleaned_data.values()),
        "page": page,
        "rows": rows_of(page.object_list),
        "counts": counts_of(cohort),
        "waiting": waiting.number_waiting(cohort, now),
    }
    return render(request, "tandems/office_list.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """One tandem, as far as the office may read it."""
    cohort = managed_cohort(person_of(request), cohort_id)
    columns = get_object_or_404(tandem_columns(cohort, now=timezone.now()), pk=pk)
    row = rows_of([columns])[0]
    return render(
        request,
        "tandems/office_tandem.html",
        {
            "cohort": cohort,
            "row": row,
            "mentor_id": columns["mentor_id"],
            "mentee_id": columns["mentee_id"],
            "late": _is_late(row),
            "facts": office_facts(pk) if row.state in SHARED else [],
        },
    )


def _is_late(row: Any) -> bool:
    return bool(row.state == TandemState.ACCEPTED and row.confirm_by and row.confirm_by < timezone.now())


@require_POST
@login_required
def end(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """End a tandem whose confirmation is overdue."""
    cohort = managed_cohort(person_of(request), cohort_id)
    tandem = get_object_or_404(Tandem, cohort=cohort, pk=pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, TandemError().message())
        return redirect("office-tandem", cohort_id=cohort.pk, pk=pk)
    try:
        end_unconfirmed(
            tandem=tandem,
            actor=person_of(request),
            version=form.cleaned_data["version"],
            now=timezone.now(),
        )
    except (TandemError, StaleError):
        messages.warning(request, TandemError().message())
        return redirect("office-tandem", cohort_id=cohort.pk, pk=pk)
    messages.success(request, _("Both get the same mail: the tandem did not come about."))
    return redirect("office-tandems-attention", cohort_id=cohort.pk)


@require_safe
@login_required
def attention(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """People who wait for a partner, overdue confirmations, and what the rooms above have to say.

    With ?next=best also the next best proposals, which are computed: the page asks for them once it is there.
    """
    return _attention_page(request, managed_cohort(person_of(request), cohort_id), computed="next" in request.GET)


def _attention_page(
    request: HttpRequest, cohort: Cohort, *, computed: bool = False, status: int = 200, refusal: str = ""
) -> HttpResponse:
    now = timezone.now()
    page = Paginator(waiting.waiting_people(cohort), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    people = list(page.object_list)
    context = {
        "cohort": cohort,
        "page": page,
        "computed": computed,
        "waiting": (
            waiting.with_proposals(cohort, people, now) if computed else waiting.without_proposals(cohort, people)
        ),
        "overdue": overdue(cohort, now),
        "concerns": concerns_of(cohort, now),
        "refusal": refusal,
    }
    return render(request, "tandems/office_attention.html", context, status=status)


@require_POST
@login_required
def propose(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Propose one pair, with one click."""
    cohort = managed_cohort(person_of(request), cohort_id)
    form = PairForm(request.POST, cohort=cohort)
    if not form.is_valid():
        return _attention_page(
            request, cohort, status=422, refusal=_("One of the two is not in this cohort. Please choose again.")
        )
    try:
        placed = propose_pair(
            cohort=cohort,
            mentor=form.cleaned_data["mentor"],
            mentee=form.cleaned_data["mentee"],
            actor=person_of(request),
            now=timezone.now(),
        )
    except PublicationError as error:
        return _attention_page(request, cohort, status=409, refusal=error.message())
    if placed.published:
        messages.success(request, _("Both are asked. They get a mail with the proposal."))
    else:
        messages.success(request, _("A second person has to approve this pair; they get a mail."))
    return redirect("office-tandems-attention", cohort_id=cohort.pk)


def published_message(tandems: int, left_over: int) -> str:
    """What a publication did, in one sentence."""
    proposed = ngettext("%(number)d tandem is proposed.", "%(number)d tandems are proposed.", tandems) % {
        "number": tandems
    }
    told = ngettext(
        "%(number)d person without a partner was told.", "%(number)d people without a partner were told.", left_over
    ) % {"number": left_over}
    return f"{proposed} {told}" if left_over else proposed
