"""Names and places of those who take part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from augenhoehe.engine.types import Role


@dataclass(frozen=True)
class People:
    """Everybody by place, in the order of the ids; ``row`` and ``column`` know only those who still take part."""

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    row: Mapping[str, int]
    column: Mapping[str, int]

    def without(self, mentor: str | None, mentee: str | None) -> People:
        """After somebody has left: the places stay, the names are forgotten."""
        row = {name: k for name, k in self.row.items() if name != mentor}
        column = {name: k for name, k in self.column.items() if name != mentee}
        return replace(self, row=row, column=column)

    def joined(self, name: str, place: int, role: Role) -> People:
        """With somebody more at this place."""
        ids, known = (self.mentors, self.row) if role == "mentor" else (self.mentees, self.column)
        longer = (*ids[:place], name, *ids[place:])
        moved = {one: k + (k >= place) for one, k in known.items()} | {name: place}
        if role == "mentor":
            return replace(self, mentors=longer, row=moved)
        return replace(self, mentees=longer, column=moved)


def people_of(mentors: tuple[str, ...], mentees: tuple[str, ...]) -> People:
    """Everybody takes part."""
    return People(mentors, mentees, places(mentors), places(mentees))


def places(ids: tuple[str, ...]) -> dict[str, int]:
    """Id → place."""
    return {name: k for k, name in enumerate(ids)}
