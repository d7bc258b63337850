"""Who is to answer which round: for the home page, the tandem's pages and the job of the day."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting, Tandem

from ..enums import Round
from ..models import AnswerSheet
from ..rules import round_at

BATCH: Final = 500

_ASKED = (TandemState.ACCEPTED, TandemState.CONFIRMED)
_BOTH_THERE = (MeetingState.PLANNED, MeetingState.HELD)


def with_dates(tandems: QuerySet[Tandem]) -> QuerySet[Tandem]:
    """The same tandems with what `open_round` needs to know."""
    this = OuterRef("pk")
    return tandems.annotate(
        mirror_date=Exists(Meeting.objects.filter(tandem=this, state__in=_BOTH_THERE)),
        mirror_last=Exists(AnswerSheet.objects.filter(tandem=this, round=Round.LAST)),
    )


def open_round(tandem: Any, today: dt.date) -> Round | None:
    """Which round a tandem of `with_dates` can answer today."""
    return round_at(
        tandem.state,
        tandem.begins_on,
        tandem.ends_on,
        has_date=tandem.mirror_date,
        last_begun=tandem.mirror_last,
        today=today,
    )


def round_of(tandem: Tandem, today: dt.date) -> Round | None:
    """The same for one tandem. One query."""
    return open_round(with_dates(Tandem.objects.filter(pk=tandem.pk)).get(), today)


@dataclass(frozen=True)
class Turn:
    """A round that somebody has not sent yet."""

    tandem: Tandem
    round: Round


def turns_of(person: Person, today: dt.date) -> list[Turn]:
    """What this person has to answer, over all of their tandems. One query; who is on a break is asked nothing."""
    mine = Tandem.objects.visible_to(person).filter(cohort__archived_at=None, state__in=_ASKED)
    for one in Round:
        for side in Side:
            sent = AnswerSheet.objects.filter(tandem=OuterRef("pk"), side=side, round=one, sent_at__isnull=False)
            mine = mine.annotate(**{f"{side}_{one}_sent": Exists(sent)})
    found = with_dates(mine).select_related("cohort", "mentor__person", "mentee__person").order_by("pk")
    turns = ((tandem, open_round(tandem, today)) for tandem in found if tandem.cohort.uses(Part.MIRROR))
    return [
        Turn(tandem, now)
        for tandem, now in turns
        if now and not getattr(tandem, f"{tandem.side_of(person)}_{now}_sent")
    ]


@dataclass(frozen=True)
class Answering:
    """A tandem with the round that is open, if any, and with the sheets of that round by side."""

    tandem: Tandem
    round: Round | None
    sheets: dict[str, AnswerSheet]


def answering(today: dt.date) -> Iterator[list[Answering]]:
    """Tandems that may be asked, of cohorts under way that have the mirror, with both people, in batches.

    Who is on a break is asked nothing. A batch takes two queries, however many tandems are in it.
    """
    rows = Cohort.objects.under_way().values_list("pk", "parts")
    cohorts = [pk for pk, parts in rows if Part.MIRROR in parts]
    found = (
        with_dates(Tandem.objects.filter(cohort__in=cohorts, state__in=_ASKED))
        .select_related("cohort__programme", "mentor__person", "mentee__person")
        .order_by("pk")
    )
    last = 0
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        sheets: dict[tuple[int, str], dict[str, AnswerSheet]] = {}
        for sheet in AnswerSheet.objects.filter(tandem__in=batch):
            sheets.setdefault((sheet.tandem_id, sheet.round), {})[sheet.side] = sheet
        opened = ((tandem, open_round(tandem, today)) for tandem in batch)
        yield [Answering(tandem, which, sheets.get((tandem.pk, which or ""), {})) for tandem, which in opened]


def today_of(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)
