"""What comes from the top in a cohort, and on which days."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from augenhoehe.common.workdays import add_working_days, is_working_day
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import PhaseKind, RoleKind
from augenhoehe.programmes.models import Cohort

from ..enums import APPEARANCES, BackingKind
from ..kinds import DocumentKind
from ..models import BackingTask
from ..papers import PREPARED


@dataclass(frozen=True)
class Planned:
    """One act from the top: as the office agreed it (`task`), or on the day that the cohort's phases suggest."""

    kind: BackingKind
    task: BackingTask | None
    suggested: dt.date | None

    @property
    def day(self) -> dt.date | None:
        return self.task.on if self.task else self.suggested

    @property
    def agreed(self) -> bool:
        """Whether the office has fixed a day."""
        return self.task is not None and self.task.on is not None

    @property
    def done_on(self) -> dt.date | None:
        return self.task.done_on if self.task else None

    @property
    def in_calendar(self) -> bool:
        """Whether it has what a calendar needs: an appearance with a day, which without a time it fills."""
        task = self.task
        return task is not None and task.of_sponsor and task.on is not None

    @property
    def may_invite(self) -> bool:
        """Whether there is something for the sponsor's calendar that is not in it yet."""
        task = self.task
        return task is not None and self.in_calendar and not (task.invited or task.done_on)

    @property
    def document(self) -> DocumentKind:
        return PREPARED[self.kind]


def backing_of(cohort: Cohort) -> list[Planned]:
    """All acts of a cohort in the order of the year. Two queries."""
    stored = {task.kind: task for task in BackingTask.objects.filter(cohort=cohort)}
    return [Planned(kind, stored.get(kind), default_day(cohort, kind)) for kind in BackingKind]


def default_day(cohort: Cohort, kind: BackingKind) -> dt.date | None:
    """The working day that the phases suggest; None where the cohort has no such phase.

    The circular two weeks before the call, the message with it, the opening with the first day of the meetings, the
    visit half-way, the closing event on the last day of the closing phase.
    """
    phases = {phase.kind: phase for phase in cohort.phases.all()}
    call, running = phases.get(PhaseKind.CALL), phases.get(PhaseKind.RUNNING)
    closing = phases.get(PhaseKind.CLOSING) or running
    if kind == BackingKind.CIRCULAR:
        return add_working_days(call.opens_on, -10) if call else None
    if kind == BackingKind.CALL:
        return _working_day(call.opens_on) if call else None
    if kind == BackingKind.CLOSING:
        return _working_day(closing.closes_on, back=True) if closing else None
    if running is None:
        return None
    half = (running.closes_on - running.opens_on) / 2
    return _working_day(running.opens_on if kind == BackingKind.OPENING else running.opens_on + half)


def _working_day(day: dt.date, *, back: bool = False) -> dt.date:
    """The day itself, or the next working day (the last one before it)."""
    return day if is_working_day(day) else add_working_days(day, -1 if back else 1)


def appearances_agreed(planned: Iterable[Planned]) -> tuple[int, int]:
    """How many of the sponsor's appearances have a day, and how many there are."""
    own = [one for one in planned if one.kind in APPEARANCES]
    return sum(one.agreed for one in own), len(own)


def sponsors_of(cohort: Cohort) -> list[Person]:
    """Who backs the programme. One query."""
    return list(
        Person.objects.filter(roles__programme=cohort.programme_id, roles__kind=RoleKind.SPONSOR).order_by("pk")
    )
