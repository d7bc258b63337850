"""The part of ``verify`` about quotas and aims: nothing here knows how the plan was found.

Each aim's prices are multiplied out anew over what the aims before have left open, in whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from augenhoehe.engine.curve import curved
from augenhoehe.engine.errors import NotVerified
from augenhoehe.engine.plan import AimProof, FloorStep, Plan
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.aim_rows import AimRows
from augenhoehe.engine.quotas.whole import fewest, highest, large
from augenhoehe.engine.types import Role

LARGE = 1 << 61
Range = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """An aim in the checker's terms: points of people who have a tandem, and what the plan reaches."""

    points: Mapping[Role, Mapping[str, int]]
    value: int


class AimChecker:
    """Quotas, the number of each aim, and its proof. rows: to be given the free pairs of every mentor first."""

    def __init__(self, problem: Problem | ScoreMatrix, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.mentors, self.mentees = (
            [one if isinstance(one, str) else one.id for one in side] for side in (problem.mentors, problem.mentees)
        )
        self.rows = AimRows(plan, self.mentees)
        self.pairs = [pair for pair in plan.pairs if not pair.locked]
        self.earlier: list[Told] = []
        self.fewest: dict[Role, dict[str, int]] = {"mentor": {}, "mentee": {}}

    def prepare(self, free: Mapping[str, int]) -> None:
        """How many tandems seats, partners and quotas permit at first."""
        by_mentor, by_mentee = self.rows.partners
        self.range: dict[Role, dict[str, Range]] = {
            "mentor": {name: (0, min(max(0, free[name]), by_mentor[name])) for name in self.mentors},
            "mentee": {name: (0, min(1, count)) for name, count in zip(self.mentees, by_mentee.tolist(), strict=True)},
        }
        self.quota_range = {quota.name: self.left_for(quota.name) for quota in self.problem.quotas}

    def left_for(self, name: str) -> tuple[int, int]:
        """Fewest and most tandems by choice that a quota leaves beside the locked ones; the plan keeps it."""
        quota = next(one for one in self.problem.quotas if one.name == name)
        count = sum(getattr(pair, quota.side) in quota.people for pair in self.plan.pairs)
        most = LARGE if quota.at_most is None else quota.at_most
        if not quota.at_least <= count <= most:
            raise NotVerified("quotas", f"{name!r}: {count} tandems")
        locked = count - sum(getattr(pair, quota.side) in quota.people for pair in self.pairs)
        return max(0, quota.at_least - locked), most - locked

    def check(self, free: Mapping[str, int]) -> None:
        """Every aim in the order of the policy, each with its number and proof."""
        self.prepare(free)
        proofs = list(self.plan.certificate.aims)
        self.check_order([proof.kind for proof in proofs], [proof.name for proof in proofs])
        steps: list[FloorStep] = []
        for k, proof in enumerate(proofs):
            if k in self.rows.short:
                text = f"{proof.kind}: the prices do not reach every pair of mentor {self.rows.short[k]!r}"
                raise NotVerified("aims", text)
            if proof.kind == "floor":
                self.check_floor(proof)
                continue
            self.check_aim(proof, self.told(proof, proofs[k - 1].value))
            if proof.kind == "fewest":
                steps.append(FloorStep(proofs[k - 1].value, -proof.value))
        if tuple(steps) != self.plan.floors:
            raise NotVerified("floor", "the steps told are not those proven")

    def check_order(self, kinds: list[str], names: list[str]) -> None:
        """Number, precedence in its order, floor as the policy has it, total."""
        policy, wanted = self.plan.policy, list(dict.fromkeys(one.name for one in self.problem.precedence))
        floors = kinds[1 + len(wanted) : -1]
        if kinds != ["count", *["precedence"] * len(wanted), *floors, "total"] or names[1 : 1 + len(wanted)] != wanted:
            raise NotVerified("aims", "these are not the aims of the policy")
        if policy.floor == "none" or not self.pairs:
            right = floors == [] and self.plan.floor is None
        elif policy.floor == "best":
            right = floors == ["floor"]
        else:
            right = floors == ["floor", "fewest"] * (len(floors) // 2) and 0 < len(floors) <= 2 * policy.steps
            right = right and (len(floors) == 2 * policy.steps or self.all_at_steps())
        if not right:
            raise NotVerified("aims", "the floor is not sought as the policy says")

    def all_at_steps(self) -> bool:
        """Whether no pair is above the steps, so that there was nothing more to raise."""
        steps = {one.floor for one in self.plan.floors}
        return all(pair.score in steps for pair in self.pairs)

    def told(self, proof: AimProof, before: int) -> Told:
        """What an aim counts; the plan must reach the number it tells."""
        if proof.kind == "count":
            told = Told({}, len(self.pairs))
        elif proof.kind == "precedence":
            points = self.points(proof.name)
            told = Told(points, self.reached(points))
        elif proof.kind == "fewest":
            told = Told({}, -sum(pair.score == before for pair in self.pairs))
        else:
            power = self.plan.policy.concavity
            told = Told({}, sum(curved(pair.score, power) for pair in self.pairs))
        if told.value != proof.value:
            raise NotVerified("aims", f"{proof.kind}: {proof.value} is told, {told.value} is reached")
        return told

    def points(self, name: str) -> dict[Role, dict[str, int]]:
        """Points of everybody who is not in a locked pair anyway."""
        out: dict[Role, dict[str, int]] = {"mentor": {}, "mentee": {}}
        locked = {("mentor", a) for a, _ in self.problem.locks} | {("mentee", b) for _, b in self.problem.locks}
        for one in self.problem.precedence:
            if one.name == name:
                for person, value in one.points.items():
                    if (one.side, person) not in locked:
                        out[one.side][person] = out[one.side].get(person, 0) + value
        return out

    def reached(self, points: Mapping[Role, Mapping[str, int]]) -> int:
        """Points of the people who have a tandem, each once."""
        mentors, mentees = {pair.mentor for pair in self.pairs}, {pair.mentee for pair in self.pairs}
        return sum(points["mentor"].get(a, 0) for a in mentors) + sum(points["mentee"].get(b, 0) for b in mentees)

    def check_aim(self, proof: AimProof, told: Told) -> None:
        """No plan that is best in the aims before reaches more; then keep what can still be best."""
        bound, ranges = self.bound(proof, told)
        if bound != proof.bound or bound // proof.scale != told.value:
            raise NotVerified("aims", f"{proof.kind}: the prices bound {bound}, {told.value} is reached")
        if proof.scale == 1 and not any(proof.earlier):
            self.range, self.quota_range = ranges
        else:
            self.earlier.append(told)

    def check_floor(self, proof: AimProof) -> None:
        """Not all pairs can be above the floor, or at steps before it; and the plan stays at or above."""
        bound, _ = self.bound(proof, Told({}, 0))
        if proof is next(one for one in self.plan.certificate.aims if one.kind == "floor"):
            self.fewest = fewest(self.range, self.quota_range, self.problem.quotas)
        if bound != proof.bound or bound // proof.scale >= len(self.pairs):
            raise NotVerified("floor", "the prices do not exclude a higher floor")
        steps = {one.floor for one in self.plan.floors if one.floor < proof.value}
        others = [pair.score for pair in self.pairs if pair.score not in steps]
        if min(others, default=proof.value) != proof.value:
            raise NotVerified("floor", "the weakest free pair is not at the floor")
        first = self.plan.floors[0].floor if self.plan.floors else proof.value
        if first != self.plan.floor:
            raise NotVerified("floor", "the certificate is about another floor")

    def bound(self, proof: AimProof, told: Told) -> tuple[int, tuple[dict[Role, dict[str, Range]], dict[str, Range]]]:
        """Lagrange's bound, and for people and quotas the range that reaches it."""
        self.check_names(proof)
        parts = [(proof.scale, told), *zip(proof.earlier, self.earlier, strict=False)]
        prices = {"mentor": proof.mentors, "mentee": proof.mentees}
        total = -sum(factor * one.value for factor, one in parts[1:])
        ranges: dict[Role, dict[str, Range]] = {"mentor": {}, "mentee": {}}
        for role, people in self.range.items():
            inside = self.inside(role, proof)
            for name, (low, high) in people.items():
                gain = sum(factor * one.points.get(role, {}).get(name, 0) for factor, one in parts)
                price = prices[role].get(name, 0) - inside[name]
                best, ranges[role][name] = highest(low, high, gain, price)
                total += best
        quota_range = {}
        for name, (low, high) in self.quota_range.items():
            price = proof.quotas.get(name, 0)
            total += price * (high if price > 0 else low)
            quota_range[name] = (high, high) if price > 0 else (low, low) if price < 0 else (low, high)
        return total, (ranges, quota_range)

    def check_names(self, proof: AimProof) -> None:
        """Prices are of people and quotas that there are, and small enough to be added up."""
        if len(proof.earlier) > len(self.earlier) or not 1 <= proof.scale <= 1 << 30:
            raise NotVerified("aims", "multipliers of aims that are not there")
        sides = (proof.mentors, self.range["mentor"]), (proof.mentees, self.range["mentee"])
        for given, known in (*sides, (proof.quotas, self.quota_range)):
            if not given.keys() <= known.keys() or large(given.values(), 50):
                raise NotVerified("aims", "a price is nobody's, or beyond any use")
        if large(proof.earlier, 42):
            raise NotVerified("aims", "a multiplier is beyond any use")

    def inside(self, role: Role, proof: AimProof) -> Counter[str]:
        """Per person the sum of the prices of the quotas that hold them."""
        out: Counter[str] = Counter()
        for quota in self.problem.quotas:
            if quota.side == role:
                for name in quota.people:
                    out[name] += proof.quotas.get(quota.name, 0)
        return out
