"""What comes out: tandems, people left over with their causes, and the proof."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from augenhoehe.engine.policy import Policy
from augenhoehe.engine.types import Link, Role

if TYPE_CHECKING:
    from augenhoehe.engine.answers import Alternative, Comparison, Explanation, Reason
    from augenhoehe.engine.criteria import Criteria
    from augenhoehe.engine.kept import Kept
    from augenhoehe.engine.problem import Problem, ScoreMatrix


@dataclass(frozen=True, slots=True)
class Contribution:
    """One criterion's part in a score: ``points`` 0…1000 times ``weight``."""

    points: int
    weight: int

    @property
    def value(self) -> int:
        """Part of the score, 0…100,000."""
        return self.points * self.weight


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposed tandem. ``contributions``: criterion → part, for criteria that are on; empty for a bare matrix."""

    mentor: str
    mentee: str
    score: int
    contributions: Mapping[str, Contribution] = field(default_factory=dict)
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Shortage:
    """A Hall violator: ``people`` (on the left-over person's side) share only ``partners`` with ``seats`` seats.

    For a mentee: more people than the partners' free seats. For a mentor: ``needed`` free seats of all ``people``
    exceed the number of partners. In general ``needed > seats``; the surplus must stay without a partner.
    """

    people: tuple[str, ...]
    partners: tuple[str, ...]
    needed: int
    seats: int


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody without a tandem.

    cause: ``"rule:<name>"`` when this rule alone removed every candidate (the first such rule in the order of
    ``RULES``; ``rules_alone`` has all), ``"rules"`` when only several together did, ``"scarcity"`` when there are
    possible partners, but not enough for all who share them; ``"quota"`` when each of ``quotas`` alone stands in the
    way (without it this person could have a tandem too and nobody would lose one), ``"quotas"`` when all of them
    together do.
    removed: rule → number of candidates it rules out. candidates: number of possible partners.
    shortage: for scarcity, the group that shares too few partners; ``quotas`` are then those that are just met by
    people of this group: at least so many of them have a tandem, and this person is not of them.
    """

    role: Role
    id: str
    cause: str
    removed: Mapping[str, int] = field(default_factory=dict)
    rules_alone: tuple[str, ...] = ()
    candidates: int = 0
    shortage: Shortage | None = None
    quotas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - what the office calls it
    """What the office should know before a run.

    code: ``"rule_alone"`` (this rule alone leaves ``ids`` without any candidate), ``"rules_together"`` (only several
    rules together do), ``"missing"`` (``ids`` lack the data of ``rule``, so it rules out all their pairs).
    """

    code: str
    role: Role
    ids: tuple[str, ...]
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A rule or criterion that does not count, and why.

    kind: ``"rule"`` or ``"criterion"``. cause: ``"no_data"`` or ``"setting"``.
    missing: for ``no_data``, which side lacks it: ``"mentor"``, ``"mentee"``, ``"both"``, or ``"relation"``.
    """

    kind: str
    name: str
    cause: str
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """A vertex cover: every pair in question has its mentor or its mentee in here.

    ``size``: free seats of ``mentors`` plus number of ``mentees``; no matching of those pairs is larger.
    """

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Prices:
    """Whole-number dual prices: price(mentor) + price(mentee) ≥ ``tandem_value`` + score for every pair in question.

    People without an entry have price 0. ``bound``: Σ free seats · price + Σ price of the free mentees.
    """

    tandem_value: int
    mentors: Mapping[str, int]
    mentees: Mapping[str, int]
    bound: int


@dataclass(frozen=True, slots=True)
class AimProof:
    """Lagrange multipliers that prove one aim over the plans that are best in all aims before it.

    kind: ``"count"`` (tandems), ``"precedence"`` (points of the people called ``name``), ``"floor"`` (no plan has all
    other pairs above ``value``), ``"fewest"`` (minus the tandems that stay at the floor), ``"total"``.
    mentors, mentees, quotas: whole prices of either sign, 0 where not named; earlier: of aims before that are not in
    the bounds already, in their order. All are multiples of 1 / ``scale``. bound: what no plan exceeds, times scale.
    """

    kind: str
    value: int
    bound: int
    mentors: Mapping[str, int]
    mentees: Mapping[str, int]
    quotas: Mapping[str, int]
    scale: int = 1
    earlier: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class FloorStep:
    """A step of the floor: at ``floor`` there must be ``tandems`` pairs before it can rise for all others."""

    floor: int
    tandems: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof of optimality in three parts, all about the pairs that are not locked (see ``docs/engine.md``).

    free_pairs: how many pairs the engine chose. cardinality: a cover of that size (no plan has more pairs).
    floor: ``None`` under the policy without floor or when nothing was left to choose; else a cover of the pairs
    scored above ``floor_value`` that is smaller than ``free_pairs`` (no plan as large has a better weakest pair).
    total: prices whose bound equals what the plan reaches. gap: total still open; 0 when certified.
    aims: with quotas, precedence or a policy that is not ``plain`` the proof is here, aim by aim, and the covers and
    ``total`` are empty.
    """

    certified: bool
    free_pairs: int
    cardinality: Cover
    floor_value: int | None
    floor: Cover | None
    total: Prices
    gap: int = 0
    aims: tuple[AimProof, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The result of ``solve``.

    pairs: sorted by mentor's id, then mentee's. left_over: mentors, then mentees, by id. A mentor is left over when
    no seat is filled. total: sum of all scores. floor: the best possible weakest score among the pairs that were
    free to choose (``None`` without such a pair or under the policy without floor). worst: the lowest score of all
    pairs, locked ones included. pinned_by: people because of whom the floor cannot rise: at the next higher score
    these share too few partners. max_score: what the active weights permit at most. floors: the steps of the floor
    under the policy that has them; the pairs at a step are those that pin it.
    """

    pairs: tuple[Pair, ...]
    left_over: tuple[LeftOver, ...]
    certificate: Certificate
    policy: Policy
    switched_off: tuple[SwitchedOff, ...]
    warnings: tuple[Warning, ...]
    total: int
    floor: int | None
    worst: int | None
    pinned_by: tuple[tuple[Role, str], ...]
    max_score: int
    engine_version: str
    floors: tuple[FloorStep, ...] = ()
    problem: Problem | ScoreMatrix | None = field(default=None, repr=False, compare=False)

    @property
    def links(self) -> frozenset[Link]:
        """All pairs as (mentor's id, mentee's id)."""
        return frozenset((pair.mentor, pair.mentee) for pair in self.pairs)

    def source(self) -> Problem | ScoreMatrix:
        """The problem this plan solves. Raises ``LookupError`` for a plan read back without its problem."""
        if self.problem is None:
            raise LookupError("this plan was read without its problem: give it to Plan.from_dict")
        return self.problem

    def reasons(self, mentor: str, mentee: str) -> tuple[Reason, ...]:
        """Why these two: each criterion that is on, with points and facts (topics, common slots …)."""
        from augenhoehe.engine import whatif

        return whatif.reasons(self.source(), mentor, mentee)

    def explain(self, mentor: str, mentee: str, *, despite_ban: bool = False) -> Explanation:
        """All about one pair, proposed or not: score, reasons, rules against it, exact loss if it were forced, and who
        would have to move. despite_ban: as if the office had not forbidden it."""
        from augenhoehe.engine import whatif

        return whatif.explain(self, mentor, mentee, despite_ban=despite_ban)

    def if_banned(self, mentor: str, mentee: str) -> Comparison:
        """What changes when this pair is forbidden; exact, without writing the other plan out."""
        from augenhoehe.engine import whatif

        return whatif.compare(self, whatif.banned(self, mentor, mentee))

    def reweighed(self, criteria: Criteria) -> Plan | Kept:
        """The best plan with other weights; ``links``, ``worst``, ``total``, ``max_score`` are there either way.

        Points of the same people are not read again.
        """
        from augenhoehe.engine import whatif

        return whatif.reweighed(self, criteria)

    def why_left_over(self, id: str, role: Role | None = None) -> LeftOver | None:  # noqa: A002
        """Cause for a person left over, ``None`` for one who has a tandem. ``role`` where both sides share an id."""
        for person in self.left_over:
            if person.id == id and role in (None, person.role):
                return person
        return None

    @cached_property
    def kept(self) -> Kept:
        """This plan made ready for one change after the other, each in milliseconds (``docs/engine.md``, what-if).

        Raises ``ValueError`` where that is not possible: without a proof, under other aims, or for too many people.
        """
        from augenhoehe.engine.kept import kept_of

        return kept_of(self)

    def with_lock(self, mentor: str, mentee: str) -> Plan:
        """The best plan with this pair fixed. Raises ``LockImpossible`` naming the rules it breaks."""
        from augenhoehe.engine import whatif

        return whatif.with_lock(self, mentor, mentee)

    def with_ban(self, mentor: str, mentee: str) -> Plan:
        """The best plan with this pair forbidden."""
        from augenhoehe.engine import whatif

        return whatif.with_ban(self, mentor, mentee)

    def without(self, *, mentor: str | None = None, mentee: str | None = None) -> Plan:
        """The best plan after a withdrawal."""
        from augenhoehe.engine import whatif

        return whatif.without(self, mentor=mentor, mentee=mentee)

    def alternatives(
        self, *, mentor: str | None = None, mentee: str | None = None, limit: int = 5
    ) -> tuple[Alternative, ...]:
        """Other possible partners of one person with the exact loss of each, the smallest loss first."""
        from augenhoehe.engine import whatif

        return whatif.alternatives(self, mentor=mentor, mentee=mentee, limit=limit)

    def runners_up(self, limit: int = 5) -> tuple[Comparison, ...]:
        """The next best plans, as what changes from this one: as many tandems, as good a floor, the least total lost
        first. Fewer where there are no more. Raises ``ValueError`` as ``kept`` does."""
        from augenhoehe.engine import whatif

        return whatif.runners_up(self, limit)

    def compare(self, other: Plan | Kept) -> Comparison:
        """What changes from this plan to ``other``: count, worst, total (other minus this) and the pairs."""
        from augenhoehe.engine import whatif

        return whatif.compare(self, other)

    def to_dict(self) -> dict[str, Any]:
        """The plan as JSON types, in a fixed order."""
        from augenhoehe.engine import codec

        return codec.plan_to_dict(self)

    def to_json(self) -> str:
        """The plan as JSON: the same input gives the same text, byte for byte."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"

    @staticmethod
    def from_dict(data: Mapping[str, Any], problem: Problem | ScoreMatrix | None = None) -> Plan:
        """A kept plan read back; with its problem it can be verified, explained and changed."""
        from augenhoehe.engine import codec

        return codec.plan_from_dict(data, problem)
