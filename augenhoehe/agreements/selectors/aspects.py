"""Which of the five aspects a tandem wants, which its meetings have touched, and what to try where one is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Aspect
from augenhoehe.matching.words import listed
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.selectors.meetings import meetings_at_hand

from ..models import Agreement

HELD_BEFORE_A_HINT = 2
"""By the third meeting: an aspect that two meetings have not touched is not merely late."""

PROPOSALS = {
    Aspect.NETWORKING: (
        _("Each of you names one person whom the other one should know. Write the introduction together, right away."),
        _("Take your partner along once: to a round, an event, or to lunch with colleagues."),
    ),
    Aspect.EXPERIENCE: (
        _("Each of you tells of a decision that went wrong, and of what you know today."),
        _("Bring along a piece of your work as it is, unfinished, and go through it together."),
    ),
    Aspect.ADVICE: (
        _("One of you describes a real question in three sentences. The other one asks for ten minutes, then advises."),
        _("Swap: this time the one who usually advises brings the question."),
    ),
    Aspect.FEEDBACK: (
        _("Each of you says one thing that the other one should carry on with, and one to try differently."),
        _("Look together at something the mentee has written or presented lately: how does it come across?"),
    ),
    Aspect.FUTURE: (
        _("It is an ordinary Tuesday in five years. What do you do, with whom, by what means? Compare your pictures."),
        _("Choose something in your area that nobody would invent like this today, and sketch it anew."),
    ),
}
"""Two things to do in the next meeting, for each aspect."""


@dataclass(frozen=True)
class Spoke:
    """One aspect in the wheel. touched: in how many of the meetings it came up."""

    aspect: Aspect
    touched: int
    wanted: bool

    @property
    def label(self) -> str:
        return str(self.aspect.label)


@dataclass(frozen=True)
class Wheel:
    """The five aspects in their order, and how many meetings have been recorded."""

    spokes: Sequence[Spoke]
    held: int

    @property
    def missing(self) -> list[Spoke]:
        """What no meeting has touched, once there were enough of them; what is wanted first."""
        if self.held < HELD_BEFORE_A_HINT:
            return []
        return sorted((one for one in self.spokes if not one.touched), key=lambda one: not one.wanted)

    @property
    def hint(self) -> Spoke | None:
        """The one to try next."""
        return next(iter(self.missing), None)

    @property
    def others(self) -> str:
        """What is missing besides, in words: one thing at a time is proposed, and nothing is kept back."""
        return listed(one.label for one in self.missing[1:])

    @property
    def proposals(self) -> Sequence[str]:
        """Two things to do about the hint."""
        return [str(text) for text in PROPOSALS[self.hint.aspect]] if self.hint else []


def wheel_of(tandem: Tandem, agreed: Agreement | None) -> Wheel:
    """What was wanted and what came: wanted by what both have agreed on, else by what both applied with.

    One query, none where the page has read the tandem's meetings already.
    """
    records = [meeting.record for meeting in meetings_at_hand(tandem) if hasattr(meeting, "record")]
    return _wheel([record.aspects for record in records], agreed.aspects if agreed else _sought(tandem))


def _wheel(recorded: Sequence[Iterable[str]], wanted: Iterable[str]) -> Wheel:
    touched, wishes = Counter(aspect for tags in recorded for aspect in set(tags)), set(wanted)
    return Wheel([Spoke(aspect, touched[aspect], aspect in wishes) for aspect in Aspect], len(recorded))


def _sought(tandem: Tandem) -> set[str]:
    return {
        aspect
        for application in (tandem.mentor, tandem.mentee)
        for aspect, weight in application.aspect_seeks.items()
        if weight
    }
