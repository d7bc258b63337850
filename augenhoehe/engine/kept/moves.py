"""Who would have to move, and in which order: the difference of two plans as a story that begins with one pair."""

from __future__ import annotations

from collections.abc import Iterator

from augenhoehe.engine.answers import Move
from augenhoehe.engine.types import Link

Links = frozenset[Link]


def chain(before: Links, after: Links, pair: Link) -> tuple[Move, ...]:
    """The moves that hang together with this pair, which is in ``after`` only.

    First its mentee comes; whose place that takes goes on, and so forth, to an empty seat or to nobody. Then, if the
    place that the mentee has left is taken, who comes there, and so forth. Other people's moves are not part of it.
    """
    left, joined = by_mentor(before - after), by_mentor(after - before)
    was = {mentee: mentor for mentor, mentee in before - after}
    becomes = {mentee: mentor for mentor, mentee in after - before}
    told: dict[str, Move] = {}

    def tell(mentee: str) -> Move:
        told[mentee] = Move(mentee, was.get(mentee), becomes.get(mentee))
        return told[mentee]

    first = tell(pair[1])
    onward = first.after
    while (following := next(untold(left, onward, told), None)) is not None:
        onward = tell(following).after
    place = first.before
    while (following := next(untold(joined, place, told), None)) is not None:
        place = tell(following).before
    return tuple(told.values())


def untold(people: dict[str, list[str]], mentor: str | None, told: dict[str, Move]) -> Iterator[str]:
    """Mentees who leave or join this mentor and are not part of the story yet."""
    return (mentee for mentee in people.get(mentor or "", ()) if mentee not in told)


def by_mentor(links: Links) -> dict[str, list[str]]:
    """Mentor → mentees, by id."""
    out: dict[str, list[str]] = {}
    for mentor, mentee in sorted(links):
        out.setdefault(mentor, []).append(mentee)
    return out
