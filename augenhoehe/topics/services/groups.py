"""What the facilitator does with the board: group, merge, rename, hide, and undo."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person

from ..models import Contribution, Group, Workshop
from ..tree import Tree
from .board import NotOnTheBoardError


@transaction.atomic
def arrange(
    *,
    workshop: Workshop,
    groups: Collection[int],
    contributions: Collection[int],
    actor: Person,
    now: dt.datetime,
    target: int | None = None,
    name: str = "",
) -> Group:
    """Put groups and single contributions (ids) together in the group `target`, or in a new one called `name`.

    A group is merged: it points to the target, so its votes and contributions count there and it can be undone. A
    contribution moves alone; the only one of a group takes the group with it, because the votes for it belong to it.
    Raises NotOnTheBoardError. Side effect: a log entry with the ids.
    """
    _next_edition(workshop)
    tree = Tree.of(workshop)
    if target is None:
        into = Group.objects.create(workshop=workshop, name=name).pk
    elif target in tree.groups:
        into = tree.root(target)
    else:
        raise NotOnTheBoardError
    moving = list(Contribution.objects.filter(workshop=workshop, pk__in=contributions))
    alone = _left_empty(tree, moving)
    merged = (tree.roots_of(groups) | alone) - {into}
    Group.objects.filter(pk__in=merged).update(merged_into=into, merged_at=now)
    single = [one.pk for one in moving if tree.root(one.group_id) not in merged]
    Contribution.objects.filter(pk__in=single).update(group=into)
    record(
        actor=actor, action="topics.board_arranged", on=workshop, into=into, merged=sorted(merged), moved=sorted(single)
    )
    return Group.objects.get(pk=into)


def _left_empty(tree: Tree, moving: list[Contribution]) -> set[int]:
    """Roots of which every contribution is moving."""
    ids = {one.pk for one in moving}
    families = tree.families()
    return {
        root
        for root in tree.roots_of(one.group_id for one in moving)
        if not Contribution.objects.filter(group__in=families[root]).exclude(pk__in=ids).exists()
    }


@transaction.atomic
def undo_merge(*, workshop: Workshop, group_id: int, actor: Person) -> None:
    """A group that was merged stands for itself again, with the contributions and votes that it brought.

    Raises NotOnTheBoardError. Side effect: a log entry.
    """
    _next_edition(workshop)
    if not workshop.groups.filter(pk=group_id).update(merged_into=None, merged_at=None):
        raise NotOnTheBoardError
    record(actor=actor, action="topics.merge_undone", on=workshop, group=group_id)


@transaction.atomic
def rename_group(*, group: Group, version: int, name: str, actor: Person) -> Group:
    """Give a group another heading. Raises StaleError. Side effect: a log entry, without the words."""
    _next_edition(group.workshop)
    group.save_version(version, name=name)
    record(actor=actor, action="topics.group_renamed", on=group)
    return group


@transaction.atomic
def show_or_hide(
    *, workshop: Workshop, groups: Collection[int], contributions: Collection[int], hidden: bool, actor: Person
) -> None:
    """Take groups and contributions (ids) off the board for everybody but the office, or put them back.

    Hiding is no deleting: votes for what is hidden stay, and count again when it comes back, unless their phones give
    them to something else meanwhile. Side effect: a log entry.
    """
    _next_edition(workshop)
    tree = Tree.of(workshop)
    roots = tree.roots_of(groups)
    named = workshop.contributions.filter(pk__in=contributions)
    ids = sorted(named.values_list("pk", flat=True))
    if not hidden:  # a contribution comes back with the group that was hidden with its last one
        roots |= tree.roots_of(named.values_list("group", flat=True))
    Group.objects.filter(pk__in=roots).update(hidden=hidden)
    named.update(hidden=hidden)
    if hidden:
        _clear_headings(workshop, ids)
    action = "topics.board_hidden" if hidden else "topics.board_shown"
    record(actor=actor, action=action, on=workshop, groups=sorted(roots), contributions=ids)


def _clear_headings(workshop: Workshop, contributions: list[int]) -> None:
    """Hidden words leave the headings too: a group takes those of its next contribution, or hides with its last."""
    tree = Tree.of(workshop)
    families = tree.families()
    for one in Contribution.objects.filter(pk__in=contributions):
        root = tree.root(one.group_id)
        shown = Contribution.objects.filter(group__in=families[root], hidden=False).first()
        if shown is None:
            Group.objects.filter(pk=root).update(hidden=True)
        else:
            same = Group.objects.filter(pk__in=families[root], name__iexact=one.text)
            same.update(name=shown.text, version=F("version") + 1)


def _next_edition(workshop: Workshop) -> None:
    """Everybody who watches learns that the board has changed; the row is held until the end of the transaction."""
    Workshop.objects.filter(pk=workshop.pk).update(board_edition=F("board_edition") + 1)
