"""The board as those see it who stand before it. What many ask for at the same moment is read once an edition."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count

from ..enums import MOST_EACH, Outcome, Wish, WorkshopState
from ..models import Contribution, Group, Pen, Topic, Vote, Workshop
from ..tree import Tree

ON_THE_WALL = 10
"""Groups that can be read from ten metres away."""


@dataclass(frozen=True)
class Card:
    """A group with what counts for it. `votes` are those of all phones."""

    pk: int
    name: str
    version: int
    hidden: bool
    votes: int
    wants: int
    offers: int
    contributions: tuple[Contribution, ...]
    merged: tuple[Group, ...] = ()
    outcome: str = Outcome.OPEN
    result: Topic | None = None
    pick_id: int | None = None

    @property
    def gap(self) -> str:
        """unmet: wanted, not offered. idle: offered, not wanted. thin: fewer offers than wants."""
        if not self.offers:
            return "unmet" if self.wants else "nobody"
        if not self.wants:
            return "idle"
        return "thin" if self.offers < self.wants else "met"

    def says(self, words: str) -> bool:
        """Whether the heading or a contribution has these words in it, in capitals or not."""
        sought = words.casefold()
        return any(sought in text.casefold() for text in (self.name, *(one.text for one in self.contributions)))

    @property
    def other_words(self) -> list[Contribution]:
        """Contributions that say it in other words than the heading, each once."""
        found = {one.text.casefold(): one for one in self.contributions if one.text.casefold() != self.name.casefold()}
        return list(found.values())


@dataclass(frozen=True)
class Board:
    """All cards of a workshop, in the order in which they came."""

    cards: tuple[Card, ...]
    contributions: int
    votes: int
    widest: int = 0

    @property
    def by_votes(self) -> list[Card]:
        """The most wanted first."""
        return sorted(self.cards, key=lambda card: (-card.votes, -card.wants - card.offers, card.pk))

    @property
    def top_few(self) -> list[Card]:
        return self.by_votes[:ON_THE_WALL]

    @property
    def newest_few(self) -> list[Card]:
        return self.newest[:ON_THE_WALL]

    @property
    def beyond_the_wall(self) -> int:
        """How many groups the wall has no room for."""
        return max(0, len(self.cards) - ON_THE_WALL)

    def in_order(self, state: str) -> Sequence[Card]:
        """For phones: what came last first while all write, as it came while they vote, by votes at the end.

        While they vote the order says nothing of how others have voted.
        """
        if state == WorkshopState.CLOSED:
            return self.by_votes
        return self.cards if state == WorkshopState.VOTING else self.newest

    @property
    def newest(self) -> list[Card]:
        """What came last first, as long as everybody is still writing."""
        return list(reversed(self.cards))


def board_of(workshop: Workshop, *, with_votes: bool = True) -> Board:
    """What everybody sees: nothing hidden. No query when this edition has been read before by this process.

    with_votes: whether the votes have to be those of this moment.
    """
    # The code is in the key because it is never given twice, not even by a database that begins again.
    return _kept(workshop.code, workshop.pk, workshop.board_edition, workshop.vote_edition if with_votes else None)


@lru_cache(maxsize=32)
def _kept(_code: str, pk: int, _board_edition: int, _vote_edition: int | None) -> Board:
    return _board(Workshop(pk=pk), with_hidden=False)


def forget() -> None:
    """For a process whose database is exchanged for an older state of the same: all boards are read anew."""
    _kept.cache_clear()


def whole_board_of(workshop: Workshop) -> Board:
    """What the office sees: the hidden ones too, marked. Four queries."""
    return _board(workshop, with_hidden=True)


def _board(workshop: Workshop, *, with_hidden: bool) -> Board:
    groups = {group.pk: group for group in Group.objects.filter(workshop=workshop).select_related("result__category")}
    families = _tree(groups.values()).families()
    contributions = _contributions(workshop, with_hidden)
    votes = _votes(workshop)
    cards = [
        _card(groups[root], [groups[pk] for pk in members], contributions, votes)
        for root, members in families.items()
        if with_hidden or not groups[root].hidden
    ]
    shown = tuple(card for card in cards if card.contributions or card.votes or card.wants or card.offers)
    total = sum(len(card.contributions) for card in shown)
    return Board(shown, total, sum(card.votes for card in shown), max((card.votes for card in shown), default=0))


def _tree(groups: Iterable[Group]) -> Tree:
    return Tree({group.pk: (group.merged_into_id, group.hidden) for group in groups})


def _contributions(workshop: Workshop, with_hidden: bool) -> dict[int, list[Contribution]]:
    rows = Contribution.objects.filter(workshop=workshop)
    found: dict[int, list[Contribution]] = defaultdict(list)
    for row in rows if with_hidden else rows.filter(hidden=False):
        found[row.group_id].append(row)
    return found


def _votes(workshop: Workshop) -> dict[int, int]:
    rows = Vote.objects.filter(workshop=workshop).order_by().values_list("group").annotate(votes=Count("pk"))
    return dict(rows)


def _card(
    root: Group, members: list[Group], contributions: dict[int, list[Contribution]], votes: dict[int, int]
) -> Card:
    own = sorted((one for group in members for one in contributions.get(group.pk, ())), key=lambda one: one.pk)
    kinds = Counter(one.kind for one in own if not one.hidden)
    return Card(
        pk=root.pk,
        name=root.name,
        version=root.version,
        hidden=root.hidden,
        votes=root.kept_votes + sum(votes.get(group.pk, 0) for group in members),
        wants=root.kept_wants + kinds[Wish.WANT],
        offers=root.kept_offers + kinds[Wish.OFFER],
        contributions=tuple(own),
        merged=tuple(group for group in members if group.merged_into_id == root.pk),
        outcome=root.outcome,
        result=root.result,
        pick_id=root.pick_id,
    )


def figures(workshop: Workshop) -> dict[int, tuple[int, int, int]]:
    """Root group → wants, offers, votes. Three queries."""
    return {card.pk: (card.wants, card.offers, card.votes) for card in whole_board_of(workshop).cards}


def votes_of(workshop: Workshop, device: str) -> Counter[int]:
    """Group that everybody sees → votes of this phone that count for it. Two queries, one without any vote."""
    mine = list(Vote.objects.filter(workshop=workshop, device=device).values_list("group", flat=True))
    if not mine:
        return Counter()
    tree = Tree.of(workshop)
    return Counter(root for group in mine if (root := tree.visible_root(group)) is not None)


def left_to_write(workshop: Workshop, device: str) -> int:
    """How much this phone may still put on the board. One query."""
    written = Pen.objects.filter(workshop=workshop, device=device).values_list("written", flat=True).first()
    return MOST_EACH - (written or 0)


def ballot_of(workshop: Workshop, device: str, group_id: int) -> tuple[Group | None, Counter[int]]:
    """The group that everybody sees for which this one counts, and all votes of this phone. Three queries."""
    tree = Tree.of(workshop)
    rows = Vote.objects.filter(workshop=workshop, device=device).values_list("group", flat=True)
    mine = Counter(root for group in rows if (root := tree.visible_root(group)) is not None)
    root = tree.visible_root(group_id)
    return Group.objects.filter(pk=root).first() if root else None, mine
