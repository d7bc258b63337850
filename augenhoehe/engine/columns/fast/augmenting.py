"""Placing people by an auction and shortest augmenting paths, compiled. Needs numba (extra ``fast``).

The auction (Bertsekas 1988) finds prices that are nearly right, the augmenting paths (Dijkstra 1959; Jonker and
Volgenant 1987) make them exact. Prices of an earlier round are a start as good as any: who still has a best place keeps
it. Empty places are held by *nobodies*, content with any place at the lowest price, so that the prices of empty places
end equal, and 0. Notation as in ``parts.Part``: choices of person k are ``first[k] … first[k + 1]``.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.columns.fast.kernels import loop

FAR = 1 << 60


@loop
def push(heap, count, key, node):  # type: ignore[no-untyped-def]
    """Into a binary heap of (key, node); its new size."""
    k = count
    while k > 0:
        up = (k - 1) >> 1
        if heap[up, 0] <= key:
            break
        heap[k, 0], heap[k, 1] = heap[up, 0], heap[up, 1]
        k = up
    heap[k, 0], heap[k, 1] = key, node
    return count + 1


@loop
def pop(heap, count):  # type: ignore[no-untyped-def]
    """The smallest key and its node out of the heap."""
    key, node = heap[0, 0], heap[0, 1]
    last, moved = heap[count - 1, 0], heap[count - 1, 1]
    count -= 1
    k = 0
    while True:
        down = 2 * k + 1
        if down >= count:
            break
        if down + 1 < count and heap[down + 1, 0] < heap[down, 0]:
            down += 1
        if heap[down, 0] >= last:
            break
        heap[k, 0], heap[k, 1] = heap[down, 0], heap[down, 1]
        k = down
    heap[k, 0], heap[k, 1] = last, moved
    return key, node


@loop
def auction(first, place, gain, price, chosen, step, most):  # type: ignore[no-untyped-def]
    """Every place takes one person. Bids until all are placed, or so many were made; who is placed is in ``chosen``."""
    people = len(first) - 1
    holder = np.full(len(price), -1)
    queue = np.empty(people, dtype=np.int64)
    for person in range(people):
        chosen[person] = -1
        queue[person] = person
    head, waiting = 0, people
    while waiting > 0 and most > 0:
        most -= 1
        person = queue[head]
        head = (head + 1) % people
        waiting -= 1
        best, second, wanted = -FAR, -FAR, -1
        for k in range(first[person], first[person + 1]):
            value = gain[k] - price[place[k]]
            if value > best:
                second, best, wanted = best, value, place[k]
            elif value > second:
                second = value
        if second == -FAR:
            second = best - step
        price[wanted] += best - second + step
        other = holder[wanted]
        if other >= 0:
            chosen[other] = -1
            queue[(head + waiting) % people] = other
            waiting += 1
        holder[wanted] = person
        chosen[person] = wanted


@loop
def settle(first, place, gain, room, price, chosen):  # type: ignore[no-untyped-def]
    """Make places and prices exact from any prices ≥ 0. ``chosen``: where somebody may stay if that is still best.

    Returns what each person gains by the place (worth). Raises nothing: that everybody can be placed must be known.
    """
    people, places = len(first) - 1, len(room)
    worth = np.empty(people, dtype=np.int64)
    empty = room.copy()
    holder, following = np.full(places, -1), np.full(people, -1)
    for person in range(people):
        best, here = -FAR, False
        for k in range(first[person], first[person + 1]):
            value = gain[k] - price[place[k]]
            if value > best:
                best, here = value, False
            if value == best and place[k] == chosen[person]:
                here = True
        worth[person] = best
        if here and empty[chosen[person]] > 0:
            take(person, chosen[person], chosen, empty, holder, following)
        else:
            chosen[person] = -1
    spare = room.sum() - people
    lowest = price.min() if places > 0 else 0
    state = (worth, empty, holder, following)
    room_for = search_room(places, len(place))
    low = count_low(empty, price, lowest)
    for person in range(people):
        if chosen[person] < 0:
            lowest, low = augment(person, first, place, gain, price, chosen, state, room_for, spare, lowest, low)
    while low < spare:
        lowest, low = augment(-1, first, place, gain, price, chosen, state, room_for, spare, lowest, low)
    for k in range(places):
        price[k] -= lowest
    for person in range(people):
        worth[person] += lowest
    return worth


@loop
def search_room(places, choices):  # type: ignore[no-untyped-def]
    """Distances, who leads to a place, when it was last seen and settled, the settled ones, and the heap."""
    distance = np.full(places, FAR)
    return (
        distance,
        np.full(places, -1),
        np.zeros(places, np.bool_),
        np.empty(places, np.int64),
        np.empty(places, np.int64),
        np.empty((choices + 2 * places + 2, 2), np.int64),
    )


@loop
def count_low(empty, price, lowest):  # type: ignore[no-untyped-def]
    """Empty seats at the lowest price: those that nobodies hold."""
    low = 0
    for k in range(len(price)):
        if price[k] == lowest:
            low += empty[k]
    return low


@loop
def take(person, where, chosen, empty, holder, following):  # type: ignore[no-untyped-def]
    """Give somebody a seat."""
    chosen[person] = where
    empty[where] -= 1
    following[person] = holder[where]
    holder[where] = person


@loop
def leave(person, chosen, empty, holder, following):  # type: ignore[no-untyped-def]
    """Take the seat away again."""
    where = chosen[person]
    empty[where] += 1
    k = holder[where]
    if k == person:
        holder[where] = following[person]
    else:
        while following[k] != person:
            k = following[k]
        following[k] = following[person]
    chosen[person] = -1


@loop
def relax(person, base, first, place, gain, price, worth, search, size, seen):  # type: ignore[no-untyped-def]
    """All choices of somebody who would leave at this distance."""
    distance, leader, settled, touched, _, heap = search
    for k in range(first[person], first[person + 1]):
        where = place[k]
        new = base + worth[person] + price[where] - gain[k]
        if new < distance[where] and not settled[where]:
            if distance[where] == FAR:
                touched[seen] = where
                seen += 1
            distance[where] = new
            leader[where] = person
            size = push(heap, size, new, where)
    return size, seen


@loop
def augment(start, first, place, gain, price, chosen, state, search, spare, lowest, low):  # type: ignore[no-untyped-def]
    """Place one person more (or, with −1, a nobody) along the cheapest way; prices follow.

    Gives the lowest price and how many empty seats have it.
    """
    worth, empty, holder, following = state
    distance, leader, settled, touched, order, heap = search
    size, seen, done = 0, 0, 0
    nobody, through, end, length = FAR, -1, -1, 0
    if start >= 0:
        size, seen = relax(start, 0, first, place, gain, price, worth, search, size, seen)
    else:
        nobody = 0
        size, seen = relax_nobody(0, lowest, empty, price, search, size, seen)
    while size > 0:
        key, where = pop(heap, size)
        size -= 1
        if settled[where] or key > distance[where]:
            continue
        if empty[where] > 0 and (price[where] > lowest or low > spare):
            end, length = where, key
            break
        settled[where] = True
        order[done] = where
        done += 1
        if empty[where] > 0 and nobody == FAR:
            nobody, through = key, where
            size, seen = relax_nobody(key, lowest, empty, price, search, size, seen)
        k = holder[where]
        while k >= 0:
            size, seen = relax(k, key, first, place, gain, price, worth, search, size, seen)
            k = following[k]
    for k in range(done):
        where = order[k]
        rise = length - distance[where]
        price[where] += rise
        person = holder[where]
        while person >= 0:
            worth[person] -= rise
            person = following[person]
    if start >= 0:
        worth[start] -= length
    if nobody < length:
        lowest += length - nobody
    where = end
    while where >= 0:
        person = leader[where]
        if person < 0:
            where = through
            continue
        old = chosen[person]
        if old >= 0:
            leave(person, chosen, empty, holder, following)
        take(person, where, chosen, empty, holder, following)
        where = old
    for k in range(seen):
        distance[touched[k]] = FAR
        leader[touched[k]] = -1
        settled[touched[k]] = False
    return lowest, (count_low(empty, price, lowest) if nobody < FAR else low - (1 if price[end] == lowest else 0))


@loop
def relax_nobody(base, lowest, empty, price, search, size, seen):  # type: ignore[no-untyped-def]
    """Every place to which a nobody could go, as far as it can be of use."""
    distance, leader, settled, touched, _, heap = search
    bound = FAR
    for where in range(len(price)):
        if empty[where] > 0 and price[where] > lowest:
            bound = min(bound, base + price[where] - lowest)
    for where in range(len(price)):
        new = base + price[where] - lowest
        if new <= bound and new < distance[where] and not settled[where]:
            if distance[where] == FAR:
                touched[seen] = where
                seen += 1
            distance[where] = new
            leader[where] = -1
            size = push(heap, size, new, where)
    return size, seen
