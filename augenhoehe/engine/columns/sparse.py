"""Largest matchings and covers over few pairs.

Method: Hopcroft and Karp (1973) as scipy has it; covers after Kőnig (1931) by breadth-first search.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_bipartite_matching

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints


def starts(sorted_rows: Ints, count: int) -> Ints:
    """Where each row begins, and the end."""
    return np.searchsorted(sorted_rows, np.arange(count + 1))


def seat_rows(arcs: Arcs, seats: Ints) -> tuple[Ints, Ints]:
    """Mentors once per seat (no more seats than pairs), and the places of each seat's pairs."""
    first = starts(arcs.mentors, arcs.shape[0])
    degree = np.diff(first)
    mentors = np.repeat(np.arange(arcs.shape[0]), np.minimum(seats, degree))
    return mentors, run_of(first[mentors], degree[mentors])


def run_of(first: Ints, length: Ints) -> Ints:
    """Whole numbers first … first + length − 1 of each, one after the other."""
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    narrow = np.int32 if max(total, int(first.max(initial=0)) + total) < 1 << 31 else np.int64
    out: Ints = np.arange(total, dtype=narrow)
    out -= np.repeat((ends - length - first).astype(narrow), length)
    return out


def largest(arcs: Arcs, seats: Ints) -> Ints:
    """A largest matching: per mentee its mentor, or −1."""
    mentors, places = seat_rows(arcs, seats)
    out = np.full(arcs.shape[1], -1, dtype=np.int64)
    if not len(places):
        return out
    degree = np.diff(starts(arcs.mentors, arcs.shape[0]))[mentors]
    pointer = np.concatenate(([0], np.cumsum(degree)))
    ones = np.ones(len(places), dtype=np.int8)
    graph = csr_array((ones, arcs.mentees[places], pointer), shape=(len(mentors), arcs.shape[1]))
    mentee = maximum_bipartite_matching(graph, perm_type="column")
    out[mentee[mentee >= 0]] = mentors[mentee >= 0]
    return out


def cover(arcs: Arcs, seats: Ints, mentor_of: Ints) -> tuple[Bools, Bools]:
    """A smallest vertex cover from a largest matching, as ``matching.cover``: the same whatever matching it is."""
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=len(seats))
    mentors, mentees = reached(arcs, mentor_of, np.flatnonzero(taken < seats), "mentor")
    return ~mentors, mentees


def reached(arcs: Arcs, mentor_of: Ints, people: Ints, role: str) -> tuple[Bools, Bools]:
    """From people of one side to all possible partners, from those to whom they are matched with, and on."""
    count, width = arcs.shape
    root = count + width
    matched = np.flatnonzero(mentor_of >= 0)
    there = arcs.mentors, arcs.mentees + np.int32(count)
    back = (matched + count).astype(np.int32), mentor_of[matched].astype(np.int32)
    if role == "mentee":
        there, back = (there[1], there[0]), (back[1], back[0])
        people = people + count
    tail = np.concatenate((there[0], back[0], np.full(len(people), root, dtype=np.int32)))
    head = np.concatenate((there[1], back[1], people.astype(np.int32)))
    graph = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(root + 1, root + 1))
    seen = np.zeros(root + 1, dtype=np.bool_)
    seen[breadth_first_order(graph, root, return_predecessors=False)] = True
    return seen[:count], seen[count:root]
