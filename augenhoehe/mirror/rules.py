"""What follows from answers and from dates; knows no database."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from augenhoehe.disclosure import THRESHOLDS, Kind
from augenhoehe.tandems.enums import TandemState

from .enums import Round, Sight

LEAST, MOST = 1, 6
"""Disagree … agree."""

A_PAGE: Final = 4
"""Statements on a page of the form."""

MOST_STATEMENTS: Final = 24
"""In use at the same time: more nobody answers twice."""

FLOOR: Final = THRESHOLDS[Kind.MEAN]
"""Tandems, and people of each side, that a lot has at least before anybody reads its means."""

CLOSING_WEEKS: Final = dt.timedelta(days=28)
"""So long before the last day the second round begins."""

REMIND_AFTER: Final = dt.timedelta(days=7)

ALIKE: Final = 1
"""Up to this distance two answers count as the same view."""


@dataclass(frozen=True)
class Answer:
    """What somebody thinks of a statement, and what they believe their partner does; 1 to 6, or None as yet."""

    own: int | None = None
    guess: int | None = None

    @property
    def complete(self) -> bool:
        return self.own is not None and self.guess is not None


Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Compared:
    """One statement, as one of the two looks at it: complete answers `mine` and `theirs`."""

    mine: Answer
    theirs: Answer

    @property
    def distance(self) -> int:
        """How far the two answers really are apart, 0 to 5."""
        return _between(self.mine.own, self.theirs.own)

    @property
    def assumed(self) -> int:
        """How far I believed them to be apart."""
        return _between(self.mine.own, self.mine.guess)

    @property
    def their_assumed(self) -> int:
        return _between(self.theirs.own, self.theirs.guess)

    @property
    def accuracy(self) -> int:
        """5 where I guessed the partner's answer, 0 where I was as wrong as one can be."""
        return MOST - LEAST - _between(self.mine.guess, self.theirs.own)

    @property
    def their_accuracy(self) -> int:
        return MOST - LEAST - _between(self.theirs.guess, self.mine.own)

    @property
    def sight(self) -> Sight:
        """Whether the two see it alike, and whether either of them thought otherwise."""
        assumed = (self.assumed, self.their_assumed)
        if self.distance <= ALIKE:
            return Sight.CLOSER if max(assumed) > ALIKE else Sight.MEET
        return Sight.UNSEEN if min(assumed) <= ALIKE else Sight.APART

    @property
    def i_was_wrong(self) -> bool:
        """Whether I took the two for apart where they are not, or the other way round."""
        return (self.assumed > ALIKE) != (self.distance > ALIKE)

    @property
    def they_were_wrong(self) -> bool:
        return (self.their_assumed > ALIKE) != (self.distance > ALIKE)

    @property
    def surprise(self) -> int:
        """How far both together were off; of two gaps as wide, the more surprising one is talked about."""
        return 2 * (MOST - LEAST) - self.accuracy - self.their_accuracy


def _between(one: int | None, other: int | None) -> int:
    if one is None or other is None:
        raise ValueError("an answer is missing")
    return abs(one - other)


def compare(mine: Answers, theirs: Answers) -> dict[str, Compared]:
    """Every statement that both have answered, in the order of `mine`."""
    both = (key for key, answer in mine.items() if answer.complete and key in theirs and theirs[key].complete)
    return {key: Compared(mine[key], theirs[key]) for key in both}


def widest(compared: Mapping[str, Compared]) -> str | None:
    """The statement on which the two are furthest apart, the most surprising of several; None where they are alike."""
    gaps = [key for key, one in compared.items() if one.distance > ALIKE]
    return max(gaps, key=lambda key: (compared[key].distance, compared[key].surprise), default=None)


Sums = dict[str, tuple[int, int, int]]
"""Statement → sums over tandems of the distance, and over both people of the assumed distance and the accuracy."""


def sums_of(compared: Mapping[str, Compared]) -> Sums:
    """What one tandem adds to the sums of its cohort."""
    return {
        key: (one.distance, one.assumed + one.their_assumed, one.accuracy + one.their_accuracy)
        for key, one in compared.items()
    }


def added(parts: Iterable[Mapping[str, Iterable[int]]]) -> Sums:
    """Several sums together."""
    found: dict[str, list[int]] = {}
    for part in parts:
        for key, numbers in part.items():
            found[key] = [a + b for a, b in zip(found.get(key, (0, 0, 0)), numbers, strict=True)]
    return {key: (one[0], one[1], one[2]) for key, one in found.items()}


def round_at(
    state: str,
    begins_on: dt.date | None,
    ends_on: dt.date | None,
    *,
    has_date: bool,
    last_begun: bool,
    today: dt.date,
) -> Round | None:
    """Which round a tandem can answer on a day.

    The first one from the day on which the first talk is planned until half of the months have gone by, the last one in
    the closing weeks. What was begun at the end is not taken away by an extension.
    """
    if state == TandemState.ACCEPTED:
        return Round.FIRST if has_date else None
    if state not in (TandemState.CONFIRMED, TandemState.PAUSED) or begins_on is None or ends_on is None:
        return None
    if last_begun or today >= ends_on - CLOSING_WEEKS:
        return Round.LAST
    return Round.FIRST if today <= begins_on + (ends_on - begins_on) / 2 else None
