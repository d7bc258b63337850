"""A problem with persons as ``PersonScores``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.kinds import group
from augenhoehe.engine.columns.scores import PersonScores, Words
from augenhoehe.engine.encoding import Encoded, Side, Small
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.scoring import steps

RELATIONS = {"line_relation": "line_related", "private": "conflicts", "former_partners": "former_partners"}


def person_scores(problem: Problem, encoded: Encoded, on: Active) -> PersonScores:
    """Words, kinds and relations of the people in ``encoded`` (a part of the problem's, or all)."""
    mentors, mentees = encoded.mentors, encoded.mentees
    weight = {name: problem.criteria.weight(name) if name in on.criteria else 0 for name in COUNTED}
    to_mentee = mentees.seeks.sum(axis=1) if on.to_mentee else np.zeros(len(mentees.ids))
    to_mentor = mentors.seeks.sum(axis=1) if on.to_mentor else np.zeros(len(mentors.ids))
    return PersonScores(
        left=mentor_words(mentors, on),
        right=mentee_words(mentees, on),
        kinds=tuple(group(problem, encoded, on)),
        weights=(weight["topic_fit"], weight["topic_level"], weight["aspects"], weight["time"]),
        topic_rule="topic" in on.rules,
        slot_rule="slot" in on.rules,
        wanted=mentees.topic_relevance.sum(axis=1).astype(np.float32),
        sought=(to_mentor.astype(np.float32), to_mentee.astype(np.float32)),
        apart=relations(problem, encoded, on),
    )


COUNTED = ("topic_fit", "topic_level", "aspects", "time")


def mentor_words(side: Side, on: Active) -> Words:
    """ "My level is at least k" for k = 1, 2, 3; wishes as gives, then seeks."""
    reach = np.concatenate([words(side.topic_level >= k) for k in (1, 2, 3)])
    none = np.zeros((0, len(side.ids)), dtype=np.uint32)
    return Words(reach, none, words(side.slots), wish_words(side.gives, side.seeks, on))


def mentee_words(side: Side, on: Active) -> Words:
    """ "My own level is below k, and it is relevant to me"; wishes as seeks, then gives."""
    own, relevance = side.topic_level, side.topic_relevance
    below = np.concatenate([words((own < k) & (relevance >= 1)) for k in (1, 2, 3)])
    more = np.concatenate([words(relevance >= r) for r in (2, 3)])
    return Words(below, more, words(side.slots), wish_words(side.seeks, side.gives, on))


def wish_words(to_mentee: Small, to_mentor: Small, on: Active) -> NDArray[np.uint32]:
    """Both ways in one word, a way that does not count left out."""
    first, second = steps(to_mentee), steps(to_mentor)
    return words(np.hstack([first if on.to_mentee else first & False, second if on.to_mentor else second & False]))


def words(table: Bools) -> NDArray[np.uint32]:
    """People × columns as words × people."""
    octets = np.packbits(table, axis=1, bitorder="little")
    filled = np.ascontiguousarray(np.pad(octets, ((0, 0), (0, -octets.shape[1] % 4))))
    return np.ascontiguousarray(filled.view("<u4").astype(np.uint32).T)


def relations(problem: Problem, encoded: Encoded, on: Active) -> tuple[Ints, Ints]:
    """The pairs that relations and bans rule out, sorted by mentor, then mentee."""
    rows, columns = encoded.mentors.index, encoded.mentees.index
    links = set(problem.bans)
    for rule, name in RELATIONS.items():
        if rule in on.rules:
            links |= getattr(problem, name) or frozenset()
    pairs = sorted((rows[a], columns[b]) for a, b in links if a in rows and b in columns)
    out = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return out[:, 0].copy(), out[:, 1].copy()
