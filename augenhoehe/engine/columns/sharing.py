"""Passes over all pairs shared out: any ``concurrent.futures.Executor``, a pool of processes or a Dask cluster's.

Every worker keeps the people it was sent: a shard of the mentors and, once, what is needed of all mentees. Later rounds
send prices only; a worker that does not know a shard says so and gets it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, concatenated
from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.blocks import Blocks, best_found
from augenhoehe.engine.columns.passes import SEEDS, Priced, Seeds, band, best_of
from augenhoehe.engine.columns.ways import passes
from augenhoehe.engine.types import Role

SHARDS = 8
UNKNOWN = "unknown"
known: dict[str, Blocks] = {}
"""In a worker: the shards it was sent, of one problem."""


def work(key: str, shard: bytes | None, task: str, given: tuple[Any, ...]) -> Any:
    """In a worker: ``Blocks.seed``, ``price`` or ``near`` on one shard, or ``UNKNOWN``."""
    if key not in known:
        if shard is None:
            return UNKNOWN
        problem = key.partition("/")[0]
        for other in [name for name in known if name.partition("/")[0] != problem]:
            del known[other]
        known[key] = passes(pickle.loads(shard))  # noqa: S301 - sent by ``Shared`` to its own workers
    return getattr(known[key], task)(*given)


@dataclass(frozen=True)
class Shared(Blocks):
    """``Blocks`` whose passes other processes make, on ``SHARDS`` portions of the mentors."""

    executor: Executor

    @cached_property
    def shards(self) -> list[tuple[int, int, str, bytes]]:
        """Rows start … stop, key and what is sent, of each shard."""
        count = self.scores.shape[0]
        ends = np.linspace(0, count, min(SHARDS, count) + 1).astype(int).tolist()
        scores: Any = self.scores
        sent = [pickle.dumps(scores.some(np.arange(start, stop), None).light()) for start, stop in pairwise(ends)]
        problem = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in sent)).hexdigest()
        return [(ends[k], ends[k + 1], f"{problem}/{k}", one) for k, one in enumerate(sent)]

    def ask(self, task: str, given: list[tuple[Any, ...]], sent: bool) -> Iterator[Any]:
        """The answers of all shards in order. ``sent``: whether workers may know them already."""
        waiting = [
            self.executor.submit(work, key, None if sent else shard, task, one)
            for (_, _, key, shard), one in zip(self.shards, given, strict=True)
        ]
        for (_, _, key, shard), one, future in zip(self.shards, given, waiting, strict=True):
            answer = future.result()
            if isinstance(answer, str):
                answer = self.executor.submit(work, key, shard, task, one).result()
            yield answer

    def seed(self) -> Seeds:
        """See ``Blocks``."""
        shape = self.scores.shape
        answers = list(self.ask("seed", [() for _ in self.shards], sent=False))
        found = concatenated(
            [moved(one.arcs, start, shape) for one, start in zip(answers, self.starts(), strict=True)], shape
        )
        found = found.where(best_of(found.mentors, found.mentees, found.scores, SEEDS)).joined(band(self.scores))
        best = np.concatenate([one.best[0] for one in answers]), np.max([one.best[1] for one in answers], axis=0)
        return Seeds(found, best)

    def price(self, u: Ints, v: Ints, least: int, mentors: Ints | None = None, mentees: Ints | None = None) -> Priced:
        """See ``Blocks``."""
        shape = self.scores.shape
        given = []
        for start, stop, _, _ in self.shards:
            rows = None if mentors is None else mentors[(mentors >= start) & (mentors < stop)] - start
            given.append((u[start:stop], v, least, rows, mentees))
        answers = list(self.ask("price", given, sent=True))
        parts = [moved(one.arcs, start, shape) for one, start in zip(answers, self.starts(), strict=True)]
        over = np.concatenate([one.over[0] for one in answers]), np.max([one.over[1] for one in answers], axis=0)
        found = [(p.mentors, p.mentees, p.scores, p.scores - u[p.mentors] - v[p.mentees]) for p in parts]
        return Priced(best_found(found, shape), over)

    def near(self, u: Ints, v: Ints, least: int) -> tuple[Arcs, tuple[Ints, Ints]]:
        """See ``Blocks``."""
        given = [(u[start:stop], v, least) for start, stop, _, _ in self.shards]
        answers = list(self.ask("near", given, sent=True))
        shape = self.scores.shape
        found = [moved(arcs, start, shape) for (arcs, _), start in zip(answers, self.starts(), strict=True)]
        rest = np.concatenate([rest[0] for _, rest in answers]), np.max([rest[1] for _, rest in answers], axis=0)
        return concatenated(found, shape), rest

    def candidates(self, role: Role, people: Ints) -> Ints:
        """See ``Blocks``; few people, so here."""
        return passes(self.scores).candidates(role, people)

    def starts(self) -> list[int]:
        """The first mentor of each shard."""
        return [start for start, _, _, _ in self.shards]


def moved(found: Arcs, start: int, shape: tuple[int, int]) -> Arcs:
    """Pairs of a shard by the numbers of all mentors."""
    return replace(found, mentors=(found.mentors + start).astype(np.int32), shape=shape)
