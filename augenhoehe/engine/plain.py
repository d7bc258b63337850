"""Rules and criteria for one pair in plain Python, with the facts behind them.

Written apart from ``scoring.py`` and sharing no arithmetic with it but the rounding of ``criteria.points`` and the
bounds of ``rules.gap_bounds``: the reasons shown to people and ``verify`` go by this reading of the formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from augenhoehe.engine.availability import Active, active
from augenhoehe.engine.criteria import MAX_POINTS, points
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.rules import gap_bounds
from augenhoehe.engine.types import ASPECTS, Person


@dataclass(frozen=True, slots=True)
class Part:
    """Points 0…1000 of one criterion, and why."""

    points: int
    facts: Mapping[str, Any]


class Reader:
    """Reads a problem pair by pair."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.on: Active = active(problem)
        self.links = problem.recent_links or frozenset()
        self.weights = {name: problem.criteria.weight(name) for name in self.on.criteria}
        self.distances: dict[frozenset[str], float] = {}
        for (a, b), km in (problem.site_distance_km or {}).items():
            key = frozenset((a, b))
            self.distances[key] = min(km, self.distances.get(key, km))

    def score(self, mentor: Person, mentee: Person) -> int:
        """Σ weight · points, whether or not the rules permit the pair."""
        return sum(self.weights[name] * self.part(name, mentor, mentee).points for name in self.on.criteria)

    def against(self, mentor: Person, mentee: Person) -> tuple[str, ...]:
        """Names of the rules that rule the pair out, bans included."""
        return tuple(rule for rule in self.on.rules if not self.holds(rule, mentor, mentee))

    def holds(self, rule: str, mentor: Person, mentee: Person) -> bool:
        """Whether one rule permits the pair. What is not known cannot be shown to hold."""
        rules, problem = self.problem.rules, self.problem
        pair = (mentor.id, mentee.id)
        match rule:
            case "ban":
                return pair not in problem.bans
            case "line_relation":
                return pair not in (problem.line_related or ())
            case "private":
                return pair not in (problem.conflicts or ())
            case "former_partners":
                return pair not in (problem.former_partners or ())
            case "department":
                one, other = mentor.department[: rules.department], mentee.department[: rules.department]
                return bool(one) and bool(other) and one != other
            case "function_level":
                bounds = gap_bounds(rules.direction, rules.level_gap_min, rules.level_gap_max)
                return within(mentor.function_level, mentee.function_level, bounds)
            case "grade":
                bounds = gap_bounds(rules.direction, rules.grade_gap_min, rules.grade_gap_max)
                return within(mentor.grade, mentee.grade, bounds)
            case "attribute":
                name = rules.different_attribute or ""
                one_value, other_value = mentor.attributes.get(name), mentee.attributes.get(name)
                return bool(one_value) and bool(other_value) and one_value != other_value
            case "topic":
                return bool(covered(mentor, mentee))
            case "language":
                return not (mentor.languages or frozenset()).isdisjoint(mentee.languages or ())
            case "mode":
                return not (mentor.modes or frozenset()).isdisjoint(mentee.modes or ())
            case "slot":
                return not (mentor.slots or frozenset()).isdisjoint(mentee.slots or ())
        raise KeyError(rule)

    def part(self, name: str, mentor: Person, mentee: Person) -> Part:
        """Points and facts of one criterion."""
        match name:
            case "topic_fit":
                return topic_fit(mentor, mentee)
            case "topic_level":
                return topic_level(mentor, mentee)
            case "aspects":
                return aspects(mentor, mentee, self.on)
            case "career_stage":
                if mentor.career_stage is None or mentee.career_stage is None:
                    return Part(0, {"distance": None})
                distance = abs(mentor.career_stage - mentee.career_stage)
                return Part(points(min(distance, 4), 4), {"distance": distance})
            case "time":
                common = sorted((mentor.slots or frozenset()) & (mentee.slots or frozenset()))
                return Part(points(min(len(common), 4), 4), {"slots": common})
            case "place_mode":
                return self.place_mode(mentor, mentee)
            case "new_link":
                return self.new_link(mentor, mentee)
            case "profession":
                attribute = self.problem.criteria.profession_attribute
                mine, theirs = mentor.attributes.get(attribute), mentee.attributes.get(attribute)
                same = bool(mine) and mine == theirs
                return Part(MAX_POINTS if same else 0, {"value": mine if same else None})
        raise KeyError(name)

    def place_mode(self, mentor: Person, mentee: Person) -> Part:
        """Video on both sides or a common site is full points; otherwise by the shortest known distance."""
        by_modes, by_sites = self.on.by_modes, self.on.by_sites
        modes = (mentor.modes or frozenset()) & (mentee.modes or frozenset())
        video = by_modes and "video" in modes
        sites: list[str] = []
        km: float | None = None
        if by_sites and (not by_modes or "in_person" in modes):
            here, there = mentor.meeting_sites(), mentee.meeting_sites()
            sites = sorted(here & there)
            known = [self.distances.get(frozenset((a, b))) for a in here for b in there if a != b]
            km = 0.0 if sites else min((value for value in known if value is not None), default=None)
        limit = self.problem.criteria.distance_limit_km * 1000
        by_distance = 0 if km is None else points(max(0, limit - int(km * 1000 + 0.5)), limit)
        return Part(MAX_POINTS if video else by_distance, {"video": video, "sites": sites, "km": km})

    def new_link(self, mentor: Person, mentee: Person) -> Part:
        """Full points when the two departments had no tandem lately."""
        if not mentor.department or not mentee.department:
            return Part(0, {"departments": None})
        one, other = mentor.department[0], mentee.department[0]
        known = (one, other) in self.links or (other, one) in self.links
        return Part(0 if known else MAX_POINTS, {"departments": [one, other]})


