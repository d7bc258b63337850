"""What phones do: write on the board, vote, take a vote back.

Each of these begins by counting up the workshop's edition, and only if the workshop is in the right state. That one
statement holds the row: closing waits for a vote that is on its way, a vote that comes later is refused, and no two
phones count places at the same time.
"""

import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import F

from augenhoehe.common.models import in_language

from ..enums import MOST_CONTRIBUTIONS, MOST_EACH, WorkshopState
from ..models import Contribution, Group, Pen, Topic, Vote, Workshop
from ..tree import Tree


class NotTheTimeError(Exception):
    """The workshop does not collect, or does not vote, at this moment."""


class NotOnTheBoardError(Exception):
    """There is no such group any more."""


class NoVotesLeftError(Exception):
    """This phone has given all of its votes."""


class EnoughWrittenError(Exception):
    """This phone has put as much on the board as one phone may."""


class BoardFullError(Exception):
    """Nothing more fits on the board."""


@transaction.atomic
def contribute(
    *, workshop: Workshop, kind: str, text: str, draft_key: uuid.UUID, device: str, topic: Topic | None = None
) -> tuple[Contribution, bool]:
    """Put a wish or an offer on the board: in own words, as a topic of the pool, or in own words about such a topic.

    Returns it and whether it is new. What is there already, in the same words or as the same topic, gets one more
    contribution instead of a second group. Raises NotTheTimeError, EnoughWrittenError for a phone (its hash) that has
    written enough, BoardFullError. Nothing says who it was, so there is no log entry.
    """
    _hold(workshop, WorkshopState.OPEN, "board_edition")
    if known := workshop.contributions.filter(draft_key=draft_key).first():
        return known, False
    pen, _new = Pen.objects.get_or_create(workshop=workshop, device=device)
    if pen.written >= MOST_EACH:
        raise EnoughWrittenError
    if workshop.contributions.filter(hidden=False, group__hidden=False).count() >= MOST_CONTRIBUTIONS:
        raise BoardFullError
    Pen.objects.filter(pk=pen.pk).update(written=F("written") + 1)
    words = " ".join(text.split()) or _name_of(topic)
    made = Contribution.objects.create(
        workshop=workshop, group=_group_for(workshop, words, topic), kind=kind, text=words, draft_key=draft_key
    )
    return made, True


def _name_of(topic: Topic | None) -> str:
    """In one language for the whole hall, whatever the phone of whoever picked it speaks."""
    return in_language(topic, "name", settings.LANGUAGE_CODE)


def _group_for(workshop: Workshop, words: str, topic: Topic | None) -> Group:
    if topic:
        return Group.objects.get_or_create(workshop=workshop, pick=topic, defaults={"name": _name_of(topic)})[0]
    same = workshop.groups.filter(name__iexact=words, hidden=False).first()
    return same or Group.objects.create(workshop=workshop, name=words)


@transaction.atomic
def give_vote(*, workshop: Workshop, group_id: int, device: str) -> None:
    """One vote of this phone for a group. Whoever voted for it already has done so, once.

    Raises NotTheTimeError, NotOnTheBoardError, NoVotesLeftError.
    """
    _hold(workshop, WorkshopState.VOTING, "vote_edition")
    tree = Tree.of(workshop)
    root = tree.visible_root(group_id)
    if root is None:
        raise NotOnTheBoardError
    mine = list(Vote.objects.filter(workshop=workshop, device=device))
    if any(tree.root(vote.group_id) == root for vote in mine):
        return
    limit = Workshop.objects.values_list("votes_each", flat=True).get(pk=workshop.pk)
    free = set(range(1, limit + 1)) - {vote.place for vote in mine}
    if free:
        Vote.objects.create(workshop=workshop, group_id=root, device=device, place=min(free), limit=limit)
        return
    # Somebody whose group was hidden has the vote to give again.
    stranded = next((vote for vote in mine if tree.visible_root(vote.group_id) is None), None)
    if stranded is None:
        raise NoVotesLeftError
    Vote.objects.filter(pk=stranded.pk).update(group=root)


@transaction.atomic
def take_vote(*, workshop: Workshop, group_id: int, device: str) -> None:
    """Take one vote of this phone for a group back; without one nothing happens. Raises NotTheTimeError."""
    _hold(workshop, WorkshopState.VOTING, "vote_edition")
    members = Tree.of(workshop).members(group_id)
    if mine := Vote.objects.filter(workshop=workshop, device=device, group__in=members).order_by("-place").first():
        mine.delete()


def _hold(workshop: Workshop, state: WorkshopState, edition: str) -> None:
    """Take the workshop's row until the end of the transaction. Raises NotTheTimeError in any other state."""
    right = Workshop.objects.filter(pk=workshop.pk, state=state)
    if not right.update(**{edition: F(edition) + 1}):
        raise NotTheTimeError
