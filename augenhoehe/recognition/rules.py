"""What the office may not change: who took part at all, and what a code consists of."""

from typing import Final

from augenhoehe.tandems.enums import TandemState

TOOK_PART: Final = (TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED)
"""Both confirmed after the first talk, whatever came later."""

STILL_RUNNING: Final = (TandemState.CONFIRMED, TandemState.PAUSED)

BATCH: Final = 100
"""So many certificates are written in one transaction."""
