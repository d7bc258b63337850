"""The paths that column generation can take, held against the matrix and against one another.

Run by ``test_fast.py`` in a process of its own, where the compiled loops are the Python they are written in: compiling
takes longer than all tests of the engine, and ortools' libraries do not get on with all others. The cases are drawn
with seeds, so every run sees the same ones.
"""

import itertools
import os
import random
import sys
import warnings
from dataclasses import replace

import numpy as np

from augenhoehe.engine import EngineError, Person, Plan, Policy, Problem, ScoreMatrix, solve, verify
from augenhoehe.engine.columns import flow, generation, passes, pricing, ways
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.cohort import cohort as cohort_of
from augenhoehe.engine.columns.fast import compiled, lists, prepared, searching, seeding, sieve
from augenhoehe.engine.columns.fast.compiled import Compiled
from augenhoehe.engine.columns.flow import place as flow_place
from augenhoehe.engine.columns.scores import PairScores

from .people import cohort, likely, matrix
from .test_scipy_and_adversaries import SHAPES

Source = Problem | ScoreMatrix
PATHS = {"core": ("0", 10_000), "flow": ("0", 0), "fast": ("1", 10_000)}
"""Whether the loops are used, and from how many people a side on ortools is."""


def take(path: str) -> None:
    """Let column generation go this way from now on."""
    os.environ["AUGENHOEHE_ENGINE_FAST"], flow.MANY = PATHS[path]


def told(source: Source, policy: Policy, engine: str) -> tuple[object, ...]:
    """All that must be alike, or the refusal in its words."""
    try:
        plan: Plan = solve(source, policy, engine=engine)  # type: ignore[arg-type]
    except EngineError as refusal:
        return type(refusal), str(refusal)
    verify(source, plan)
    left = [(one.role, one.id, one.cause, one.candidates) for one in plan.left_over]
    return len(plan.pairs), plan.floor, plan.total, plan.pairs, left, plan.pinned_by


def alike(source: Source, policy: Policy) -> None:
    """The same number, floor, total and pairs by the matrix and on each path."""
    wanted = told(source, policy, "dense")
    for path in PATHS:
        take(path)
        assert told(source, policy, "columns") == wanted, path


def drawn(rng: random.Random) -> Source:
    """A cohort or a bare matrix: much missing or little, many ties or none, seats, a lock and a ban."""
    seed, rows, columns = rng.randrange(10**6), rng.randint(2, 12), rng.randint(2, 12)
    kind = rng.choice(("likely", "gaps", "cells"))
    if kind == "cells":
        cells = np.random.default_rng(seed).integers(-1, rng.choice((2, 9, 100_000)), (rows, columns))
        return matrix(cells, capacity=rng.choice((1, 2)))
    source = likely(seed, rows, columns, (1, 1, 2)) if kind == "likely" else cohort(seed, rows, columns, 0.3)
    pairs = [(one.id, other.id) for one in source.mentors for other in source.mentees]
    lock, ban = rng.sample(pairs, 2)
    source = source.with_ban(*ban)
    return source.with_lock(*lock) if rng.random() < 0.5 else source


