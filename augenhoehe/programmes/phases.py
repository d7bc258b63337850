"""Where a cohort stands: its phases and a day, nothing else."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats


@dataclass(frozen=True)
class PhaseStep:
    """A phase as the phase line shows it. `state`: done, current or open (still to come)."""

    kind: str
    label: str
    opens_on: dt.date
    closes_on: dt.date
    state: str

    @property
    def dates(self) -> str:
        """First and last day as the reader writes dates."""
        opens, closes = (formats.date_format(day, "SHORT_DATE_FORMAT") for day in (self.opens_on, self.closes_on))
        return opens if opens == closes else f"{opens} – {closes}"


def phase_steps(phases: Iterable[Any], today: dt.date) -> list[PhaseStep]:
    """Phases by date."""
    ordered = sorted(phases, key=lambda phase: (phase.opens_on, phase.closes_on, phase.kind))
    return [
        PhaseStep(
            phase.kind,
            str(phase.get_kind_display()),
            phase.opens_on,
            phase.closes_on,
            phase_state(phase, today),
        )
        for phase in ordered
    ]


def phase_state(phase: Any, today: dt.date) -> str:
    """done, current or open. First and last day both belong to the phase."""
    if phase.closes_on < today:
        return "done"
    return "current" if phase.opens_on <= today else "open"
