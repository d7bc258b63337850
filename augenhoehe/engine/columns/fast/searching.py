"""Compiled passes over all pairs: the best of everybody, what pays, who is possible. Needs numba (extra ``fast``).

mine, theirs, how, ruled: see ``prepared.py``; what they hold is described in ``kernels.py``.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.columns.fast.kernels import HIGH, WIDE, loop, row_scores, rule_out
from augenhoehe.engine.columns.fast.sieve import promising


@loop
def keep(values, places, value, place):  # type: ignore[no-untyped-def]
    """Put a value into a short list, largest first, of equals the first seen; the last goes. What is to beat now."""
    k = len(values) - 1
    while k > 0 and values[k - 1] < value:
        values[k] = values[k - 1]
        places[k] = places[k - 1]
        k -= 1
    values[k] = value
    places[k] = place
    return values[len(values) - 1]


@loop
def room_of_a_tile():  # type: ignore[no-untyped-def]
    """Limits, relevance, flags, places, scores, numbers and differences of topics."""
    whole = np.empty((4, WIDE), np.int32)
    return np.empty(WIDE, np.float32), whole[0], np.zeros(WIDE, np.bool_), np.empty(WIDE, np.int64), whole[1:]


@loop
def best_pairs(  # type: ignore[no-untyped-def]
    mine, theirs, how, ruled, begin, end, best, place, their_best, their_place, beaten, their_beaten
):
    """The best of each mentor begin … end (a multiple of ``HIGH`` and the next, or the last) and of each mentee.

    best, place: (end − begin) × depth, values −1 at first; the same of the mentees. beaten: per mentor begin … end,
    and per mentee, what is to be beaten from the start. The mentees are read from the mentor's own place on and
    round, so that where all are equal people take different partners.
    """
    my_bits, my_numbers, my_kinds, my_tiles = mine
    bits_of, numbers, kinds, table, tiles = theirs
    columns, rows, last = len(their_beaten), len(my_bits), best.shape[1] - 1
    to_beat, (limits, relevance, flags, places, sums) = their_beaten.copy(), room_of_a_tile()
    out, count, difference, eights = sums[0], sums[1], sums[2], flags.view(np.uint64)
    for group in range(begin, end, HIGH):
        turn = group * columns // rows // WIDE
        for number in range(tiles.shape[1]):
            tile = (turn + number) % tiles.shape[1]
            start, stop = np.uint64(tile * WIDE), np.uint64(min(columns, tile * WIDE + WIDE))
            for mentor in range(group, min(end, group + HIGH)):
                base = tiles[my_tiles[mentor], tile]
                if base < 0:
                    continue
                row = mentor - begin
                least = max(best[row, last], beaten[row])
                for j in range(start, stop):
                    limits[j - start] = np.float32(min(least, to_beat[j]))
                hits = promising(
                    my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, stop,
                    base + my_numbers[mentor, 1], limits, relevance, flags, eights, places, out, count, difference,
                )  # fmt: skip
                if hits > 0:
                    rule_out(ruled[0], ruled[1], mentor, start, stop, out)
                for k in range(hits):
                    value, j = out[places[k]], tile * WIDE + places[k]
                    if value > least:
                        least = max(least, keep(best[row], place[row], value, j))
                    if value > to_beat[j]:
                        to_beat[j] = max(to_beat[j], keep(their_best[j], their_place[j], value, mentor))


@loop
def paying_pairs(  # type: ignore[no-untyped-def]
    mine, theirs, how, ruled, mentors, u, v, least, best, place, their_best, their_place
):
    """Pairs of ``mentors`` scored at least ``least`` and above u + v: what pays best for each mentor and mentee.

    best, place: mentors × depth, values 0 at first; the same of the mentees.
    """
    my_bits, my_numbers, my_kinds, my_tiles = mine
    bits_of, numbers, kinds, table, tiles = theirs
    columns, last, lowest = len(v), (best.shape[1] - 1, their_best.shape[1] - 1), np.float32(least - 1)
    to_beat = their_best[:, last[1]].copy()
    limits, relevance, flags, places, sums = room_of_a_tile()
    out, count, difference, eights = sums[0], sums[1], sums[2], flags.view(np.uint64)
    for group in range(0, len(mentors), HIGH):
        for tile in range(tiles.shape[1]):
            start, stop = np.uint64(tile * WIDE), np.uint64(min(columns, tile * WIDE + WIDE))
            for row in range(group, min(len(mentors), group + HIGH)):
                mentor, price = mentors[row], np.float32(u[row])
                base, least_over = tiles[my_tiles[mentor], tile], best[row, last[0]]
                if base < 0:
                    continue
                for j in range(start, stop):
                    limits[j - start] = max(price + np.float32(v[j]) + np.float32(min(least_over, to_beat[j])), lowest)
                hits = promising(
                    my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, stop,
                    base + my_numbers[mentor, 1], limits, relevance, flags, eights, places, out, count, difference,
                )  # fmt: skip
                if hits > 0:
                    rule_out(ruled[0], ruled[1], mentor, start, stop, out)
                for k in range(hits):
                    value, j = out[places[k]], tile * WIDE + places[k]
                    over = value - u[row] - v[j]
                    if over > 0 and value >= least:
                        if over > best[row, last[0]]:
                            keep(best[row], place[row], over, j)
                        if over > to_beat[j]:
                            to_beat[j] = keep(their_best[j], their_place[j], over, mentor)


@loop
def count_possible(mine, theirs, how, ruled, begin, end, of_mentor, of_mentee):  # type: ignore[no-untyped-def]
    """Add up how many are possible of each mentor begin … end, and of each mentee."""
    my_bits, my_numbers, my_kinds, _ = mine
    bits_of, numbers, kinds, table, _ = theirs
    columns = len(of_mentee)
    _, relevance, _, _, sums = room_of_a_tile()
    out, count, difference = sums[0], sums[1], sums[2]
    for mentor in range(begin, end):
        for low in range(0, columns, WIDE):
            start, stop = np.uint64(low), np.uint64(min(columns, low + WIDE))
            row_scores(
                my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, stop,
                out, count, relevance, difference,
            )  # fmt: skip
            rule_out(ruled[0], ruled[1], mentor, start, stop, out)
            for j in range(start, stop):
                good = np.int32(out[j - start] >= 0)
                of_mentee[j] += good
                of_mentor[mentor - begin] += good
