"""Until when what may be done at the end of a tandem."""

import datetime as dt
from typing import Final

from augenhoehe.common.dates import months_later
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState

RUNNING: Final = (TandemState.CONFIRMED, TandemState.PAUSED)

NOTICE: Final = dt.timedelta(days=14)
"""How long before its last day both are told."""

LEAST_NOTICE: Final = dt.timedelta(days=7)
"""Nobody is closed out sooner after being told, whatever was late."""

NEAR: Final = dt.timedelta(days=31)
"""From when on the space shows the way to the closing page by itself."""

MOST_STEPS: Final = 40


def kept_until(ends_on: dt.date, cohort: Cohort) -> tuple[dt.date, dt.date]:
    """The last days on which the texts of a tandem that ends on this day can be read, and its record is there."""
    record = months_later(ends_on, cohort.tandems_kept_months)
    return min(ends_on + dt.timedelta(days=cohort.texts_kept_days), record), record
