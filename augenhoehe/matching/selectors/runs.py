from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.matching.enums import ACTIVE, Origin, RunState
from augenhoehe.matching.models import LeftOver, PairDecision, Proposal, Run
from augenhoehe.matching.partnerships import partnerships
from augenhoehe.matching.waiting import in_vain, waited
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

PEOPLE_OF_RUN = ("started_by", "submitted_by", "approved_by", "rules")
PEOPLE = ("mentor__person__unit", "mentor__person__site", "mentee__person__unit", "mentee__person__site")


def latest_computed(cohort: Cohort) -> Run | None:
    """The latest run with a result, of the whole cohort: runs of one pair alone are not the desk's."""
    runs = Run.objects.light().filter(cohort=cohort).exclude(origin=Origin.PAIR).computed()
    return runs.select_related(*PEOPLE_OF_RUN).order_by("-number").first()


def run_numbered(person: Person, cohort_id: int, *, write: bool = False) -> QuerySet[Run]:
    """Runs of a cohort that this person sees, or with `write` may change, without the large fields."""
    runs = Run.objects.managed_by(person) if write else Run.objects.visible_to(person)
    return runs.filter(cohort=cohort_id).light().select_related("cohort__programme", *PEOPLE_OF_RUN)


def proposals_of(run: Run, *, query: str = "", only_set: bool = False) -> QuerySet[Proposal]:
    """The run's pairs with both people, the best first; `query` is part of a name, address or unit."""
    found = Proposal.objects.filter(run=run).select_related(*PEOPLE)
    for word in query.split():
        found = found.filter(_names("mentor__person", word) | _names("mentee__person", word))
    return found.filter(locked=True) if only_set else found


def _names(path: str, word: str) -> Q:
    fields = ("first_name", "last_name", "email", "unit__name", "unit__short")
    return Q(*(Q(**{f"{path}__{field}__icontains": word}) for field in fields), _connector=Q.OR)


def left_over_of(run: Run, *, side: str = "") -> QuerySet[LeftOver]:
    """People of the run without a partner: mentees first, then by name."""
    found = LeftOver.objects.filter(run=run).select_related("application__person__unit", "application__person__site")
    if side:
        found = found.filter(application__side=side)
    return found.order_by(
        "application__side", "application__person__last_name", "application__person__first_name", "pk"
    )


def published_proposals(cohort: Cohort) -> QuerySet[Proposal]:
    """Pairs of all published runs, the latest run first."""
    return (
        Proposal.objects.filter(run__cohort=cohort, run__state=RunState.PUBLISHED)
        .select_related("run", *PEOPLE)
        .defer("run__problem", "run__plan")
        .order_by("-run__number", "mentee__person__last_name", "mentee__person__first_name", "pk")
    )


def to_place(cohort: Cohort, *, side: str = "") -> QuerySet[Application]:
    """Admitted people with a free place."""
    taken = partnerships(cohort, ()).taken
    admitted = Application.objects.filter(cohort=cohort, state=State.ADMITTED)
    full = [
        pk
        for pk, of, capacity in admitted.filter(pk__in=taken).values_list("pk", "side", "capacity")
        if taken[pk] >= (min(capacity, cohort.mentor_capacity) if of == "mentor" else 1)
    ]
    found = admitted.exclude(pk__in=full).select_related("person__unit", "person__site")
    return found.filter(side=side) if side else found


def waiting_since_before(cohort: Cohort, people: Iterable[Application]) -> set[int]:
    """Those of the people, as person ids, who found no partner in an earlier cohort of the programme."""
    found = in_vain(cohort, [one.person_id for one in people])
    return set(waited(found, partnerships(cohort, found))) if found else set()


def people_of(cohort: Cohort, wanted: Iterable[int]) -> dict[str, list[tuple[int, str]]]:
    """These applications by side, each with a name to choose it by: "Last, First · Unit". One query."""
    here = set(wanted)
    found = Application.objects.filter(cohort=cohort).order_by("person__last_name", "person__first_name", "pk")
    people: dict[str, list[tuple[int, str]]] = {side: [] for side in Side.values}
    fields = ("pk", "side", "person__last_name", "person__first_name", "person__email", "person__unit__short")
    for pk, side, last, first, email, unit in found.values_list(*fields):
        if pk in here:
            name = ", ".join(filter(None, (last, first))) or email
            people[side].append((pk, f"{name} · {unit}" if unit else name))
    return people


def decisions_of(cohort: Cohort) -> QuerySet[PairDecision]:
    """What the office has set and forbidden, the latest first."""
    return PairDecision.objects.filter(cohort=cohort).select_related(
        "mentor__person__unit", "mentee__person__unit", "decided_by"
    )


@dataclass(frozen=True)
class Overview:
    """Numbers on the desk's tabs, and the number of the run that is being computed."""

    proposals: int
    left_over: int
    published: int
    past: int
    active: int | None


def overview(cohort: Cohort, latest: Run | None) -> Overview:
    """Pairs and people left over of the latest run, published pairs, all runs. One query."""
    runs = list(Run.objects.filter(cohort=cohort).order_by().values_list("number", "state", "figures__pairs"))
    figures = latest.figures if latest else {}
    return Overview(
        proposals=figures.get("pairs", 0),
        left_over=figures.get("mentors_left", 0) + figures.get("mentees_left", 0),
        published=sum(pairs or 0 for _number, state, pairs in runs if state == RunState.PUBLISHED),
        past=len(runs),
        active=next((number for number, state, _pairs in runs if state in ACTIVE), None),
    )
