"""What the office reads of the tags: the last sums that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from augenhoehe.applications.enums import Aspect
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic

from ..models import TagTally


@dataclass(frozen=True)
class Sums:
    """aspects: all five with two counts, 0 for fewer than five tandems. topics: those of five or more, the most first.

    Both are empty below ten tandems, where every number would tell of a few.
    """

    tally: TagTally
    aspects: Sequence[tuple[Any, Sequence[int]]]
    topics: Sequence[tuple[Topic, int]]

    @property
    def in_person(self) -> int | None:
        by_video = self.tally.by_video
        return None if by_video is None else self.tally.meetings - by_video

    @property
    def hours(self) -> int:
        return self.tally.minutes // 60


def sums_of(cohort: Cohort) -> Sums | None:
    """The cohort's sums; None before anything was counted. Two queries."""
    tally = TagTally.objects.filter(cohort=cohort).first()
    if tally is None:
        return None
    topics = Topic.objects.in_bulk([int(pk) for pk in tally.topics])
    numbers = sorted(((topics[int(pk)], number) for pk, number in tally.topics.items() if int(pk) in topics), key=_most)
    aspects = [(one, tally.aspects[one]) for one in Aspect if one in tally.aspects]
    return Sums(tally, aspects, numbers)


def _most(line: tuple[Topic, int]) -> tuple[int, str]:
    return -line[1], str(line[0].name)
