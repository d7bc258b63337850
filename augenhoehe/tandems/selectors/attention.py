"""Who needs the office: people whose tandem did not come about, or who want a new partner after an early end, with the
next best proposals for each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.matching import adapter
from augenhoehe.matching.concerns import effect_concerns
from augenhoehe.matching.enums import Origin, RunState
from augenhoehe.matching.models import Proposal
from augenhoehe.matching.selectors import Lexicon, lexicon_of
from augenhoehe.matching.words import change_words, concern_sentence, parts_of, percent
from augenhoehe.programmes.models import Cohort, MatchingRules

from ..enums import LIVE, TandemState
from ..models import Tandem
from ..panels import concerns_of
from ..waiting import seekers_in
from .office import overdue

BEST = 3
MAX_SCORE = 100_000


@dataclass(frozen=True)
class Proposed:
    """A possible pair for somebody who waits. `reserve`: one of the two would be admitted by proposing it.

    `cost`: what it takes from the others who wait, in sentences; empty for the pair of the best plan.
    """

    mentor: int
    mentee: int
    partner: Application
    fit: str
    reasons: list[str]
    reserve: bool
    cost: list[str]


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits, and the best that is left for them; None when nobody has asked for it yet.

    `submitted`: run numbers that a second person has.
    """

    application: Application
    proposals: list[Proposed] | None
    submitted: list[int]


def waiting_people(cohort: Cohort) -> QuerySet[Application]:
    """Admitted people whose tandem did not come about, or who seek after an early end, and who have no other now.

    Not told: whose answer it was, and who ended it.
    """
    mine = Q(mentor=OuterRef("pk")) | Q(mentee=OuterRef("pk"))
    wait = Q(Exists(Tandem.objects.filter(mine, state=TandemState.NOT_FORMED)))
    for seekers in seekers_in(cohort):
        wait |= Q(pk__in=seekers)
    return (
        Application.objects.filter(
            wait,
            ~Exists(Tandem.objects.filter(mine, state__in=LIVE)),
            cohort=cohort,
            state=State.ADMITTED,
        )
        .select_related("person__unit")
        .order_by("side", "person__last_name", "person__first_name", "pk")
    )


def number_waiting(cohort: Cohort, now: dt.datetime) -> int:
    """How many people and tandems need attention: all that the office's page of it shows."""
    concerns: int = sum(panel.number for panel in concerns_of(cohort, now))
    return waiting_people(cohort).count() + len(overdue(cohort, now)) + concerns


def without_proposals(cohort: Cohort, people: Sequence[Application]) -> list[Waiting]:
    """The same people; nothing is computed."""
    under_way = _under_way(cohort)
    return [Waiting(one, None, sorted(under_way.get(one.pk, ()))) for one in people]


def with_proposals(cohort: Cohort, people: Sequence[Application], now: dt.datetime) -> list[Waiting]:
    """The same people with the best partners among everybody unplaced and the reserve list, computed exactly."""
    best = _next_best(cohort, people, now)
    partners = _partners(best)
    alone = {pk for found in best.values() for one in found if one.effect for pk in one.effect.alone}
    lexicon = lexicon_of(cohort, people=alone)
    under_way = _under_way(cohort)
    return [
        Waiting(
            one,
            [_proposed(found, one, partners, lexicon) for found in best.get(one.pk, [])],
            sorted(under_way.get(one.pk, ())),
        )
        for one in people
    ]


def _next_best(cohort: Cohort, people: Sequence[Application], now: dt.datetime) -> dict[int, list[adapter.Suggestion]]:
    if not people:
        return {}
    try:
        problem = adapter.build_problem(
            cohort, stored=adapter.current_rules(cohort), today=timezone.localdate(now), with_reserve=True
        )
    except (MatchingRules.DoesNotExist, adapter.Impossible):
        return {}
    return adapter.next_best(problem, [(one.pk, one.side) for one in people], limit=BEST)


def _partners(best: dict[int, list[adapter.Suggestion]]) -> dict[int, Application]:
    ids = {pk for found in best.values() for one in found for pk in (one.mentor, one.mentee)}
    return Application.objects.select_related("person__unit").in_bulk(ids)


def _proposed(
    found: adapter.Suggestion, one: Application, partners: dict[int, Application], lexicon: Lexicon
) -> Proposed:
    partner = partners[found.mentee if one.side == Side.MENTOR else found.mentor]
    sentences = [part.sentence for part in parts_of(found.contributions, lexicon) if part.share and part.sentence]
    reserve = State.RESERVE in (one.state, partner.state)
    cost = _cost(found.effect, lexicon) if found.effect else []
    return Proposed(found.mentor, found.mentee, partner, percent(found.score), sentences, reserve, cost)


def _cost(effect: adapter.Effect, lexicon: Lexicon) -> list[str]:
    """As on the desk: what speaks against it, and what the cohort gains or loses in figures."""
    numbers = change_words(pairs=effect.pairs, worst=effect.worst, total=effect.total, max_score=MAX_SCORE)
    concerns = [concern_sentence(one, effect, [], lexicon) for one in effect_concerns(effect)]
    return [*concerns, "; ".join(f"{label}: {number}" for label, number in numbers)]


def _under_way(cohort: Cohort) -> dict[int, set[int]]:
    """Application id → numbers of runs of one pair that wait for the second person."""
    rows = Proposal.objects.filter(
        run__cohort=cohort, run__origin=Origin.PAIR, run__state__in=(RunState.READY, RunState.SUBMITTED)
    ).values_list("mentor_id", "mentee_id", "run__number")
    found: dict[int, set[int]] = {}
    for mentor, mentee, number in rows:
        for pk in (mentor, mentee):
            found.setdefault(pk, set()).add(number)
    return found