def within(mentor: int | None, mentee: int | None, bounds: tuple[int, int]) -> bool:
    """Whether the difference, mentee minus mentor, is known and permitted."""
    return mentor is not None and mentee is not None and bounds[0] <= mentee - mentor <= bounds[1]


def covered(mentor: Person, mentee: Person) -> list[str]:
    """Topics relevant to the mentee where the mentor's level exceeds the mentee's, sorted."""
    offers = mentor.topics or {}
    return sorted(
        topic
        for topic, need in (mentee.topics or {}).items()
        if need.relevance >= 1 and topic in offers and offers[topic].level > need.level
    )


def topic_fit(mentor: Person, mentee: Person) -> Part:
    """Share of the mentee's relevance on covered topics."""
    needs = mentee.topics or {}
    topics = covered(mentor, mentee)
    part, whole = sum(needs[topic].relevance for topic in topics), sum(need.relevance for need in needs.values())
    return Part(points(part, whole), {"topics": topics, "covered": part, "wanted": whole})


def topic_level(mentor: Person, mentee: Person) -> Part:
    """Mean level difference on covered topics, as a share of 3."""
    offers, needs = mentor.topics or {}, mentee.topics or {}
    levels = {topic: [offers[topic].level, needs[topic].level] for topic in covered(mentor, mentee)}
    difference = sum(mine - theirs for mine, theirs in levels.values())
    return Part(points(difference, 3 * len(levels)), {"levels": levels})


def aspects(mentor: Person, mentee: Person, on: Active) -> Part:
    """What each gives of what the other seeks, as a share of all that is sought."""
    part, whole = 0, 0
    facts: dict[str, list[str]] = {"to_mentee": [], "to_mentor": []}
    for way, is_on, giver, seeker in (
        ("to_mentee", on.to_mentee, mentor, mentee),
        ("to_mentor", on.to_mentor, mentee, mentor),
    ):
        if is_on:
            gives, seeks = giver.gives or {}, seeker.seeks or {}
            met = {aspect: min(gives.get(aspect, 0), seeks.get(aspect, 0)) for aspect in ASPECTS}
            part += sum(met.values())
            whole += sum(seeks.values())
            facts[way] = [aspect for aspect in ASPECTS if met[aspect]]
    return Part(points(part, whole), facts)
