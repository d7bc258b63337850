"""Whether the compiled loops may be used: numba is installed (extra ``fast``) and they were compiled on this machine.

Compiling takes about half a minute, which nobody waits for in front of a page: it is done by ``python -m
augenhoehe.engine.columns.fast`` when a container or machine is set up, or by the first run so large that it pays. What
was compiled lies where numba keeps it (beside the code, or in ``NUMBA_CACHE_DIR``); a mark there names the versions.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from augenhoehe.engine.columns.scores import PairScores

PAYS = 1 << 26
"""Pairs of persons from which compiling first is quicker than going without."""
FOLDER = Path(__file__).parent / "fast"


def compiled(scores: PairScores) -> bool:
    """Whether to use the compiled loops for these scores; ``AUGENHOEHE_ENGINE_FAST=0`` says never, ``1`` always."""
    wish = os.environ.get("AUGENHOEHE_ENGINE_FAST", "")
    if wish == "0" or not installed():
        return False
    return wish == "1" or mark().exists() or scores.shape[0] * scores.shape[1] >= PAYS


@cache
def installed() -> bool:
    """Whether numba is there."""
    return find_spec("numba") is not None


def cache_folder() -> Path:
    """Where numba keeps what it compiled."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    return Path(named) if named else FOLDER / "__pycache__"


def mark() -> Path:
    """The file that says "compiled here", by the versions of the code, of numba and of Python."""
    try:
        parts = [version("numba"), version("numpy"), sys.version]
    except PackageNotFoundError:
        parts = []
    code = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.py")))
    return cache_folder() / f"ready-{hashlib.sha256(code + ' '.join(parts).encode()).hexdigest()[:16]}"
