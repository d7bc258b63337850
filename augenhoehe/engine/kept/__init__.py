"""Instant what-if: a solved plan kept ready, and changed instead of solved again. See ``docs/engine.md``."""

from augenhoehe.engine.kept.changes import Kept, kept_of
from augenhoehe.engine.kept.making import ready

__all__ = ["Kept", "kept_of", "ready"]
