"""What all pages of the desk share: which cohort, which run, which tab, and how a refusal is answered."""

from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from augenhoehe.applications.models import Application
from augenhoehe.matching import selectors
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

PER_PAGE = 50
LONG_ROWS_PER_PAGE = 20


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; every view of this room asks for that first."""
    return cast(Person, request.user)


def cohort_for(request: HttpRequest, cohort_id: int, *, write: bool = False) -> Cohort:
    """The cohort, for its office and, to read, for whoever approves; 404 for everybody else."""
    found = Cohort.objects.managed_by(person_of(request)) if write else Cohort.objects.approvable_by(person_of(request))
    return get_object_or_404(found.select_related("programme"), pk=cohort_id)


def run_for(request: HttpRequest, cohort_id: int, number: int, *, write: bool = False) -> Run:
    """A run by its number, without the large fields; 404 unless the person may see, or with `write` change it."""
    runs = selectors.run_numbered(person_of(request), cohort_id, write=write)
    return get_object_or_404(runs, number=number)


def computed_run_for(request: HttpRequest, cohort_id: int, number: int, *, write: bool = False) -> Run:
    """The same for a run with a result; 404 for one without. Input and result are read only where they are needed."""
    runs = selectors.run_numbered(person_of(request), cohort_id, write=write).filter(plan__isnull=False)
    return get_object_or_404(runs, number=number)


def application_for(cohort: Cohort, pk: int, side: str | None = None) -> Application:
    """Somebody of this cohort, with what the desk shows of them."""
    found = Application.objects.filter(cohort=cohort).select_related("person__unit", "person__site")
    return get_object_or_404(found.filter(side=side) if side else found, pk=pk)


def shown_run(request: HttpRequest, cohort: Cohort, latest: Run | None) -> Run | None:
    """The computed run that `?run=` names, else the latest; None when there is none yet."""
    named = request.GET.get("run", "")
    if not named:
        return latest
    if not named.isdecimal() or len(named) > 9:
        raise Http404
    runs = selectors.run_numbered(person_of(request), cohort.pk).filter(plan__isnull=False)
    return get_object_or_404(runs, number=int(named))


def page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> Page[Any]:
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


@dataclass(frozen=True)
class Desk:
    """What a page knows of the desk: the latest computed run, and what this person may do."""

    cohort: Cohort
    latest: Run | None
    overview: selectors.Overview
    may_decide: bool

    def may_change(self, run: Run) -> bool:
        """Whether this run's pairs can be set or forbidden: by the office, in the latest run, until it is submitted."""
        latest = self.latest is not None and self.latest.pk == run.pk
        return self.may_decide and latest and run.state == RunState.READY and self.overview.active is None


def desk_of(request: HttpRequest, cohort: Cohort) -> Desk:
    latest = selectors.latest_computed(cohort)
    if latest is not None:
        latest.cohort = cohort
    may_decide = person_of(request).has_perm("programmes.manage", cohort)
    return Desk(cohort, latest, selectors.overview(cohort, latest), may_decide)


def desk_page(
    request: HttpRequest, template: str, desk: Desk, tab: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the desk with its tabs."""
    frame = {
        "cohort": desk.cohort,
        "tab": tab,
        "latest": desk.latest,
        "overview": desk.overview,
        "may_decide": desk.may_decide,
    }
    return render(request, template, frame | context, status=status)
