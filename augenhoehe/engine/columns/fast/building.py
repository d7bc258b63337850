"""Compile everything by using it once on a few people."""

from __future__ import annotations

import os

from augenhoehe.engine.columns.ready import mark
from augenhoehe.engine.doors import solve
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.types import Person, TopicAnswer


def build() -> None:
    """Run, then leave the mark."""
    os.environ["AUGENHOEHE_ENGINE_FAST"] = "1"
    ours = [Person(f"m{k}", function_level=1, topics={"t": TopicAnswer(3)}) for k in range(3)]
    theirs = [Person(f"e{k}", function_level=4, topics={"t": TopicAnswer(k % 2, 1)}) for k in range(3)]
    solve(Problem(tuple(ours), tuple(theirs)), engine="columns")
    mark().parent.mkdir(parents=True, exist_ok=True)
    mark().touch()
