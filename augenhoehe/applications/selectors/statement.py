"""The statement of hours: what is planned for one person, that the supervisor agreed, and what was spent so far."""

import datetime as dt
from dataclasses import dataclass

from augenhoehe.applications.enums import ApprovalState
from augenhoehe.applications.models import Application, Approval
from augenhoehe.programmes.hours import Share, budget, hours_of, spent_by


@dataclass(frozen=True)
class Statement:
    """Minutes throughout. `approval` is the one that was agreed, and None where there is none."""

    application: Application
    approval: Approval | None
    shares: list[Share]
    spent: list[Share]
    at: dt.datetime

    @property
    def planned_minutes(self) -> int:
        return sum(share.minutes for share in self.shares)

    @property
    def spent_minutes(self) -> int:
        return sum(share.minutes for share in self.spent)


def statement_of(application: Application, *, now: dt.datetime) -> Statement:
    """One person's hours in one cohort. The approved hours count, where more were agreed upon than the cohort plans."""
    agreed = application.approvals.filter(state=ApprovalState.AGREED).order_by("-current", "-pk").first()
    hours = agreed.hours if agreed else hours_of(application.cohort, application.side)
    return Statement(
        application,
        agreed,
        budget(application.cohort, application.side, hours),
        spent_by(application.person, application.cohort),
        now,
    )
