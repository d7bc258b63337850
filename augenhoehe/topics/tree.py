"""Which group leads where: merging is a pointer, and what counts is the end of the way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .models import Group, Workshop


@dataclass(frozen=True)
class Tree:
    """The groups of one workshop: id → (id of the group it was merged into, whether it is hidden)."""

    groups: Mapping[int, tuple[int | None, bool]]

    @classmethod
    def of(cls, workshop: Workshop) -> "Tree":
        """One query."""
        rows = Group.objects.filter(workshop=workshop).order_by().values_list("pk", "merged_into_id", "hidden")
        return cls({pk: (into, hidden) for pk, into, hidden in rows})

    def root(self, pk: int) -> int:
        """The group for which this one counts. Raises KeyError for one of another workshop."""
        while (into := self.groups[pk][0]) is not None:
            pk = into
        return pk

    def visible_root(self, pk: int) -> int | None:
        """The same; None when there is none that everybody sees."""
        if pk not in self.groups:
            return None
        root = self.root(pk)
        return None if self.groups[root][1] else root

    def members(self, pk: int) -> list[int]:
        """All groups that count for the same one as this."""
        if pk not in self.groups:
            return []
        return self.families()[self.root(pk)]

    def families(self) -> dict[int, list[int]]:
        """Root → all groups that lead to it, itself among them."""
        found: dict[int, list[int]] = defaultdict(list)
        for pk in self.groups:
            found[self.root(pk)].append(pk)
        return found

    def roots_of(self, pks: Iterable[int]) -> set[int]:
        """The roots of those groups that are of this workshop."""
        return {self.root(pk) for pk in pks if pk in self.groups}
