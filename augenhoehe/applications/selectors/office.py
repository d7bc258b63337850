"""What the office sees of applications. The silent exclusions are out of reach here, on purpose."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from augenhoehe.applications.enums import (
    BLOCKS,
    Aspect,
    Level,
    Mode,
    Relevance,
    Side,
    State,
    Weekday,
)
from augenhoehe.applications.models import Application
from augenhoehe.people.enums import WorkingLanguage
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic

from .approval import filtered_by_state
from .units import UnitFacts

# Nobody has handed these in, or they were taken back: the office knows that they exist, and reads nothing.
UNREAD = (State.DRAFT, State.WITHDRAWN)


def listed(
    cohort: Cohort,
    units: dict[int, UnitFacts],
    *,
    side: str = "",
    state: str = "",
    department: int | None = None,
    topic: int | None = None,
    approval: str = "",
    text: str = "",
) -> QuerySet[Application]:
    """The cohort's applications by name; withdrawn ones only when asked for by their state."""
    found: QuerySet[Application] = Application.objects.filter(cohort=cohort).select_related("person")
    found = found.filter(state=state) if state else found.exclude(state=State.WITHDRAWN)
    if side:
        found = found.filter(side=side)
    if department is not None:
        found = found.filter(person__unit__in=[unit.pk for unit in units.values() if unit.department == department])
    if topic is not None:
        offers = Q(side=Side.MENTOR, topics__topic=topic, topics__level__gte=Level.USE)
        needs = Q(side=Side.MENTEE, topics__topic=topic, topics__relevance__gte=Relevance.SOME)
        found = found.exclude(state__in=UNREAD).filter(offers | needs).distinct()
    if approval:
        found = filtered_by_state(found.exclude(state__in=UNREAD), cohort, approval)
    for word in text.split():
        found = found.filter(
            Q(person__first_name__icontains=word)
            | Q(person__last_name__icontains=word)
            | Q(person__email__icontains=word)
        )
    return found


def counts(cohort: Cohort) -> dict[str, dict[str, int]]:
    """Role → state → how many. One query."""
    table = {side: dict.fromkeys(State.values, 0) for side in Side.values}
    rows = Application.objects.filter(cohort=cohort).order_by().values_list("side", "state")
    for side, state, number in rows.annotate(number=Count("pk")):
        table[side][state] = number
    return table


def reserve_list(cohort: Cohort, side: str) -> QuerySet[Application]:
    """A role's people on the reserve list, in the order in which they move up."""
    rows = Application.objects.filter(cohort=cohort, state=State.RESERVE, side=side).select_related("person__unit")
    return rows.order_by(F("reserve_rank").asc(nulls_last=True), "pk")


def page_on_reserve_list(application: Application, size: int) -> int:
    """On which page of its role's reserve list somebody stands; 1 for whoever does not."""
    order = list(reserve_list(application.cohort, application.side).values_list("pk", flat=True))
    return order.index(application.pk) // size + 1 if application.pk in order else 1


def chosen(cohort: Cohort, ids: list[int]) -> list[Application]:
    """Those of the ids that are applications of this cohort, by name."""
    return list(Application.objects.filter(cohort=cohort, pk__in=ids).select_related("person", "cohort"))


@dataclass(frozen=True)
class TopicLine:
    name: str
    category: str
    level: str
    relevance: str
    occasion: str = ""


@dataclass(frozen=True)
class Detail:
    """An application in words."""

    application: Application
    department: str
    unit: str
    topics: list[TopicLine] = field(default_factory=list)
    seeks: list[str] = field(default_factory=list)
    gives: list[str] = field(default_factory=list)
    slots: list[tuple[str, str]] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        return self.application.state not in UNREAD


def detail(application: Application, units: dict[int, UnitFacts], *, own: bool = False) -> Detail:
    """Everything the office may see; with `own`, everything the person wrote (but for the silent list).

    Two queries, none for an application that nobody handed in.
    """
    person = application.person
    unit = units.get(person.unit_id) if person.unit_id else None
    where: dict[str, Any] = {
        "department": units[unit.department].name if unit else "",
        "unit": unit.name if unit else "",
    }
    if application.state in UNREAD and not own:
        return Detail(application, **where)
    return Detail(
        application,
        **where,
        topics=_topics(application),
        seeks=_aspects(application.aspect_seeks),
        gives=_aspects(application.aspect_gives),
        slots=slot_words(application.slots),
        modes=[str(Mode(one).label) for one in application.modes if one in Mode.values],
        sites=[site.name for site in application.sites.all()],
        languages=[str(WorkingLanguage(one).label) for one in application.languages if one in WorkingLanguage.values],
    )


def _topics(application: Application) -> list[TopicLine]:
    rows = application.topics.select_related("topic__category")
    ordered = sorted(rows, key=lambda one: (-one.relevance, -one.level))
    return [
        TopicLine(
            str(one.topic),
            str(one.topic.category.name),
            str(Level(one.level).label),
            str(Relevance(one.relevance).label),
            one.occasion,
        )
        for one in ordered
    ]


def _aspects(weights: dict[str, int]) -> list[str]:
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    return [str(Aspect(name).label) for name, weight in ordered if weight and name in Aspect.values]


def slot_words(slots: list[int]) -> list[tuple[str, str]]:
    """Weekday → its blocks, e.g. ("Monday", "8–10, 10–12")."""
    days: dict[int, list[str]] = {}
    for slot in sorted(slots):
        days.setdefault(slot // len(BLOCKS), []).append(BLOCKS[slot % len(BLOCKS)])
    return [(str(Weekday(day).label), ", ".join(blocks)) for day, blocks in days.items()]


def filter_topics(cohort: Cohort) -> list[tuple[int, str]]:
    """Choices of topics, by category. One query."""
    return [(topic.pk, str(topic)) for topic in Topic.objects.filter(programme_id=cohort.programme_id)]
