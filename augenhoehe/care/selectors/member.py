"""Where a tandem stands for one of its two: a break, an extension, a question that waits. One query."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from ..enums import ExtensionState
from ..models import Break, CallRequest, Extension, Signal, Wish

_PENDING = ~Q(state=ExtensionState.VALID)


@dataclass(frozen=True)
class Standing:
    """What one side sees. `mine`: this side asked for the extension. `wanted`: the wish after an early end, None: open.

    `quiet`: both are asked whether something is the matter.
    """

    paused_since: dt.date | None
    paused_until: dt.date | None
    months: int | None
    mine: bool
    waiting: bool
    quiet: bool
    call: bool
    wanted: bool | None

    @property
    def asked(self) -> bool:
        """Whether the partner wants more months, and this side has not said yet."""
        return self.months is not None and not self.mine and not self.waiting

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say on the tandem's first page."""
        return not (self.paused_since or self.months or self.quiet)


def standing_of(tandem: Tandem, side: Side, now: dt.datetime) -> Standing:
    """How things stand for this side. One query."""
    row = _rows(Tandem.objects.filter(pk=tandem.pk), side, now).get()
    return Standing(
        paused_since=row["paused_since"],
        paused_until=row["paused_until"],
        months=row["months"],
        mine=row["asked_by"] == side,
        waiting=row["extension"] == ExtensionState.WAITING,
        quiet=row["quiet"],
        call=row["call"],
        wanted=row["wanted"],
    )


def _rows(tandems: QuerySet[Tandem], side: Side, now: dt.datetime) -> QuerySet[Any, Any]:
    this = OuterRef("pk")
    rest = Break.objects.filter(tandem=this, ended_on=None)
    extension = Extension.objects.filter(_PENDING, tandem=this)
    return tandems.annotate(
        paused_since=Subquery(rest.values("begins_on")[:1]),
        paused_until=Subquery(rest.values("until")[:1]),
        months=Subquery(extension.values("months")[:1]),
        asked_by=Subquery(extension.values("asked_by")[:1]),
        extension=Subquery(extension.values("state")[:1]),
        quiet=Exists(Signal.objects.filter(tandem=this, settled_at=None)),
        call=Exists(CallRequest.objects.filter(tandem=this, side=side, settled_at=None)),
        wanted=Subquery(Wish.objects.filter(tandem=this, side=side).values("wanted")[:1]),
    ).values("paused_since", "paused_until", "months", "asked_by", "extension", "quiet", "call", "wanted")


def months_left(tandem: Tandem, most: int) -> int:
    """How many months a tandem can still be extended by. One query."""
    return most - sum(tandem.extensions.values_list("months", flat=True))


@dataclass(frozen=True)
class Question:
    """Something that waits for this person's answer. kind: "extension" or "wish"."""

    kind: str
    tandem: Tandem


def questions_for(person: Person, today: dt.date) -> list[Question]:
    """What this room asks of somebody, over their tandems in cohorts that are not over yet. One query."""
    this = OuterRef("pk")
    sides = {Side.MENTOR: Q(mentor__person=person), Side.MENTEE: Q(mentee__person=person)}
    found = Tandem.objects.filter(
        sides[Side.MENTOR] | sides[Side.MENTEE], cohort__archived_at=None, cohort__ends_on__gte=today,
        state__in=(TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED),
    )  # fmt: skip
    for side in Side:
        asked = Extension.objects.filter(tandem=this, state=ExtensionState.ASKED).exclude(asked_by=side)
        found = found.annotate(
            **{
                f"{side}_extension": Exists(asked),
                f"{side}_wish": ~Exists(Wish.objects.filter(tandem=this, side=side)),
            }
        )
    questions = []
    for tandem in found.select_related("cohort", "mentor__person", "mentee__person").order_by("pk"):
        mine = tandem.side_of(person)
        ended = tandem.state == TandemState.ENDED
        kind = "wish" if ended else "extension"
        questions += [Question(kind, tandem)] if getattr(tandem, f"{mine}_{kind}") else []
    return questions
