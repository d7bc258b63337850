"""Until when what may be done at the end of a tandem."""

import datetime as dt
from typing import Final

from augenhoehe.tandems.enums import TandemState

RUNNING: Final = (TandemState.CONFIRMED, TandemState.PAUSED)

NOTICE: Final = dt.timedelta(days=14)
"""How long before its last day both are told."""

LEAST_NOTICE: Final = dt.timedelta(days=7)
"""Nobody is closed out sooner after being told, whatever was late."""

NEAR: Final = dt.timedelta(days=31)
"""From when on the space shows the way to the closing page by itself."""

MOST_STEPS: Final = 40
