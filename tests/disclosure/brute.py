"""The slow truth: every set of few people is tried, with a rank of its own in fractions."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from augenhoehe.disclosure import Cell, Population

Keys = frozenset[Hashable]


def rank(rows: Iterable[Sequence[int]]) -> int:
    """By plain Gauss, one dense row after the other."""
    done: list[list[Fraction]] = []
    for row in rows:
        left = [Fraction(value) for value in row]
        for other in done:
            lead = next(k for k, value in enumerate(other) if value)
            if left[lead]:
                times = left[lead] / other[lead]
                left = [a - times * b for a, b in zip(left, other, strict=True)]
        if any(left):
            done.append(left)
    return len(done)


def exposed(groups: Collection[Keys], population: Population, floor: int) -> set[Keys]:
    """Smallest sets of people of one role, fewer than `floor`, on whose members alone something depends that follows.

    A vector that is worked out of the groups and is 0 outside of a set exists when the columns outside have less rank.
    """
    keys = sorted({key for group in groups for key in group}, key=str)
    whole = rank([[key in group for key in keys] for group in groups])
    found: set[Keys] = set()
    for role in range(population.roles):
        people = sorted({population.person(key, role) for key in keys}, key=str)
        for few in (set(some) for n in range(1, floor) for some in combinations(people, n)):
            outside = [key for key in keys if population.person(key, role) not in few]
            if (
                not any(one <= few for one in found)
                and rank([[key in group for key in outside] for group in groups]) < whole
            ):
                found.add(frozenset(few))
    return found


def plain_differences(groups: Collection[Keys]) -> Iterator[Keys]:
    """What somebody tries by hand: every group, every remainder, what two or three have in common."""
    groups = set(groups)
    yield from groups
    for one, other in combinations(groups, 2):
        if one < other:
            yield other - one
        elif other < one:
            yield one - other
    for one, two, whole in ((a, b, c) for a, b in combinations(groups, 2) for c in groups if not a & b and a | b < c):
        yield whole - one - two


def figures(cells: Iterable[Cell]) -> dict[tuple[str, bool], list[Keys]]:
    out: dict[tuple[str, bool], list[Keys]] = {}
    for cell in cells:
        out.setdefault((cell.question, cell.answering), []).append(cell.members)
    return out
