"""Who is told of."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

Key = Hashable
Group = Hashable
Attribute = str | tuple[str, str]
"""An attribute, or two that are crossed: their groups are pairs."""


@dataclass(frozen=True, slots=True)
class Population:
    """Answers, tandems or people, with the attributes they are broken down by.

    members: key → attribute → group; ``None`` or a missing attribute: belongs to no group and is told of in sums alone.
    people: key → whose it is, one person for each role (``(mentor, mentee)`` for a tandem); a missing key stands for
    itself. Keys mean the same in every breakdown and in a ledger, and should mean nothing elsewhere.
    """

    members: Mapping[Key, Mapping[str, Group | None]] = field(default_factory=dict)
    people: Mapping[Key, tuple[Hashable, ...]] = field(default_factory=dict)

    @property
    def roles(self) -> int:
        return max(map(len, self.people.values()), default=1)

    def person(self, key: Key, role: int) -> Hashable:
        """Who stands behind a key in a role; the last named where there are fewer roles."""
        owners = self.people.get(key) or (key,)
        return owners[min(role, len(owners) - 1)]

    def size(self, keys: Collection[Key]) -> int:
        """How many stand behind these keys: the smallest number of different people in any role."""
        if not self.people:
            return len(keys)
        return min(len({self.person(key, role) for key in keys}) for role in range(self.roles))

    def groups(self, attribute: Attribute, keys: Collection[Key]) -> dict[Group, frozenset[Key]]:
        """The members among `keys` of each group of an attribute, the largest first, then by name."""
        found: dict[Group, set[Key]] = {}
        for key in keys:
            group = self._group(attribute, key)
            if group is not None:
                found.setdefault(group, set()).add(key)
        order = sorted(found, key=lambda group: (-len(found[group]), str(group)))
        return {group: frozenset(found[group]) for group in order}

    def _group(self, attribute: Attribute, key: Key) -> Group | None:
        if isinstance(attribute, str):
            return self.members[key].get(attribute)
        pair = tuple(self.members[key].get(one) for one in attribute)
        return None if None in pair else pair
