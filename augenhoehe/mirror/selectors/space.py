"""What the two see of their mirror; each function takes a constant number of queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from ..confidential import open_own, open_partners
from ..enums import Round, Sight
from ..models import AnswerSheet
from ..rules import A_PAGE, Answer, Compared, compare, widest
from .due import open_round, round_of, with_dates
from .statements import Edition, Worded, edition_of

FRESH: Final = dt.timedelta(days=14)
"""So long the tandem's first page says that there is something to look at."""


@dataclass(frozen=True)
class Line:
    """A statement with one's own answer, and with the partner's once both have sent."""

    statement: Worded
    page: int
    mine: Answer
    compared: Compared | None


@dataclass(frozen=True)
class Look:
    """One round as one of the two sees it.

    Nothing in it depends on the partner before one's own answers are sent. gone: one of the two has taken theirs back.
    """

    round: Round
    lines: list[Line]
    version: int
    sent: bool
    gone: bool
    is_open: bool

    @property
    def begun(self) -> bool:
        return any(line.mine != Answer() for line in self.lines)

    @property
    def answered(self) -> int:
        return sum(line.mine.complete for line in self.lines)

    @property
    def missing(self) -> Line | None:
        """The first statement that lacks an answer."""
        return next((line for line in self.lines if not line.mine.complete), None)

    @property
    def ready(self) -> bool:
        """Whether both have sent."""
        return any(line.compared for line in self.lines)

    @property
    def waits(self) -> bool:
        return self.sent and not self.ready and not self.gone

    @property
    def talk(self) -> Line | None:
        """The widest gap."""
        gaps = {line.statement.key: line.compared for line in self.lines if line.compared}
        return next((line for line in self.lines if line.statement.key == widest(gaps)), None)

    @property
    def groups(self) -> list[tuple[Sight, list[Line]]]:
        """Statements by how the two views lie to each other, what neither of them knew first."""
        order = (Sight.UNSEEN, Sight.APART, Sight.CLOSER, Sight.MEET)
        found = [(one, [line for line in self.lines if line.compared and line.compared.sight == one]) for one in order]
        return [(sight, lines) for sight, lines in found if lines]


@dataclass(frozen=True)
class Change:
    """What has become of a statement between the two rounds."""

    statement: Worded
    first: Compared
    last: Compared

    @property
    def moved(self) -> bool:
        return (self.first.mine, self.first.theirs) != (self.last.mine, self.last.theirs)


@dataclass(frozen=True)
class Mirror:
    """Both rounds, and the words they were answered to."""

    edition: Edition
    looks: dict[Round, Look]

    @property
    def turn(self) -> Look | None:
        """The round that one can answer and has not sent."""
        return next((one for one in self.looks.values() if one.is_open and not one.sent), None)

    @property
    def pictures(self) -> list[Look]:
        """What there is to see, the latest first."""
        return [one for one in reversed(self.looks.values()) if one.ready]

    @property
    def others(self) -> list[Look]:
        """Rounds that one has sent and that show nothing (yet), and one's own answers of a round that is over."""
        return [one for one in self.looks.values() if not one.ready and one != self.turn and (one.sent or one.begun)]

    @property
    def changes(self) -> list[Change]:
        """Statements on which something has moved; empty before both rounds are there."""
        rounds = [{line.statement.key: line for line in self.looks[one].lines} for one in Round]
        pairs = ((first, rounds[1].get(key)) for key, first in rounds[0].items())
        found = [
            Change(first.statement, first.compared, last.compared)
            for first, last in pairs
            if first.compared and last and last.compared
        ]
        return [one for one in found if one.moved]


def mirror_of(tandem: Tandem, side: Side, today: dt.date) -> Mirror:
    """What this side sees. Four queries at most. Raises SealError where the key is missing."""
    edition = edition_of(tandem.cohort)
    sheets: dict[tuple[str, str], AnswerSheet] = {}
    for sheet in AnswerSheet.objects.filter(tandem=tandem):
        sheet.tandem = tandem
        sheets[sheet.side, sheet.round] = sheet
    other = Side.MENTEE if side == Side.MENTOR else Side.MENTOR
    now_open, reader = round_of(tandem, today), tandem.application_of(side).person
    looks = {}
    for one in Round:
        mine, theirs = sheets.get((side, one)), sheets.get((other, one))
        looks[one] = _look(edition, one, mine, theirs, reader, is_open=one == now_open)
    return Mirror(edition, looks)


def _look(
    edition: Edition,
    which: Round,
    mine: AnswerSheet | None,
    theirs: AnswerSheet | None,
    reader: Person,
    *,
    is_open: bool,
) -> Look:
    own = open_own(mine, reader=reader) if mine else {}
    both: Mapping[str, Compared] = {}
    if mine and theirs and mine.answered and theirs.answered:
        both = compare(own, open_partners(theirs, mine=mine, reader=reader))
    lines = [
        Line(one, number // A_PAGE + 1, own.get(one.key, Answer()), both.get(one.key))
        for number, one in enumerate(edition.statements)
    ]
    sent = mine is not None and mine.sent_at is not None
    gone = sent and any(one is not None and one.sent_at is not None and not one.sealed for one in (mine, theirs))
    return Look(which, lines, mine.version if mine and mine.sealed else 0, sent, gone, is_open)


@dataclass(frozen=True)
class News:
    """What the tandem's first page says: it is this side's turn, or the mirror has been ready for a few days."""

    turn: bool
    ready: bool


def news_of(tandem: Tandem, side: Side, now: dt.datetime) -> News:
    """One query."""
    found = with_dates(Tandem.objects.filter(pk=tandem.pk))
    for one in Round:
        for whose in Side:
            found = found.annotate(**{f"{whose}_{one}": Subquery(_sent(whose, one).values("sent_at")[:1])})
    row: Any = found.get()
    now_open = open_round(row, timezone.localdate(now))
    times = [[getattr(row, f"{whose}_{one}") for whose in Side] for one in Round]
    ready = any(all(both) and max(both) >= now - FRESH for both in times)
    turn = now_open is not None and tandem.state != TandemState.PAUSED and not getattr(row, f"{side}_{now_open}")
    return News(turn, ready)


def _sent(side: Side, which: Round) -> QuerySet[AnswerSheet]:
    return AnswerSheet.objects.filter(tandem=OuterRef("pk"), side=side, round=which, sent_at__isnull=False)
