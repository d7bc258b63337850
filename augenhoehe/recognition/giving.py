"""Places change hands until they are given away as well as the goals allow. Plain Python, in whole numbers.

People come in one after the other. Whoever comes in takes a place if that is worth what it costs: where none is free,
somebody moves on to another one, and so on, until a free place is reached or somebody gets nothing. This chain is the
cheapest there is, so after each step what everybody has is the best for all who are in (successive shortest paths in a
network with a node for each benefit; Ahuja, Magnanti and Orlin, "Network Flows", 1993, chapter 9). What the cheapest
chain from each benefit costs is a potential: a change that the goals do not notice runs along changes that cost just
the difference of two potentials. So the lottery can let each person in turn choose, among all the best ways, by looking
for a way through a small graph.
"""

from collections.abc import Iterable, Mapping, Sequence

from .exchange import NOTHING, Wisher, base_of

Step = tuple[int, int]
"""A wisher and the benefit (or nothing) that they move to."""


class Giving:
    """Who has what. `held`: wisher → benefit, or NOTHING."""

    def __init__(self, places: Mapping[int, int]) -> None:
        self.held: dict[int, int] = {}
        self._people: dict[int, Wisher] = {}
        self._free = dict(places)
        self._base = base_of(places)
        self._movers: dict[int, dict[int, dict[int, set[int]]]] = {node: {} for node in (NOTHING, *places)}
        """From → to → price → who would move so."""
        self._cost = dict.fromkeys(self._movers, 0)
        """What the cheapest chain costs that begins with a place of this benefit being taken."""
        self._next: dict[int, int] = {}
        """Where that chain goes on; where it ends, nothing."""

    def admit(self, one: Wisher) -> None:
        """One more person comes in."""
        self._people[one.key] = one
        offers = [(one.loss(NOTHING, to, self._base) + self._cost[to], to) for to in one.wishes if to in self._cost]
        price, taken = min(offers, default=(0, NOTHING))
        if price >= 0:
            self._enter(one, NOTHING)
            return
        self._move(self._chain(taken))
        self._enter(one, taken)
        self._reckon()

    def draw(self, order: Iterable[int]) -> None:
        """Whoever is drawn gets the dearest that any of the best ways leaves them, and keeps it."""
        for key in order:
            one, place = self._people[key], self.held[key]
            self._leave(one)
            for wish in one.dearer_than(place):
                steps = self._unnoticed(one, place, wish)
                if steps is not None:
                    self._move(steps)
                    place = wish
                    break
            self._take(key, place)

    def _enter(self, one: Wisher, place: int) -> None:
        self._take(one.key, place)
        movers = self._movers[place]
        for to in {NOTHING, *one.wishes} & self._movers.keys() - {place}:
            prices = movers.setdefault(to, {})
            prices.setdefault(one.loss(place, to, self._base), set()).add(one.key)

    def _leave(self, one: Wisher) -> None:
        place = self.held.pop(one.key)
        if place:
            self._free[place] += 1
        movers = self._movers[place]
        for to in {NOTHING, *one.wishes} & self._movers.keys() - {place}:
            price = one.loss(place, to, self._base)
            movers[to][price].remove(one.key)
            if not movers[to][price]:
                del movers[to][price]

    def _take(self, key: int, place: int) -> None:
        self.held[key] = place
        if place:
            self._free[place] -= 1

    def _move(self, steps: Sequence[Step]) -> None:
        for key, to in steps:
            self._leave(self._people[key])
            self._enter(self._people[key], to)

    def _chain(self, place: int) -> list[Step]:
        """Who moves where if a place of this benefit is taken."""
        steps = []
        while place in self._next:
            to = self._next[place]
            prices = self._movers[place][to]
            steps.append((min(prices[min(prices)]), to))
            place = to
        return steps

    def _reckon(self) -> None:
        """The cheapest chain from each benefit anew (Bellman and Ford). No round of exchanges gains anything."""
        steps = [(a, to, min(prices)) for a, out in self._movers.items() if a for to, prices in out.items() if prices]
        self._cost = {NOTHING: 0, **{place: 0 for place, free in self._free.items() if free}}
        self._next, better = {}, True
        while better:
            better = False
            for place, to, price in steps:
                cost = self._cost.get(to)
                if cost is not None and (place not in self._cost or cost + price < self._cost[place]):
                    self._cost[place], self._next[place], better = cost + price, to, True

    def _unnoticed(self, one: Wisher, start: int, end: int) -> list[Step] | None:
        """Who moves where if this person moves from `start` to `end`, at no price; None where that has one."""
        if end not in self._cost or one.loss(start, end, self._base) + self._cost[end] != self._cost[start]:
            return None
        found: dict[int, list[Step]] = {end: []}
        queue = [end]
        for place in queue:
            for to, step in self._free_of_charge(place):
                if to == start:
                    return [*found[place], *step]
                if to not in found:
                    found[to] = [*found[place], *step]
                    queue.append(to)
        return None

    def _free_of_charge(self, place: int) -> Iterable[tuple[int, list[Step]]]:
        """Where one can go on from here without any loss: somebody moves, or a place is filled or left empty."""
        for to, prices in self._movers[place].items():
            who = prices.get(self._cost[place] - self._cost[to]) if to in self._cost else None
            if who:
                yield to, [(min(who), to)]
        if place == NOTHING:
            yield from ((to, []) for to, cost in self._cost.items() if cost == 0)
        elif self._free[place]:
            yield NOTHING, []
