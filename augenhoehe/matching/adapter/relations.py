"""Who must not be paired with whom: lines, private reasons, former partners, and links between departments."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from augenhoehe.applications import confidential
from augenhoehe.applications.models import Application
from augenhoehe.engine import Link
from augenhoehe.matching.enums import DecisionKind
from augenhoehe.matching.models import PairDecision
from augenhoehe.matching.partnerships import Partnerships
from augenhoehe.people.enums import RelationKind
from augenhoehe.people.models import FormerTandem, Person, Relation
from augenhoehe.programmes.models import Cohort

LINE_COUNTS_FOR = dt.timedelta(days=365)
"""A line relation still counts this long after its end (product: now or within 12 months)."""

COHORTS_THAT_COUNT = 2
"""A link between departments is new when the programme's last two cohorts had no tandem between them."""


def superiors(people: Iterable[int], today: dt.date) -> dict[int, set[int]] | None:
    """Person id → everybody above them at any depth, and whoever appraises or decides on them directly.

    Relations that ended within `LINE_COUNTS_FOR` count. None when no relation was ever told: then nothing is known.
    One query a level of the hierarchy.
    """
    since = today - LINE_COUNTS_FOR
    counting = Relation.objects.filter(Q(until=None) | Q(until__gte=since)).order_by()
    bosses: dict[int, set[int]] = {}
    direct: dict[int, set[int]] = {}
    asked: set[int] = set()
    frontier = set(people)
    while frontier:
        asked |= frontier
        rows = counting.filter(subordinate__in=frontier).values_list("subordinate_id", "superior_id", "kind")
        for subordinate, superior, kind in rows:
            (bosses if kind == RelationKind.LINE else direct).setdefault(subordinate, set()).add(superior)
        frontier = {superior for one in frontier for superior in bosses.get(one, ())} - asked
    if not bosses and not direct and not Relation.objects.exists():
        return None
    return {person: _above(person, bosses) | direct.get(person, set()) for person in asked}


def _above(person: int, bosses: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(bosses.get(person, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(bosses.get(one, ()))
    return found


def line_related(
    mentors: Sequence[Application], mentees: Sequence[Application], today: dt.date
) -> frozenset[Link] | None:
    """Pairs in which one stands above the other, in whichever direction."""
    above = superiors({one.person_id for one in (*mentors, *mentees)}, today)
    if above is None:
        return None
    mentor_of = {one.person_id: one.pk for one in mentors}
    mentee_of = {one.person_id: one.pk for one in mentees}
    up = {(mentor.pk, mentee_of[boss]) for mentor in mentors for boss in above[mentor.person_id] if boss in mentee_of}
    down = {(mentor_of[boss], mentee.pk) for mentee in mentees for boss in above[mentee.person_id] if boss in mentor_of}
    return links(up | down)


def links(pairs: Iterable[tuple[int, int]]) -> frozenset[Link]:
    """Pairs of application ids as the engine's ids."""
    return frozenset((str(mentor), str(mentee)) for mentor, mentee in pairs)


def private_pairs(cohort: Cohort) -> frozenset[Link]:
    """Declared conflicts and silent exclusions together; which of the two it is, nobody learns here."""
    return links(confidential.private_pairs(cohort=cohort))


def former_partners(
    mentors: Sequence[Application], mentees: Sequence[Application], known: Partnerships
) -> frozenset[Link]:
    """Pairs who were partners before, or whose proposal of this cohort did not come about."""
    mentor_of = {one.person_id: one.pk for one in mentors}
    mentee_of = {one.person_id: one.pk for one in mentees}
    told = FormerTandem.objects.filter(
        Q(mentor__in=mentor_of, mentee__in=mentee_of) | Q(mentor__in=mentee_of, mentee__in=mentor_of)
    ).values_list("mentor_id", "mentee_id")
    couples = {*told, *known.together}
    found = {
        (mentor_of[one], mentee_of[other])
        for couple in couples
        for one, other in (couple, couple[::-1])
        if one in mentor_of and other in mentee_of
    }
    here = {(mentor, mentee) for mentor, mentee in known.tried}
    return links(found | here)


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
    before = Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on).order_by("-starts_on")
    starts = list(before.values_list("starts_on", flat=True)[:COHORTS_THAT_COUNT])
    if not starts:
        return []
    return list(FormerTandem.objects.filter(ended_on__gte=starts[-1]).values_list("mentor_id", "mentee_id"))


def decisions(cohort: Cohort, people: set[int]) -> tuple[frozenset[Link], frozenset[Link]]:
    """Locks and bans of the office between people who take part."""
    rows = PairDecision.objects.filter(cohort=cohort, mentor__in=people, mentee__in=people).values_list(
        "mentor_id", "mentee_id", "kind"
    )
    locks = {(mentor, mentee) for mentor, mentee, kind in rows if kind == DecisionKind.LOCK}
    return links(locks), links({(mentor, mentee) for mentor, mentee, _kind in rows} - locks)
