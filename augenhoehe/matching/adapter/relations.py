"""Who must not be paired with whom: lines, private reasons, former partners, and links between departments."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from augenhoehe.applications import confidential
from augenhoehe.applications.models import Application
from augenhoehe.engine import Link
from augenhoehe.matching.enums import DecisionKind
from augenhoehe.matching.models import PairDecision
from augenhoehe.matching.partnerships import Partnerships
from augenhoehe.people.enums import RelationKind
from augenhoehe.people.models import FormerTandem, Person, Relation
from augenhoehe.programmes.models import Cohort

Pairs = set[tuple[int, int]]

LINE_COUNTS_FOR = dt.timedelta(days=365)
"""A line relation still counts this long after its end (product: now or within 12 months)."""

COHORTS_THAT_COUNT = 2
"""A link between departments is new when the programme's last two cohorts had no tandem between them."""


@dataclass(frozen=True)
class Apart:
    """Pairs (mentor's application, mentee's) that relations keep apart; the office reads which of the three it is.

    line: one stands above the other, as the organisation says; None when it never said anything. former: partners
    before, or a proposal of this cohort that did not come about. private: silent exclusions, and whatever of the other
    two only the people themselves have said. Which of these it is, nobody learns.
    """

    line: frozenset[Link] | None
    former: frozenset[Link]
    private: frozenset[Link]


@dataclass(frozen=True)
class _Relation:
    subordinate: int
    superior: int
    kind: str
    declared: bool


def kept_apart(
    cohort: Cohort, mentors: Sequence[Application], mentees: Sequence[Application], known: Partnerships, today: dt.date
) -> Apart:
    """Who must not be paired with whom in this cohort."""
    relations = _relations({one.person_id for one in (*mentors, *mentees)}, today)
    official = [one for one in relations if not one.declared]
    line = _related(mentors, mentees, official)
    former, told_former = _former(mentors, mentees, known)
    declared = (_related(mentors, mentees, relations) - line) | (told_former - former)
    return Apart(
        line=links(line) if official or Relation.objects.filter(declared_by=None).exists() else None,
        former=links(former | set(known.tried)),
        private=links(confidential.private_pairs(cohort=cohort) | declared),
    )


def _relations(people: Iterable[int], today: dt.date) -> list[_Relation]:
    """What counts of these people and of everybody above them, at any depth. One query a level of the hierarchy.

    Relations that ended within `LINE_COUNTS_FOR` count.
    """
    since = today - LINE_COUNTS_FOR
    counting = Relation.objects.filter(Q(until=None) | Q(until__gte=since)).order_by()
    found: list[_Relation] = []
    asked: set[int] = set()
    frontier = set(people)
    while frontier:
        asked |= frontier
        rows = counting.filter(subordinate__in=frontier).values_list(
            "subordinate_id", "superior_id", "kind", "declared_by_id"
        )
        new = [_Relation(below, above, kind, by is not None) for below, above, kind, by in rows]
        found += new
        frontier = {one.superior for one in new if one.kind == RelationKind.LINE} - asked
    return found


def _related(mentors: Sequence[Application], mentees: Sequence[Application], relations: Iterable[_Relation]) -> Pairs:
    """Pairs in which one stands above the other: in line at any depth, or directly by appraisal or decisions."""
    bosses: dict[int, set[int]] = {}
    direct: dict[int, set[int]] = {}
    for one in relations:
        (bosses if one.kind == RelationKind.LINE else direct).setdefault(one.subordinate, set()).add(one.superior)

    def above(person: int) -> set[int]:
        return _above(person, bosses) | direct.get(person, set())

    mentor_of = {one.person_id: one.pk for one in mentors}
    mentee_of = {one.person_id: one.pk for one in mentees}
    up = {(mentor.pk, mentee_of[boss]) for mentor in mentors for boss in above(mentor.person_id) if boss in mentee_of}
    down = {(mentor_of[boss], mentee.pk) for mentee in mentees for boss in above(mentee.person_id) if boss in mentor_of}
    return up | down


def _above(person: int, bosses: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(bosses.get(person, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(bosses.get(one, ()))
    return found


def _former(mentors: Sequence[Application], mentees: Sequence[Application], known: Partnerships) -> tuple[Pairs, Pairs]:
    """Pairs who were partners before: as the software or a table knows, and as the two themselves have said."""
    mentor_of = {one.person_id: one.pk for one in mentors}
    mentee_of = {one.person_id: one.pk for one in mentees}
    rows = FormerTandem.objects.filter(
        Q(mentor__in=mentor_of, mentee__in=mentee_of) | Q(mentor__in=mentee_of, mentee__in=mentor_of)
    ).values_list("mentor_id", "mentee_id", "declared_by_id")

    def pairs(couples: Iterable[tuple[int, int]]) -> Pairs:
        both_ways = [pair for couple in couples for pair in (couple, couple[::-1])]
        return {
            (mentor_of[one], mentee_of[other]) for one, other in both_ways if one in mentor_of and other in mentee_of
        }

    told = list(rows)
    official = [(one, other) for one, other, by in told if by is None]
    return pairs([*official, *known.together]), pairs([(one, other) for one, other, by in told if by is not None])


def links(pairs: Iterable[tuple[int, int]]) -> frozenset[Link]:
    """Pairs of application ids as the engine's ids."""
    return frozenset((str(mentor), str(mentee)) for mentor, mentee in pairs)


def recent_links(cohort: Cohort, paths: Mapping[int, tuple[str, ...]], known: Partnerships) -> frozenset[Link]:
    """Pairs of departments with a tandem in the programme's last two cohorts, or ended since these began."""
    couples = {*known.recent, *_ended_lately(cohort)}
    units = dict(
        Person.objects.filter(pk__in={person for couple in couples for person in couple})
        .order_by()
        .values_list("pk", "unit_id")
    )
    department = {person: paths[unit][0] for person, unit in units.items() if unit in paths}
    return frozenset(
        (department[one], department[other]) for one, other in couples if one in department and other in department
    )


def _ended_lately(cohort: Cohort) -> list[tuple[int, int]]:
    before = Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on)
    starts = before.order_by("-starts_on").values("starts_on")
    earliest = (Subquery(starts[place : place + 1]) for place in reversed(range(COHORTS_THAT_COUNT)))
    # What people say about themselves would show in the reasons of others.
    ended = FormerTandem.objects.filter(ended_on__gte=Coalesce(*earliest), declared_by=None)
    return list(ended.values_list("mentor_id", "mentee_id"))


def decisions(cohort: Cohort, people: set[int]) -> tuple[frozenset[Link], frozenset[Link]]:
    """Locks and bans of the office between people who take part."""
    rows = PairDecision.objects.filter(cohort=cohort, mentor__in=people, mentee__in=people).values_list(
        "mentor_id", "mentee_id", "kind"
    )
    locks = {(mentor, mentee) for mentor, mentee, kind in rows if kind == DecisionKind.LOCK}
    return links(locks), links({(mentor, mentee) for mentor, mentee, _kind in rows} - locks)