def many_topics(seed: int, mentors: int, mentees: int) -> Problem:
    """More topics than bits in a word."""
    source = likely(seed, mentors, mentees)

    def more(people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(
            replace(one, topics={f"{name}-{k % 5}": answer for name, answer in (one.topics or {}).items()})
            for k, one in enumerate(people)
        )

    return source.replaced(mentors=more(source.mentors), mentees=more(source.mentees))


def loops(scores: PairScores, rng: np.random.Generator) -> None:
    """The loops and numpy see the same in every pass over the pairs, whatever the prices."""
    ours, theirs = Blocks(scores), Compiled(scores)
    one, other, sizes = ours.seed(), theirs.seed(), scores.shape
    same(one.best, other.best)
    for side, size in zip(("mentor", "mentee"), sizes, strict=True):
        some = np.sort(rng.permutation(size)[: size // 2 + 1])
        same((ours.candidates(side, some),), (theirs.candidates(side, some),))  # type: ignore[arg-type]
    for least in (0, 40_000):
        u, v = (rng.integers(0, 50_000, size) for size in sizes)
        some = [np.sort(rng.permutation(size)[: size // 2 + 1]) for size in sizes]
        for people in ((None, None), (some[0], None), (None, some[1]), (some[0], some[1])):
            same(ours.price(u, v, least, *people).over, theirs.price(u, v, least, *people).over)
        nearly(theirs, u, v, least)
        best = one.best[0].astype(np.int64)  # of each mentor: with these prices at least one pair is tight
        nothing = np.zeros(sizes[1], dtype=np.int64)
        same(in_order(ours.tight(best, nothing, 0, least)), in_order(theirs.tight(best, nothing, 0, least)))
        cover = rng.random(sizes[0]) < 0.5, rng.random(sizes[1]) < 0.5
        assert bool(len(ours.beyond(*cover, least).mentors)) == bool(len(theirs.beyond(*cover, least).mentors))


def nearly(pairs: Blocks, u: np.ndarray, v: np.ndarray, least: int) -> None:
    """Of the pairs that a pass does not give none pays more than it says of its two people."""
    found, rest = pairs.near(u, v, least)
    scores = pairs.scores.block(0, len(u)).astype(np.int64)
    same((scores[found.mentors, found.mentees],), (found.scores,))
    gain = np.where(scores >= least, scores - u[:, None] - v[None, :], -(10**9))
    gain[found.mentors, found.mentees] = -(10**9)
    assert (gain <= rest[0][:, None]).all()
    assert (gain <= rest[1][None, :]).all()


def in_order(cells: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort(cells[::-1])
    return cells[0][order], cells[1][order]


def same(ours: tuple[np.ndarray, ...], theirs: tuple[np.ndarray, ...]) -> None:
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one, other)


def partly() -> None:
    """Where later rounds look at some of the pairs only, however many, the proof still holds for all."""
    looks: set[int] = set()
    honest = pricing.rectangles

    def watched(masks: list[pricing.Masks]) -> list[tuple[np.ndarray | None, np.ndarray | None]]:
        looks.add(len(masks))
        return list(honest(masks))

    pricing.rectangles, pricing.HALF, compiled.NEAR = watched, 2.0, 2  # type: ignore[assignment]
    for source in (matrix(SHAPES["everyone agrees"][:24, :24]), *(likely(seed, 16, 16) for seed in range(4))):
        alike(source, Policy())
    assert looks == {1, 2}
    compiled.NEAR, seeding.SEEDS, passes.BAND = 16, 2, 2  # few pairs at first, so that there are several rounds
    for size, seed in ((16, 3), (16, 15), (20, 18), (24, 8)):
        out_of_time(likely(seed, size, size))
    pricing.rectangles, pricing.HALF = honest, 0.5
    seeding.SEEDS, passes.BAND = 12, 8


def out_of_time(source: Source) -> None:
    """Whenever the compiled path ends, no more is open than it says, and what it calls proven is."""
    take("fast")
    best, honest = solve(source, engine="columns"), generation.late
    for rounds in range(4):
        asked = itertools.count()
        generation.late = lambda _, n=rounds, asked=asked: next(asked) >= n  # type: ignore[assignment]
        hasty = solve(source, engine="columns")
        assert 0 <= best.total - hasty.total <= hasty.certificate.gap
        assert hasty.certificate.certified == (hasty.certificate.gap == 0)
        if hasty.certificate.certified:
            verify(source, hasty)
    generation.late = honest


def main() -> None:
    warnings.simplefilter("ignore")  # numpy's own words on whole numbers of 32 bits
    people = cohort_of(likely(3, 14, 16, (1, 1, 2))).open()
    take("fast")
    assert isinstance(ways.passes(people), Compiled)
    take("flow")
    assert ways.solver(people) is flow_place
    rng = random.Random(11)
    for k in range(24):
        alike(drawn(rng), Policy(("best", "best", "none")[k % 3]))  # type: ignore[arg-type]
    for name in ("everyone agrees", "two values", "blocks", "short on both sides", "a staircase"):
        alike(matrix(SHAPES[name][:20, :20]), Policy())
        alike(matrix(SHAPES[name][:9, :20], capacity=2), Policy())
    partly()
    for module in (prepared, searching, sieve, lists):
        module.WIDE, module.HIGH = 8, 4  # type: ignore[attr-defined]  # several tiles of a few people
    for seed in range(3):
        source = (likely, many_topics, cohort)[seed](seed, 13, 15)
        sieve.MANY = 8 if seed else 1  # scores one by one, or of a whole tile
        loops(cohort_of(source).whole, np.random.default_rng(seed))
    sys.stdout.write("alike\n")


if __name__ == "__main__":
    main()
