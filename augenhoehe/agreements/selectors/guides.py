"""Which guide belongs to which meeting, and how it divides into steps and preparation cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from augenhoehe.applications.enums import Side
from augenhoehe.documents.blocks import Block, Heading
from augenhoehe.documents.filling import card_headings
from augenhoehe.documents.kinds import DocumentKind
from augenhoehe.documents.papers import FIRST_TALK
from augenhoehe.documents.selectors import read
from augenhoehe.programmes.models import Cohort

from .. import papers

_IN_ORDER = (papers.GETTING_DOWN, papers.LOOKING_BACK, papers.FUTURE)


@dataclass(frozen=True)
class Guide:
    """A guide as this cohort reads it. cards: the side's preparation, where the paper has one for it."""

    number: int
    kind: DocumentKind
    title: str
    steps: Sequence[Block]
    cards: Mapping[str, Sequence[Block]]

    def card_of(self, side: Side) -> Sequence[Block]:
        return self.cards.get(side, ())


def usual_goal_meeting(meetings: int) -> int | None:
    """The meeting after half-time, which is not the last one; None where there are too few meetings."""
    middle = meetings // 2 + 1
    return middle if 1 < middle < meetings else None


def kind_of(number: int, *, meetings: int, goal_meeting: int | None) -> DocumentKind:
    """The guide of the n-th meeting of so many (n and meetings from 1 on).

    The first and the last have their own, and so has the one reserved for the mentor's goal; the others follow in
    their order, and whoever meets more often than there are guides gets the one for any meeting.
    """
    if number == 1:
        return FIRST_TALK
    if number == meetings:
        return papers.CLOSING
    if number == goal_meeting:
        return papers.MENTORS_GOAL
    place = number - 2 - (goal_meeting is not None and 1 < goal_meeting < number)
    return _IN_ORDER[place] if place < len(_IN_ORDER) else papers.FURTHER


def guide_of(number: int, cohort: Cohort, language: str, *, goal_meeting: int | None) -> Guide:
    """The guide of the n-th meeting. Three queries."""
    kind = kind_of(number, meetings=cohort.meetings, goal_meeting=goal_meeting)
    reading = read(kind, cohort, language)
    steps, cards = _divided(reading.blocks, {text: side for side, text in card_headings(language).items()})
    return Guide(number, kind, reading.title, steps, cards)


def _divided(blocks: Sequence[Block], cards: Mapping[str, str]) -> tuple[list[Block], dict[str, list[Block]]]:
    """The blocks outside the cards, and those of each card; a card ends at the next heading."""
    steps: list[Block] = []
    found: dict[str, list[Block]] = {}
    target = steps
    for block in blocks:
        if isinstance(block, Heading):
            side = cards.get(block.text)
            target = steps if side is None else found.setdefault(side, [])
            if side is not None:
                continue
        target.append(block)
    return steps, found
