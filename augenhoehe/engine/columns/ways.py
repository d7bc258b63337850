"""How to pass over the pairs and to place people: compiled where that is installed and ready, else with numpy."""

from __future__ import annotations

from importlib.util import find_spec

from augenhoehe.engine.columns import flow, ready
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.parts import Solver
from augenhoehe.engine.columns.placing import place
from augenhoehe.engine.columns.scores import CellScores, PairScores

KEEP = 1 << 25
"""Pairs whose scores are kept (4 bytes each) while the plan is sought; of a larger cohort none are."""


def passes(scores: PairScores) -> Blocks:
    """The quickest way on this machine."""
    if ready.compiled(scores):
        from augenhoehe.engine.columns.fast.building import build_once
        from augenhoehe.engine.columns.fast.compiled import Compiled, fits

        if fits(scores):
            build_once()
            return Compiled(scores)
    if isinstance(scores, CellScores) or scores.shape[0] * scores.shape[1] > KEEP:
        return Blocks(scores)
    return Blocks(CellScores(scores.block(0, scores.shape[0])))


def solver(scores: PairScores) -> Solver:
    """The quickest way on this machine."""
    if ready.compiled(scores):
        from augenhoehe.engine.columns.fast import placing

        return placing.place
    if min(scores.shape) >= flow.MANY and find_spec("ortools"):
        return flow.place
    return place
