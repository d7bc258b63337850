"""One plan among equals, with quotas: mentees in the order of their ids, each gets the first mentor by id that a best
plan (with the choices so far) permits, no mentor comes last.

What is left after all aims is a face of the network. A mentee can change to a mentor exactly when a way leads from the
mentee to this mentor through the residual graph: over pairs, and over groups that are not at a bound.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.quotas.face import Face
from augenhoehe.engine.quotas.groups import Groups

SOURCE, SINK = 0, 1


def first_by_id(face: Face, groups: Groups, mentor_of: Ints) -> Ints:
    """The first plan of the face, from any of its plans. Needs groups that form a forest."""
    board = Board(face, groups, mentor_of)
    choices = np.count_nonzero(face.allowed, axis=0) + (face.mentees[0] == 0)
    for j in np.flatnonzero(choices > 1).tolist():
        now = int(board.mentor_of[j])
        wanted = np.flatnonzero(face.allowed[: now if now >= 0 else None, j])
        if len(wanted):
            board.improve(j, wanted)
    return board.mentor_of


class Board:
    """A plan with how many tandems everybody and every group has, and ways of exchange through it.

    Nodes: source, sink, mentors, mentees, groups, in this order.
    """

    def __init__(self, face: Face, groups: Groups, mentor_of: Ints) -> None:
        if groups.above is None:
            raise ValueError("only a forest of groups is a network")
        self.face, self.groups, self.above = face, groups, groups.above
        self.rows, self.width = face.allowed.shape
        self.first_mentee, self.first_group = 2 + self.rows, 2 + self.rows + self.width
        self.size = self.first_group + len(groups.names)
        self.mentor_of = mentor_of.copy()
        inner = groups.innermost(self.rows, self.width)
        self.above_people = tuple(
            np.where(own >= 0, self.first_group + own, root) for own, root in zip(inner, (SOURCE, SINK), strict=True)
        )
        self.count()

    def count(self) -> None:
        """Tandems of each person and group, and who may have one more or one less."""
        placed = (self.mentor_of >= 0).astype(np.int64)
        taken = np.bincount(self.mentor_of[self.mentor_of >= 0], minlength=self.rows)
        numbers = (taken, placed, self.groups.sums(taken, placed))
        bounds = (self.face.mentors, self.face.mentees, self.face.groups)
        self.more = [np.asarray(number < high) for number, (_low, high) in zip(numbers, bounds, strict=True)]
        self.less = [np.asarray(number > low) for number, (low, _high) in zip(numbers, bounds, strict=True)]

    def improve(self, j: int, wanted: Ints) -> None:
        """Move mentee j to the first of the mentors wanted to whom a way leads; the mentees before j stay."""
        before = self.ways(j)
        reached = wanted[before[2 + wanted] >= 0]
        if not len(reached):
            return
        node = 2 + int(reached[0])
        start = self.first_mentee + j
        changed = []
        while node != start:
            if self.first_mentee <= node < self.first_group:
                back = int(before[node])
                changed.append((node - self.first_mentee, back - 2 if 2 <= back < self.first_mentee else -1))
            node = int(before[node])
        for mentee, mentor in changed:
            self.mentor_of[mentee] = mentor
        self.mentor_of[j] = reached[0]
        self.count()

    def ways(self, j: int) -> Ints:
        """Per node the one before it on a way from mentee j, −1 where none leads."""
        before = np.full(self.size, -1, dtype=np.int64)
        before[self.first_mentee : self.first_mentee + j + 1] = self.size  # these stay where they are
        todo = [self.first_mentee + j]
        while todo:
            mentors = np.array([node - 2 for node in todo if 2 <= node < self.first_mentee], dtype=np.int64)
            following = self.over_pairs(mentors, before)
            for node in todo:
                for other in self.beside(node):
                    if before[other] < 0:
                        before[other] = node
                        following.append(int(other))
            todo = following
        return before

    def over_pairs(self, mentors: Ints, before: Ints) -> list[int]:
        """Mentees whom one of these mentors could take."""
        if not len(mentors):
            return []
        fresh: Bools = self.face.allowed[mentors] & (before[self.first_mentee : self.first_group] < 0)
        fresh &= self.mentor_of[None, :] != mentors[:, None]
        found = np.flatnonzero(fresh.any(axis=0))
        before[self.first_mentee + found] = 2 + mentors[fresh[:, found].argmax(axis=0)]
        return [self.first_mentee + j for j in found.tolist()]

    def beside(self, node: int) -> list[int]:
        """Where one unit more at this node can go, but for pairs: on, or back where it would be one less."""
        if node >= self.first_group:
            return self.beside_group(node - self.first_group)
        if node >= self.first_mentee:
            j = node - self.first_mentee
            out = [2 + int(self.mentor_of[j])] if self.mentor_of[j] >= 0 else []
            return [*out, int(self.above_people[1][j])] if self.more[1][j] else out
        if node >= 2:
            return [int(self.above_people[0][node - 2])] if self.less[0][node - 2] else []
        return [*self.below(node, of_mentors=node == SOURCE), SINK if node == SOURCE else SOURCE]

    def beside_group(self, k: int) -> list[int]:
        """From a group to those in it, and to what is around it."""
        of_mentors = bool(self.groups.of_mentors[k])
        root = SOURCE if of_mentors else SINK
        parent = self.first_group + int(self.above[k]) if self.above[k] >= 0 else root
        up = (self.less if of_mentors else self.more)[2][k]
        return [*self.below(self.first_group + k, of_mentors=of_mentors), *([parent] if up else [])]

    def below(self, node: int, *, of_mentors: bool) -> list[int]:
        """People and groups right below a node that can have one more (mentors), or one less (mentees)."""
        free = self.more if of_mentors else self.less
        people = np.flatnonzero((self.above_people[0 if of_mentors else 1] == node) & free[0 if of_mentors else 1])
        inner = self.above if node < 2 else self.above + self.first_group
        mine = (inner == (-1 if node < 2 else node)) & (self.groups.of_mentors == of_mentors) & free[2]
        offset = 2 if of_mentors else self.first_mentee
        return [*(people + offset).tolist(), *(np.flatnonzero(mine) + self.first_group).tolist()]
