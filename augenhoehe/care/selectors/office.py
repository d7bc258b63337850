"""What the office may read of this room: reason classes a week after the two were asked, who wants a call.

Who asked for a break, an extension or the end is not fetched here.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState

from ..enums import Reason
from ..models import CallRequest, Signal, Wish

A_WEEK: Final = dt.timedelta(days=7)
"""How long the two have to find a date, or to say that all is well, before the office sees anything."""


@dataclass(frozen=True)
class QuietTandem:
    """A tandem in its class; no date, no number of days, nobody's part in it."""

    pk: int
    mentor: str
    mentee: str


@dataclass(frozen=True)
class QuietClass:
    """All tandems that were asked for the same reason, by name."""

    reason: Reason
    tandems: list[QuietTandem]


def quiet_signals(cohort: Cohort, now: dt.datetime) -> QuerySet[Signal]:
    """Signals that the office may see: open for a week, of tandems that still run."""
    return Signal.objects.filter(
        tandem__cohort=cohort, tandem__state=TandemState.CONFIRMED, settled_at=None, asked_at__lte=now - A_WEEK
    )


def quiet_classes(cohort: Cohort, now: dt.datetime) -> list[QuietClass]:
    """Quiet tandems by reason, those of a reason by name. One query."""
    names = [f"tandem__{side}__person__{name}" for side in Side.values for name in ("first_name", "last_name", "email")]
    rows = quiet_signals(cohort, now).order_by("tandem__mentee__person__last_name", "tandem_id")
    found: dict[str, list[QuietTandem]] = {}
    for row in rows.values("tandem_id", "reason", *names):
        tandem = QuietTandem(row["tandem_id"], _name(row, Side.MENTOR), _name(row, Side.MENTEE))
        found.setdefault(row["reason"], []).append(tandem)
    return [QuietClass(reason, found[reason]) for reason in Reason if reason in found]


def _name(row: dict[str, Any], side: Side) -> str:
    parts = (row[f"tandem__{side}__person__{name}"] for name in ("first_name", "last_name"))
    return " ".join(part for part in parts if part) or str(row[f"tandem__{side}__person__email"])


def open_calls(cohort: Cohort) -> QuerySet[CallRequest]:
    """Who wants to be called, the longest wait first."""
    return (
        CallRequest.objects.filter(tandem__cohort=cohort, settled_at=None)
        .select_related("tandem__mentor__person__unit", "tandem__mentee__person__unit")
        .order_by("created_at", "pk")
    )


def resting(cohort: Cohort) -> list[int]:
    """Applications, once for each tandem that ended early without a wish for a new partner: they are not placed anew.

    One query.
    """
    wished = Q(wishes__wanted=True)
    ended = cohort.tandems.filter(state=TandemState.ENDED).order_by("pk")
    rows = ended.annotate(
        mentor_seeks=Count("wishes", filter=wished & Q(wishes__side=Side.MENTOR)),
        mentee_seeks=Count("wishes", filter=wished & Q(wishes__side=Side.MENTEE)),
    ).values_list("mentor_id", "mentee_id", "mentor_seeks", "mentee_seeks")
    found = []
    for mentor, mentee, mentor_seeks, mentee_seeks in rows:
        found += [pk for pk, seeks in ((mentor, mentor_seeks), (mentee, mentee_seeks)) if not seeks]
    return found


def seeking(cohort: Cohort, side: Side) -> QuerySet[Wish, Any]:
    """Ids of the applications of this side that want a new partner after an early end, as a part of another query."""
    wishes = Wish.objects.filter(tandem__cohort=cohort, tandem__state=TandemState.ENDED, side=side, wanted=True)
    rows: QuerySet[Wish, Any] = wishes.order_by().values(f"tandem__{side}")
    return rows
