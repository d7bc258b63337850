"""Where a cohort stands: its phases and a day, nothing else."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats

from .enums import PhaseKind


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


def phase_steps(phases: Iterable[Any], today: dt.date, *, call_released: bool = True) -> list[PhaseStep]:
    """Phases by date. A call that nobody has released yet is still to come, whatever its dates say."""
    ordered = sorted(phases, key=lambda phase: (phase.opens_on, phase.closes_on, phase.kind))
    return [
        PhaseStep(
            phase.kind,
            str(phase.get_kind_display()),
            phase.opens_on,
            phase.closes_on,
            _held_back(phase, today, call_released),
        )
        for phase in ordered
    ]


def _held_back(phase: Any, today: dt.date, call_released: bool) -> str:
    state = phase_state(phase, today)
    return "open" if phase.kind == PhaseKind.CALL and state == "current" and not call_released else state


def phase_state(phase: Any, today: dt.date) -> str:
    """done, current or open. First and last day both belong to the phase."""
    if phase.closes_on < today:
        return "done"
    return "current" if phase.opens_on <= today else "open"
