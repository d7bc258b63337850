"""Who is told of."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

Key = Hashable
Group = Hashable


@dataclass(frozen=True, slots=True)
class Population:
    """Answers, tandems or people, with the attributes they are broken down by.

    members: key → attribute → group; ``None`` or a missing attribute: belongs to no group and is told of in sums alone.
    people: key → whose it is, one person for each role (``(mentor, mentee)`` for a tandem); a missing key stands for
    itself. Keys mean the same in every breakdown and in a ledger, and should mean nothing elsewhere.
    """

    members: Mapping[Key, Mapping[str, Group | None]]
    people: Mapping[Key, tuple[Hashable, ...]] = field(default_factory=dict)

    def size(self, keys: Collection[Key]) -> int:
        """How many stand behind these keys: the smallest number of different people in any role."""
        if not self.people:
            return len(keys)
        roles = max((len(self.people.get(key, ())) for key in keys), default=0)
        seen: list[set[Hashable]] = [set() for _ in range(max(roles, 1))]
        for key in keys:
            owners = self.people.get(key) or (key,)
            for role, one in enumerate(seen):
                one.add(owners[min(role, len(owners) - 1)])
        return min(len(one) for one in seen)

    def groups(self, attribute: str, keys: Collection[Key]) -> dict[Group | None, frozenset[Key]]:
        """The members among `keys` of each group of an attribute, the largest first, then by name."""
        found: dict[Group | None, set[Key]] = {}
        for key in keys:
            found.setdefault(self.members[key].get(attribute), set()).add(key)
        order = sorted(found, key=lambda group: (-len(found[group]), str(group)))
        return {group: frozenset(found[group]) for group in order}
