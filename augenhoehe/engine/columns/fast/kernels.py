"""Compiled loops: scores of a row in one go, and the best or the paying pairs of it. Needs numba (extra ``fast``).

The same whole numbers as ``scores.tile``: float32 holds them exactly, and division is IEEE's on every machine. No "fast
math" and no threads of its own; several may run at once, as they let go of the interpreter's lock.

Arguments: mine = (steps, slots, wishes, kinds, tables, sought) of mentors, theirs = (steps, relevance, slots, wishes,
kinds, wanted, sought) of mentees, how = (topic_fit, topic_level, aspects, time, topic rule, slot rule), as in
``scores.PersonScores``; ruled = (mentees, first): those whom relations and bans rule out for each mentor.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

loop: Any = njit(cache=True, nogil=True, error_model="numpy")
WIDE, HIGH = 512, 32
"""Mentees and mentors at a time: what is read again for every mentor stays in the processor's nearest cache."""
NEVER = -(1 << 20)


@intrinsic
def count_bits(typingctx: Any, word: Any) -> Any:
    """Number of bits set in a word (LLVM's ctpop)."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint32(types.uint32), build


bits: Any = (lambda word: int(word).bit_count()) if os.environ.get("NUMBA_DISABLE_JIT") == "1" else count_bits
"""Without compiling (``NUMBA_DISABLE_JIT=1``, for tests) in plain Python."""


@loop
def points(part, whole):  # type: ignore[no-untyped-def]
    """See ``scores.share``."""
    above = np.float32(2000) * np.float32(part) + whole
    return np.int32(above / max(np.float32(2) * whole, np.float32(1)))


@loop
def by_kind(mine, theirs, mentor, start, stop, out):  # type: ignore[no-untyped-def]
    """Points of the three tables."""
    kinds, (one, two, three) = mine[3], mine[4]
    a, b, c = one[kinds[0, mentor]], two[kinds[1, mentor]], three[kinds[2, mentor]]
    x, y, z = theirs[4][0, start:stop], theirs[4][1, start:stop], theirs[4][2, start:stop]
    for k in range(stop - start):
        out[k] = a[x[k]] + b[y[k]] + c[z[k]]


@loop
def by_topic(mine, theirs, how, mentor, start, stop, out, room):  # type: ignore[no-untyped-def]
    """Add the points of topics. room: three rows for numbers, Σ relevance and Σ level difference."""
    steps, wanted = mine[0], theirs[5][start:stop]
    words = len(steps) // 3
    count, relevance, difference = room[0], room[1], room[2]
    width = stop - start
    for word in range(words):
        a, b, c = steps[word, mentor], steps[words + word, mentor], steps[2 * words + word, mentor]
        x, y = theirs[0][word, start:stop], theirs[0][words + word, start:stop]
        z = theirs[0][2 * words + word, start:stop]
        twice, thrice = theirs[1][word, start:stop], theirs[1][words + word, start:stop]
        if word == 0:
            for k in range(width):
                count[k] = 0
                relevance[k] = 0
                difference[k] = 0
        for k in range(width):
            one, two, three = a & x[k], b & y[k], c & z[k]
            above = one | two | three
            met = np.int32(bits(above))
            count[k] += met
            relevance[k] += met + np.int32(bits(above & twice[k])) + np.int32(bits(above & thrice[k]))
            difference[k] += np.int32(bits(one)) + np.int32(bits(two)) + np.int32(bits(three))
    fit, level = np.int32(how[0]), np.int32(how[1])
    barred = np.int32(NEVER if how[4] else 0)
    for k in range(width):
        number = count[k]
        value = points(relevance[k], wanted[k]) * fit
        value += points(difference[k], np.float32(3) * np.float32(number)) * level
        out[k] += value + (barred if number == 0 else np.int32(0))


@loop
def by_word(mine, theirs, how, mentor, start, stop, out):  # type: ignore[no-untyped-def]
    """Add the points of wishes and of common slots."""
    aspects, time = np.int32(how[2]), np.int32(how[3] * 250)
    barred = np.int32(NEVER if how[5] else 0)
    slots, wishes, sought = mine[1][0, mentor], mine[2][0, mentor], mine[5][mentor]
    their_slots, their_wishes, their_sought = theirs[2][0, start:stop], theirs[3][0, start:stop], theirs[6][start:stop]
    for k in range(stop - start):
        both = np.int32(bits(slots & their_slots[k]))
        value = points(np.int32(bits(wishes & their_wishes[k])), sought + their_sought[k]) * aspects
        value += min(both, np.int32(4)) * time
        out[k] += value + (barred if both == 0 else np.int32(0))


@loop
def row_scores(mine, theirs, how, ruled, mentor, start, stop, out, room):  # type: ignore[no-untyped-def]
    """Scores of one mentor with mentees start … stop into ``out``, below 0 where a pair is not possible."""
    by_kind(mine, theirs, mentor, start, stop, out)
    by_topic(mine, theirs, how, mentor, start, stop, out, room)
    by_word(mine, theirs, how, mentor, start, stop, out)
    mentees, first = ruled
    for place in range(first[mentor], first[mentor + 1]):
        j = mentees[place]
        if start <= j < stop:
            out[j - start] = NEVER


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
def best_pairs(mine, theirs, how, ruled, begin, end, of_mentor, of_mentee, candidates):  # type: ignore[no-untyped-def]
    """The best of each mentor begin … end (a multiple of ``HIGH`` and the next, or the last) and of each mentee.

    of_mentor, of_mentee: (values, places), people × depth, values −1 at first. The mentees are read from the mentor's
    own place in the order of ids on and round, so that where all are equal people take different partners.
    candidates: number of possible ones of each mentor begin … end and of each mentee.
    """
    columns, rows = len(of_mentee[0]), len(ruled[1]) - 1
    out, room = np.empty(WIDE, np.int32), np.empty((3, WIDE), np.int32)
    must = np.full(columns, np.int32(-1))
    for group in range(begin, end, HIGH):
        turn = group * columns // rows
        for half in range(2):
            low, high = (turn, columns) if half == 0 else (0, turn)
            for start in range(low, high, WIDE):
                stop = min(high, start + WIDE)
                for mentor in range(group, min(end, group + HIGH)):
                    row_scores(mine, theirs, how, ruled, mentor, start, stop, out, room)
                    k = mentor - begin
                    candidates[0][k] += see(out, start, stop, mentor, k, of_mentor, of_mentee, must, candidates[1])


@loop
def see(out, start, stop, mentor, row, of_mentor, of_mentee, must, possible):  # type: ignore[no-untyped-def]
    """Note what is among the best of its row or column; how many are possible."""
    values, places = of_mentor[0][row], of_mentor[1][row]
    least = values[len(values) - 1]
    total = np.int32(0)
    for block in range(start, stop, 64):
        until = min(stop, block + 64)
        hits = np.int32(0)
        part, limit, some = out[block - start : until - start], must[block:until], possible[block:until]
        for k in range(until - block):
            good = np.int32(part[k] >= 0)
            some[k] += good
            total += good
            hits += np.int32(part[k] > min(least, limit[k]))
        if hits > 0:
            for k in range(until - block):
                value, j = part[k], block + k
                if value > least:
                    least = keep(values, places, value, j)
                if value > must[j]:
                    must[j] = keep(of_mentee[0][j], of_mentee[1][j], value, mentor)
    return total


@loop
def paying_pairs(mine, theirs, how, ruled, mentors, u, v, least, of_mentor, of_mentee):  # type: ignore[no-untyped-def]
    """Pairs of ``mentors`` scored at least ``least`` and above u + v: what pays best for each mentor and mentee.

    of_mentor, of_mentee: (values, places), people × depth, values 0 at first. How many pay.
    """
    columns = len(v)
    last = of_mentor[0].shape[1] - 1, of_mentee[0].shape[1] - 1
    out, room = np.empty(WIDE, np.int32), np.empty((3, WIDE), np.int32)
    found = np.int64(0)
    for group in range(0, len(mentors), HIGH):
        for start in range(0, columns, WIDE):
            stop = min(columns, start + WIDE)
            price = v[start:stop]
            for row in range(group, min(len(mentors), group + HIGH)):
                mentor, mine_price = mentors[row], u[row]
                row_scores(mine, theirs, how, ruled, mentor, start, stop, out, room)
                hits = np.int32(0)
                for k in range(stop - start):
                    hits += np.int32(out[k] > max(mine_price + price[k], least - np.int32(1)))
                if hits == 0:
                    continue
                found += hits
                for k in range(stop - start):
                    over, j = out[k] - mine_price - price[k], start + k
                    if over > 0 and out[k] >= least:
                        if over > of_mentor[0][row, last[0]]:
                            keep(of_mentor[0][row], of_mentor[1][row], over, j)
                        if over > of_mentee[0][j, last[1]]:
                            keep(of_mentee[0][j], of_mentee[1][j], over, mentor)
    return found
