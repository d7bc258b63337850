"""Compile everything by using it once on a few people.

numba keeps what it compiled until the file of that very function changes, not those of the functions it calls. So what
other versions left behind goes first.
"""

from __future__ import annotations

import os
from contextlib import suppress

from augenhoehe.engine.columns.ready import FOLDER, cache_folder, mark
from augenhoehe.engine.doors import solve
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.types import Person, TopicAnswer

WISH = "AUGENHOEHE_ENGINE_FAST"


def build() -> None:
    """Run, then leave the mark."""
    if not mark().exists():
        forget()
    before = os.environ.get(WISH)
    os.environ[WISH] = "1"
    try:
        ours = [Person(f"m{k}", function_level=1, topics={"t": TopicAnswer(3)}) for k in range(4)]
        theirs = [Person(f"e{k}", function_level=4, topics={"t": TopicAnswer(k % 2, 1)}) for k in range(3)]
        for count in (3, 4):  # where both sides are alike large, and where somebody is left over
            solve(Problem(tuple(ours[:count]), tuple(theirs)), engine="columns")
    finally:
        os.environ.pop(WISH)
        os.environ |= {} if before is None else {WISH: before}
    mark().parent.mkdir(parents=True, exist_ok=True)
    mark().touch()


def build_once() -> None:
    """Before the first run that is large enough; not where the loops are asked for in any case."""
    if os.environ.get(WISH) != "1" and not mark().exists():
        with suppress(OSError):  # nowhere to keep it: this run compiles for itself
            build()


def forget() -> None:
    """Remove what numba kept of these modules."""
    stems = {path.stem for path in FOLDER.glob("*.py")}
    for ending in ("nbi", "nbc"):
        for old in cache_folder().rglob(f"*.{ending}"):
            if old.name.partition(".")[0] in stems:
                old.unlink(missing_ok=True)
