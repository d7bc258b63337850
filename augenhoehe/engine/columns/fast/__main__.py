"""``python -m augenhoehe.engine.columns.fast``: compile the loops once, so that no run has to wait for it."""

from __future__ import annotations

from augenhoehe.engine.columns.fast.building import build

build()
