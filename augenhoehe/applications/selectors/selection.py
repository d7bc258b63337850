"""What the office needs to choose: people side by side, and how the departments are spread."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import ADVICE, Level, Outcome, Recommendation, Relevance, Side, State, Way
from augenhoehe.applications.models import Application, ProposedDecision
from augenhoehe.applications.rules import way_for
from augenhoehe.programmes.models import Cohort

from . import approval, office
from .need import Need, need_of, with_recommendation
from .units import UnitFacts, departments

SORTS: Final = [
    ("", _("by name")),
    ("need", _("recommended first")),
    ("department", _("by department")),
    ("arrival", _("by arrival")),
]
SHOWN_TOPICS: Final = 3
MOST_COMPARED: Final = 4
_FIRST: Final = (Recommendation.RECOMMENDED, Recommendation.TIME_OPEN, Recommendation.MISSING, Recommendation.OTHER_WAY)


def proposals(cohort: Cohort) -> QuerySet[ProposedDecision]:
    """Decisions of this cohort that wait for a second person, by name."""
    found = ProposedDecision.objects.filter(application__cohort=cohort)
    return found.select_related("application__person", "proposed_by")


def outcome_of(to: str, text: str) -> Outcome:
    """A decision as the office chose it: declined with advice, or declined."""
    return Outcome.ADVISE if to == State.DECLINED and text in ADVICE else Outcome(to)


def candidates(
    cohort: Cohort, units: Mapping[int, UnitFacts], *, need: str = "", sort: str = "", **filters: Any
) -> QuerySet[Application]:
    """Applications that were handed in, each with `recommended`; filters as in the list of applications."""
    found = office.listed(cohort, dict(units), **filters).exclude(state__in=office.UNREAD)
    found = with_recommendation(found)
    if need:
        found = found.filter(Q(("recommended", need)))
    return _sorted(found, units, sort).select_related("proposed_decision").prefetch_related("topics__topic")


def _sorted(found: QuerySet[Application], units: Mapping[int, UnitFacts], sort: str) -> QuerySet[Application]:
    names = ("person__last_name", "person__first_name", "pk")
    if sort == "arrival":
        return found.order_by(F("submitted_at").asc(nulls_last=True), *names)
    if sort == "need":
        wants = Q(topics__level__lte=Level.KNOW, topics__relevance__gte=Relevance.MUCH)
        return found.annotate(
            rank=Case(*(When(recommended=one.value, then=Value(n)) for n, one in enumerate(_FIRST)), default=Value(9)),
            wanted=Count("topics", filter=wants),
        ).order_by("rank", "-wanted", *names)
    if sort == "department":
        places = {one.pk: n for n, one in enumerate(departments(dict(units)))}
        below: dict[int, list[int]] = {}
        for unit in units.values():
            below.setdefault(places[unit.department], []).append(unit.pk)
        rank = Case(
            *(When(person__unit__in=pks, then=Value(n)) for n, pks in below.items()),
            default=Value(len(places)),
            output_field=IntegerField(),
        )
        return found.annotate(rank=rank).order_by("rank", *names)
    return found


@dataclass(frozen=True)
class Candidate:
    """One row of the selection."""

    application: Application
    department: str
    recommended: Recommendation | None
    topics: list[str]
    more_topics: int
    approval: str
    proposed: Outcome | None


def candidate_rows(page: list[Application], cohort: Cohort, units: Mapping[int, UnitFacts]) -> list[Candidate]:
    """The rows of one page in words. One query, or none, for the working-time approvals."""
    known = approval.states(cohort)
    return [_row(one, cohort, units, approval.word_for_office(one, cohort, known)) for one in page]


def _row(one: Application, cohort: Cohort, units: Mapping[int, UnitFacts], word: str) -> Candidate:
    topics = _topics(one)
    proposed = getattr(one, "proposed_decision", None)
    recommended = getattr(one, "recommended", "")
    return Candidate(
        application=one,
        department=_department(one, units),
        recommended=Recommendation(recommended) if recommended else None,
        topics=topics[:SHOWN_TOPICS],
        more_topics=max(len(topics) - SHOWN_TOPICS, 0),
        approval=word,
        proposed=outcome_of(proposed.to, proposed.text) if proposed else None,
    )


def _topics(one: Application) -> list[str]:
    """What a tandem would be about: what a mentor can show best, what a mentee needs most."""
    answers = list(one.topics.all())
    if one.side == Side.MENTOR:
        chosen = sorted((a for a in answers if a.level >= Level.USE), key=lambda a: -a.level)
    else:
        helped = [a for a in answers if way_for(a.level, a.relevance) == Way.TANDEM]
        chosen = sorted(helped, key=lambda a: (-a.relevance, a.level))
    return [str(answer.topic) for answer in chosen]


def _department(one: Application, units: Mapping[int, UnitFacts]) -> str:
    unit = units.get(one.person.unit_id) if one.person.unit_id else None
    return units[unit.department].name if unit else ""


@dataclass(frozen=True)
class Spread:
    """How many of a department have applied and are admitted, for one role."""

    applied: int
    admitted: int
    of: int

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Bar: admitted, then those who are not."""
        return [
            {"name": gettext("admitted"), "value": self.admitted},
            {"name": gettext("not admitted"), "value": self.applied - self.admitted},
        ]


def spread(cohort: Cohort, units: Mapping[int, UnitFacts]) -> list[tuple[str, Spread, Spread]]:
    """Department → mentors, mentees; those of whom nobody applied are left out. One query."""
    rows = Application.objects.filter(cohort=cohort).exclude(state__in=office.UNREAD).order_by()
    counted: Counter[tuple[int | None, str, bool]] = Counter()
    for unit, side, state in rows.values_list("person__unit_id", "side", "state"):
        department = units[unit].department if unit in units else None
        counted[department, side, state == State.ADMITTED] += 1
    found = sorted({key[0] for key in counted}, key=lambda pk: (pk is None, units[pk].name if pk else ""))
    most = max((_sum(counted, pk, side) for pk in found for side in Side), default=0)

    def one(pk: int | None, side: Side) -> Spread:
        return Spread(_sum(counted, pk, side), counted[pk, side.value, True], most)

    return [
        (units[pk].name if pk else gettext("no department"), one(pk, Side.MENTOR), one(pk, Side.MENTEE)) for pk in found
    ]


def _sum(counted: Counter[tuple[int | None, str, bool]], department: int | None, side: Side) -> int:
    return counted[department, side.value, True] + counted[department, side.value, False]


@dataclass(frozen=True)
class Compared:
    """One person beside others."""

    detail: office.Detail
    need: Need | None
    approval: str
    proposed: Outcome | None


def compared(cohort: Cohort, ids: list[int], units: Mapping[int, UnitFacts]) -> list[Compared]:
    """At most four applications that were handed in, in words. The queries grow with them up to four."""
    known = approval.states(cohort)
    chosen = [one for one in office.chosen(cohort, ids) if one.state not in office.UNREAD][:MOST_COMPARED]
    waiting = {one.application_id: one for one in proposals(cohort).filter(application__in=chosen)}
    return [
        Compared(
            office.detail(one, dict(units)),
            need_of(one),
            approval.word_for_office(one, cohort, known),
            outcome_of(waiting[one.pk].to, waiting[one.pk].text) if one.pk in waiting else None,
        )
        for one in chosen
    ]
