"""What the office may not change: who took part at all, and what a code consists of."""

from typing import Final

from augenhoehe.tandems.enums import TandemState

TOOK_PART: Final = (TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED)
"""Both confirmed after the first talk, whatever came later."""

STILL_RUNNING: Final = (TandemState.CONFIRMED, TandemState.PAUSED)

BATCH: Final = 100
"""So many certificates are written in one transaction."""

MOST_BENEFITS: Final = 40
"""In the catalogue of a round: what somebody reads through on a phone."""

MOST_PLACES: Final = 500

REMIND_WISHES: Final = 3
"""Days before the last day for wishes on which those who have said nothing are reminded."""

REMIND_USE: Final = 21
"""Days before the last day of a benefit on which whoever has not used it is reminded."""

WISHES_KEPT: Final = 183
"""Days after the publication for which wishes are kept, so that places that come free go on by them."""
