"""What the office may read of tandems: that they exist, how far they are, and when people meet.

Rows are made of named columns: neither who has answered what, nor the place or link of a meeting, nor anybody's words
are fetched here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from augenhoehe.programmes.models import Cohort

from ..enums import Answer, MeetingMode, MeetingState, TandemState
from ..models import Meeting, Tandem

MEETING = (TandemState.ACCEPTED, TandemState.CONFIRMED)
"""Tandems that ought to have a date."""

_PEOPLE = ("first_name", "last_name", "email", "unit__name")
_COLUMNS = (
    "pk",
    "state",
    "version",
    "answer_by",
    "confirm_by",
    "created_at",
    "outstanding",
    "meeting_at",
    "meeting_minutes",
    "meeting_mode",
    "mentor_id",
    "mentee_id",
    *(f"{side}__person__{name}" for side in ("mentor", "mentee") for name in _PEOPLE),
)


@dataclass(frozen=True)
class TandemRow:
    """A tandem as the office sees it, with its next date.

    `outstanding`: answers that are missing, 0 to 2; not whose.
    """

    pk: int
    state: TandemState
    version: int
    mentor: str
    mentor_unit: str
    mentee: str
    mentee_unit: str
    outstanding: int
    answer_by: dt.datetime
    confirm_by: dt.datetime | None
    since: dt.datetime
    meeting_at: dt.datetime | None
    meeting_minutes: int | None
    meeting_mode: str

    @property
    def meeting_label(self) -> str:
        return str(MeetingMode(self.meeting_mode).label) if self.meeting_mode else ""

    @property
    def asks(self) -> bool:
        """Whether answers are awaited in this state."""
        return self.state in (TandemState.PROPOSED, TandemState.ACCEPTED)

    @property
    def due(self) -> dt.datetime | None:
        """Until when answers are awaited."""
        return self.answer_by if self.state == TandemState.PROPOSED else self.confirm_by


def tandem_columns(
    cohort: Cohort, *, now: dt.datetime, state: str = "", meeting: str = "", query: str = ""
) -> QuerySet[Any, Any]:
    """Tandems of a cohort as dictionaries for `rows_of`, filtered, those that wait for somebody first."""
    found = Tandem.objects.filter(cohort=cohort)
    if state:
        found = found.filter(state=state)
    for word in query.split():
        found = found.filter(_named("mentor__person", word) | _named("mentee__person", word))
    ahead = _ahead(now)
    found = found.annotate(
        meeting_at=Subquery(ahead.values("starts_at")[:1], output_field=DateTimeField()),
        meeting_minutes=Subquery(ahead.values("minutes")[:1]),
        meeting_mode=Subquery(ahead.values("mode")[:1]),
        outstanding=_outstanding(),
        order=_order(),
    )
    if meeting == "planned":
        found = found.filter(meeting_at__isnull=False)
    elif meeting == "none":
        found = found.filter(meeting_at=None, state__in=MEETING)
    columns: QuerySet[Any, Any] = found.order_by(
        "order", "mentee__person__last_name", "mentee__person__first_name", "pk"
    ).values(*_COLUMNS)
    return columns


def _ahead(now: dt.datetime) -> QuerySet[Meeting]:
    """Dates ahead of a tandem of the outer query, the next one first."""
    planned = Meeting.objects.filter(tandem=OuterRef("pk"), state=MeetingState.PLANNED, starts_at__gt=now)
    return planned.order_by("starts_at")


def number_without_date(cohort: Cohort, now: dt.datetime) -> int:
    """How many tandems that ought to meet have no date ahead: as many as the list shows with this filter. One query."""
    return Tandem.objects.filter(~Exists(_ahead(now)), cohort=cohort, state__in=MEETING).count()


def _named(path: str, word: str) -> Q:
    fields = ("first_name", "last_name", "email", "unit__name", "unit__short")
    return Q(*((f"{path}__{field}__icontains", word) for field in fields), _connector=Q.OR)


def _outstanding() -> Case:
    def missing(question: str) -> Any:
        return sum(
            (
                Case(When(**{f"{side}_{question}": Answer.OPEN}, then=1), default=0, output_field=IntegerField())
                for side in ("mentor", "mentee")
            ),
            start=Value(0),
        )

    return Case(
        When(state=TandemState.PROPOSED, then=missing("answer")),
        When(state=TandemState.ACCEPTED, then=missing("confirms")),
        default=0,
        output_field=IntegerField(),
    )


def _order() -> Case:
    order = (
        TandemState.PROPOSED,
        TandemState.ACCEPTED,
        TandemState.CONFIRMED,
        TandemState.PAUSED,
        TandemState.CLOSED,
        TandemState.ENDED,
        TandemState.NOT_FORMED,
    )
    return Case(*(When(state=state, then=number) for number, state in enumerate(order)), output_field=IntegerField())


def rows_of(columns: Iterable[Mapping[str, Any]]) -> list[TandemRow]:
    """The dictionaries of `tandem_columns` as rows."""
    return [_row(one) for one in columns]


def _row(one: Mapping[str, Any]) -> TandemRow:
    return TandemRow(
        pk=one["pk"],
        state=TandemState(one["state"]),
        version=one["version"],
        mentor=_name(one, "mentor"),
        mentor_unit=one["mentor__person__unit__name"] or "",
        mentee=_name(one, "mentee"),
        mentee_unit=one["mentee__person__unit__name"] or "",
        outstanding=one["outstanding"],
        answer_by=one["answer_by"],
        confirm_by=one["confirm_by"],
        since=one["created_at"],
        meeting_at=one["meeting_at"],
        meeting_minutes=one["meeting_minutes"],
        meeting_mode=one["meeting_mode"] or "",
    )


def _name(one: Mapping[str, Any], side: str) -> str:
    parts = (one[f"{side}__person__first_name"], one[f"{side}__person__last_name"])
    return " ".join(part for part in parts if part) or one[f"{side}__person__email"]


def counts_of(cohort: Cohort) -> dict[str, int]:
    """State → number of tandems; every state is there. One query."""
    found = dict(Tandem.objects.filter(cohort=cohort).order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in TandemState.values}


def overdue(cohort: Cohort, now: dt.datetime) -> list[TandemRow]:
    """Tandems that accepted each other and have not both confirmed in time."""
    late = tandem_columns(cohort, now=now, state=TandemState.ACCEPTED).filter(confirm_by__lt=now)
    return rows_of(late.order_by(F("confirm_by"), "pk"))
