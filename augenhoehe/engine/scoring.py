"""Hard rules and soft criteria for all pairs at once.

Counts and points are whole numbers far below 2^24, so float32 is exact and runs agree across machines. ``plain.py``
says the same pair by pair in words of Python; ``verify`` goes by that one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active
from augenhoehe.engine.counting import Counts, any_common, common
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.encoding import UNKNOWN, Bools, Encoded, Floats, Ints, Side, Small
from augenhoehe.engine.problem import Links, Problem
from augenhoehe.engine.rules import RULES, gap_bounds

Bits = NDArray[np.uint16]
Scores = NDArray[np.int32]


@dataclass(frozen=True)
class Scored:
    """All pairs: ``scores`` (mentors × mentees, rules not applied), points per criterion, and for each pair a bit per
    rule that rules it out (bit k: ``RULES[k]``)."""

    scores: Scores
    points: Mapping[str, NDArray[np.int16]]
    removed: Bits


@dataclass(frozen=True)
class TopicCounts:
    """Per pair: Σ relevance, number and Σ level difference of the topics where the mentor knows more."""

    relevance: Counts
    count: Counts
    difference: Counts
    wanted: Floats  # per mentee: Σ relevance of all topics


def bit(rule: str) -> np.uint16:
    """The bit of a rule."""
    return np.uint16(1 << RULES.index(rule))


def score_all(problem: Problem, encoded: Encoded, on: Active) -> Scored:
    """Scores, points and removed bits of all pairs; bans are not applied here."""
    mentors, mentees = encoded.mentors, encoded.mentees
    shape = (len(mentors.ids), len(mentees.ids))
    topics = (
        topic_counts(mentors, mentees)
        if "topic" in on.rules or "topic_fit" in on.criteria or ("topic_level" in on.criteria)
        else None
    )
    slots = common(mentors.slots, mentees.slots)
    total = np.zeros(shape, dtype=np.float32)
    points: dict[str, NDArray[np.int16]] = {}
    for name in on.criteria:
        values = criterion(problem, encoded, on, name, topics, slots)
        points[name] = values.astype(np.int16)
        values *= np.float32(problem.criteria.weight(name))
        total += values
    removed = np.zeros(shape, dtype=np.uint16)
    for rule in on.rules:
        if rule != "ban":
            removed |= apart(problem, encoded, rule, topics, slots).astype(np.uint16) * bit(rule)
    return Scored(total.astype(np.int32), points, removed)


def share(part: Counts | Floats, whole: Floats) -> Floats:
    """Points of ``part / whole``: ⌊(2000·part + whole) / (2·whole)⌋, 0 where there is no whole (nor a part then).

    Exact in float32: the numerator stays below 2^24 and a quotient is never nearer to the next whole number than
    1 / (2·whole), which is far more than the rounding of the division.
    """
    out: Floats = part.astype(np.float32)
    out *= np.float32(2 * MAX_POINTS)
    out += whole
    out /= np.maximum(np.float32(2) * whole, np.float32(1))
    return np.floor(out, out=out)


def topic_counts(mentors: Side, mentees: Side) -> TopicCounts:
    """Topics as bits: "the mentor's level is above l" meets "the mentee's own level is l and relevance at least r".

    A level difference is the number of levels k with mentor ≥ k > mentee, Σ relevance the sum over r = 1, 2, 3.
    """
    level, own, relevance = mentors.topic_level, mentees.topic_level, mentees.topic_relevance
    above = np.hstack([level > low for low in range(3)])
    at = [np.hstack([(own == low) & (relevance >= r) for low in range(3)]) for r in (1, 2, 3)]
    below = np.hstack([(own < k) & (relevance >= 1) for k in (1, 2, 3)])
    count = common(above, at[0])
    return TopicCounts(
        relevance=count + common(above, at[1]) + common(above, at[2]),
        count=count,
        difference=common(above, below),
        wanted=relevance.sum(axis=1).astype(np.float32)[None, :],
    )


def criterion(
    problem: Problem, encoded: Encoded, on: Active, name: str, topics: TopicCounts | None, slots: Counts
) -> Floats:
    """Points 0…1000 of one criterion, mentors × mentees."""
    mentors, mentees = encoded.mentors, encoded.mentees
    if name in ("topic_fit", "topic_level"):
        if topics is None:
            raise ValueError("topic counts are needed")
        if name == "topic_fit":
            return share(topics.relevance, topics.wanted)
        return share(topics.difference, topics.count * np.float32(3))
    if name == "aspects":
        return aspects(mentors, mentees, on)
    if name == "career_stage":
        known = outer(mentors.stage, mentees.stage)
        distance = np.minimum(np.abs(mentors.stage[:, None] - mentees.stage[None, :]), 4)
        bands: Floats = (distance * 250 * known).astype(np.float32)
        return bands
    if name == "time":
        blocks: Floats = np.minimum(slots, 4).astype(np.float32) * np.float32(250)
        return blocks
    if name == "place_mode":
        return place_mode(problem, encoded, on)
    if name == "new_link":
        return new_link(problem, mentors, mentees)
    same = same_codes(*attribute_codes(mentors, mentees, problem.criteria.profession_attribute))
    return same.astype(np.float32) * np.float32(MAX_POINTS)


def outer(left: Ints, right: Ints) -> Bools:
    """Pairs for which both numbers are known."""
    known: Bools = (left != UNKNOWN)[:, None] & (right != UNKNOWN)[None, :]
    return known


def aspects(mentors: Side, mentees: Side, on: Active) -> Floats:
    """Σ min(gives, seeks) both ways; min(a, b) is the number of k in 1…3 with a ≥ k and b ≥ k."""
    part = np.zeros((len(mentors.ids), len(mentees.ids)), dtype=np.int16)
    to_mentee, to_mentor = (side.seeks.sum(axis=1).astype(np.float32) for side in (mentees, mentors))
    if on.to_mentee:
        part += common(steps(mentors.gives), steps(mentees.seeks))
    if on.to_mentor:
        part += common(steps(mentors.seeks), steps(mentees.gives))
    return share(part, to_mentee[None, :] * on.to_mentee + to_mentor[:, None] * on.to_mentor)


def steps(weights: Small) -> Bools:
    """Columns "at least 1", "at least 2", "at least 3" of each aspect."""
    return np.hstack([weights >= k for k in (1, 2, 3)])


def place_mode(problem: Problem, encoded: Encoded, on: Active) -> Floats:
    """Full points for video on both sides or a common site, else by the shortest distance between sites."""
    mentors, mentees = encoded.mentors, encoded.mentees
    out = np.zeros((len(mentors.ids), len(mentees.ids)), dtype=np.float32)
    if on.by_sites:
        out = near(problem, encoded)
        if on.by_modes:
            out *= mentors.modes[:, :1] & mentees.modes[:, :1].T  # in_person comes first in sorted(MODES)
    if on.by_modes:
        out[mentors.modes[:, 1:] & mentees.modes[:, 1:].T] = MAX_POINTS
    return out


def near(problem: Problem, encoded: Encoded) -> Floats:
    """Points for the nearest of all sites of both, persons × persons; equal sets of sites are computed once."""
    between = site_points(problem, encoded.sites)
    left, row = np.unique(encoded.mentors.sites, axis=0, return_inverse=True)
    right, column = np.unique(encoded.mentees.sites, axis=0, return_inverse=True)
    best = best_of(right, best_of(left, between).T).T
    out: Floats = best[row.reshape(-1)][:, column.reshape(-1)]
    return out


def best_of(sets: Bools, points: Floats) -> Floats:
    """Per set of sites and column the most points of its sites, 0 for an empty set. ``points``: sites × columns."""
    rows, sites = np.nonzero(sets)
    out = np.zeros((len(sets), points.shape[1]), dtype=np.float32)
    if len(rows):
        some, start = np.unique(rows, return_index=True)
        out[some] = np.maximum.reduceat(points[sites], start, axis=0)
    return out


def site_points(problem: Problem, sites: tuple[str, ...]) -> Floats:
    """Points between sites: 1000 on the diagonal, falling with the distance, 0 where it is not known."""
    place = {site: k for k, site in enumerate(sites)}
    out = np.zeros((max(len(sites), 1),) * 2, dtype=np.float32)
    whole = metres(problem.criteria.distance_limit_km)
    for (a, b), km in (problem.site_distance_km or {}).items():
        if a in place and b in place:
            value = (2 * MAX_POINTS * max(0, whole - metres(km)) + whole) // (2 * whole)
            i, j = place[a], place[b]
            out[i, j] = out[j, i] = max(value, int(out[i, j]))
    np.fill_diagonal(out, MAX_POINTS)
    return out


def metres(km: float) -> int:
    """Kilometres as whole metres, half rounded up."""
    return int(km * 1000 + 0.5)


def new_link(problem: Problem, mentors: Side, mentees: Side) -> Floats:
    """1000 for departments without a recent tandem in either direction; 0 when one is unknown."""
    left = [person.department[0] if person.department else "" for person in mentors.people]
    right = [person.department[0] if person.department else "" for person in mentees.people]
    code = {name: k for k, name in enumerate(sorted({*left, *right}))}
    table = np.full((len(code), len(code)), MAX_POINTS, dtype=np.float32)
    for a, b in problem.recent_links or ():
        if a in code and b in code:
            table[code[a], code[b]] = table[code[b], code[a]] = 0
    if "" in code:
        table[code[""], :] = table[:, code[""]] = 0
    out: Floats = table[[code[name] for name in left]][:, [code[name] for name in right]]
    return out


def attribute_codes(mentors: Side, mentees: Side, name: str) -> tuple[Ints, Ints]:
    """The values of an attribute as numbers, ``UNKNOWN`` where there is none."""
    return codes(
        [person.attributes.get(name) or None for person in mentors.people],
        [person.attributes.get(name) or None for person in mentees.people],
    )


def codes(left: list[Any], right: list[Any]) -> tuple[Ints, Ints]:
    """Equal values get equal numbers, ``None`` gets ``UNKNOWN``."""
    code: dict[Any, int] = {None: UNKNOWN}
    out = [np.array([code.setdefault(v, len(code)) for v in side], dtype=np.int64) for side in (left, right)]
    return out[0], out[1]


def same_codes(left: Ints, right: Ints) -> Bools:
    """Pairs with the same known value."""
    same: Bools = (left[:, None] == right[None, :]) & outer(left, right)
    return same


def apart(problem: Problem, encoded: Encoded, rule: str, topics: TopicCounts | None, slots: Counts) -> Bools:
    """Pairs which this rule rules out. What single people do not tell cannot be shown to hold, so it is out."""
    mentors, mentees, rules = encoded.mentors, encoded.mentees, problem.rules
    if rule in ("line_relation", "private", "former_partners"):
        links = {"line_relation": problem.line_related, "private": problem.conflicts}.get(rule, problem.former_partners)
        return marked(links or frozenset(), mentors, mentees)
    if rule == "function_level":
        low, high = gap_bounds(rules.direction, rules.level_gap_min, rules.level_gap_max)
        return outside(mentors.level, mentees.level, low, high)
    if rule == "grade":
        low, high = gap_bounds(rules.direction, rules.grade_gap_min, rules.grade_gap_max)
        return outside(mentors.grade, mentees.grade, low, high)
    if rule in ("department", "attribute"):
        left, right = (
            unit_codes(mentors, mentees, rules.department)
            if rule == "department"
            else attribute_codes(mentors, mentees, rules.different_attribute or "")
        )
        alike: Bools = same_codes(left, right) | ~outer(left, right)
        return alike
    if rule == "topic":
        if topics is None:
            raise ValueError("topic counts are needed")
        nothing: Bools = topics.count == 0
        return nothing
    if rule == "slot":
        return np.asarray(slots == 0)
    name = "languages" if rule == "language" else "modes"
    return ~any_common(getattr(mentors, name), getattr(mentees, name))


def unit_codes(mentors: Side, mentees: Side, depth: int) -> tuple[Ints, Ints]:
    """The unit at this depth of the path (or the deepest known one) as a number."""
    return codes(
        [person.department[:depth] or None for person in mentors.people],
        [person.department[:depth] or None for person in mentees.people],
    )


def outside(mentors: Ints, mentees: Ints, low: int, high: int) -> Bools:
    """Pairs whose difference (mentee minus mentor) is not within low…high, or not known."""
    difference = mentees.astype(np.int32)[None, :] - mentors.astype(np.int32)[:, None]
    out: Bools = (difference < low) | (difference > high) | ~outer(mentors, mentees)
    return out


def marked(links: Links, mentors: Side, mentees: Side) -> Bools:
    """Pairs in a relation; ids that take no part are ignored."""
    out = np.zeros((len(mentors.ids), len(mentees.ids)), dtype=np.bool_)
    for mentor, mentee in links:
        if mentor in mentors.index and mentee in mentees.index:
            out[mentors.index[mentor], mentees.index[mentee]] = True
    return out
