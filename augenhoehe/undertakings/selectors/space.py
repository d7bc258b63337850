"""What the two see of their own; each function takes a constant number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Topic

from ..confidential import open_reflection
from ..enums import LibraryState
from ..models import Ending, Publication, Reflection, StayingInTouch, Step, Undertaking


def undertaking_of(tandem: Tandem) -> Undertaking | None:
    return Undertaking.objects.filter(tandem=tandem).first()


@dataclass(frozen=True)
class Plan:
    """An undertaking with its steps, the next one first."""

    undertaking: Undertaking
    open: list[Step]
    done: list[Step]


def plan_of(tandem: Tandem) -> Plan | None:
    """The undertaking and all of its steps. Two queries."""
    undertaking = undertaking_of(tandem)
    if undertaking is None:
        return None
    steps = list(undertaking.steps.all())
    return Plan(undertaking, [one for one in steps if not one.done_on], [one for one in steps if one.done_on])


@dataclass(frozen=True)
class Publishing:
    """What the two have in the library, and what they are still talking about."""

    shown: Publication | None
    waiting: Publication | None
    side: Side

    @property
    def mine(self) -> dt.datetime | None:
        """Since when the reader agrees to what is waiting."""
        return self.waiting.agreed_at(self.side) if self.waiting else None

    @property
    def theirs(self) -> dt.datetime | None:
        return self.waiting.agreed_at(_other(self.side)) if self.waiting else None


def _other(side: Side) -> Side:
    return Side.MENTEE if side == Side.MENTOR else Side.MENTOR


def topics_of(tandem: Tandem) -> QuerySet[Topic]:
    """What a publication can be about: what the mentor offers or the mentee seeks."""
    offered = tandem.mentor.topics.filter(level__gt=0).values("topic")
    sought = tandem.mentee.topics.filter(relevance__gt=0).values("topic")
    return Topic.objects.filter(Q(pk__in=offered) | Q(pk__in=sought)).select_related("category")


def publishing_of(tandem: Tandem, side: Side) -> Publishing:
    """Both texts, with their topics. Two queries."""
    found = Publication.objects.filter(tandem=tandem).select_related("department", "programme")
    by_state = {one.state: one for one in found.prefetch_related("topics")}
    return Publishing(by_state.get(LibraryState.PUBLISHED), by_state.get(LibraryState.OPEN), side)


@dataclass(frozen=True)
class Closing:
    """One's own reflection, what the partner shares of theirs, and who wants to stay in touch.

    `learned` and `practice` are what the partner lets one read; `contact` is there only where both want it.
    """

    own: Reflection | None
    learned: str
    practice: str
    wish: bool
    contact: Person | None
    ending: Ending | None


def closing_of(tandem: Tandem, side: Side) -> Closing:
    """What this side sees. Three queries. Raises SealError where the key is missing."""
    reader, reflections = tandem.application_of(side).person, {}
    for row in Reflection.objects.filter(tandem=tandem):
        row.tandem = tandem
        reflections[row.side] = open_reflection(row, reader=reader)
    wishes = set(StayingInTouch.objects.filter(tandem=tandem).values_list("side", flat=True))
    theirs = reflections.get(_other(side))
    return Closing(
        own=reflections.get(side),
        learned=theirs.learned if theirs else "",
        practice=theirs.practice if theirs else "",
        wish=side in wishes,
        contact=tandem.partner_of(side).person if len(wishes) == len(Side) else None,
        ending=Ending.objects.filter(tandem=tandem).first(),
    )
