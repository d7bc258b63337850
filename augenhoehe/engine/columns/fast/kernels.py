"""Compiled loops: scores of one mentor with a tile of mentees. Needs numba (extra ``fast``).

The same whole numbers as ``scores.tile``: float32 holds them exactly, and division is IEEE's on every machine. No "fast
math" and no threads of its own; several may run at once, as they let go of the interpreter's lock.

Arguments (made in ``prepared.py``) go from hand to hand as single arrays, as those in a tuple would be counted in and
out at every call: my_bits (mentors × words: topics in which the level is at least 1, 2, 3, then slots, wishes),
my_numbers (mentors × 2: what the aspects' share is of, and the most that is not counted, see ``sieve``), my_kinds
(mentors × 3: where the row begins in the flat table); bits_of (words × mentees: own level below 1, 2, 3, relevance at
least 2, at least 3, then slots, wishes), numbers (3 × mentees: Σ relevance, what the aspects' share is of, points a
unit of relevance), kinds (3 × mentees: place in the row); table; how = (topic_fit, topic_level, aspects, time, topic
rule, slot rule), as in ``scores.PersonScores``. ``start … stop``: mentees, as unsigned numbers, which count from no
end.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

loop: Any = njit(cache=True, nogil=True, error_model="numpy")
inner: Any = njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
"""For what is called for every tile: handing on the arrays would take longer than the work."""
WIDE, HIGH = 512, 32
"""Mentees of a tile, mentors at a time: what is read for every mentor stays in the nearest cache."""
NEVER = -(1 << 20)


@intrinsic
def count_bits(typingctx: Any, word: Any) -> Any:
    """Number of bits set in a word (LLVM's ctpop)."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint32(types.uint32), build


bits: Any = (lambda word: int(word).bit_count()) if os.environ.get("NUMBA_DISABLE_JIT") == "1" else count_bits
"""Without compiling (``NUMBA_DISABLE_JIT=1``, for tests) in plain Python."""


@inner
def points(part, whole):  # type: ignore[no-untyped-def]
    """See ``scores.share``."""
    above = np.float32(2000) * np.float32(part) + whole
    return np.int32(above / max(np.float32(2) * whole, np.float32(1)))


@loop
def topic_sums(my_bits, bits_of, mentor, start, stop, count, relevance, difference):  # type: ignore[no-untyped-def]
    """Number, Σ relevance and Σ level difference of the topics in which this mentor knows more."""
    words = (len(bits_of) - 2) // 5
    for j in range(start, stop):
        count[j - start] = 0
        relevance[j - start] = 0
        difference[j - start] = 0
    for word in range(words):
        a, b, c = my_bits[mentor, word], my_bits[mentor, words + word], my_bits[mentor, 2 * words + word]
        for j in range(start, stop):
            x, y, z = a & bits_of[word, j], b & bits_of[words + word, j], c & bits_of[2 * words + word, j]
            above = x | y | z
            met = np.int32(bits(above))
            twice, thrice = above & bits_of[3 * words + word, j], above & bits_of[4 * words + word, j]
            count[j - start] += met
            relevance[j - start] += met + np.int32(bits(twice)) + np.int32(bits(thrice))
            difference[j - start] += np.int32(bits(x)) + np.int32(bits(y)) + np.int32(bits(z))


@loop
def row_scores(  # type: ignore[no-untyped-def]
    my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, stop,
    out, count, relevance, difference,
):  # fmt: skip
    """Scores of one mentor with a tile of mentees into ``out``, below 0 where a pair is not possible.

    Relations are not applied yet (``rule_out``). count, relevance, difference: room for the sums.
    """
    topic_sums(my_bits, bits_of, mentor, start, stop, count, relevance, difference)
    fit, level, aspects, time = np.int32(how[0]), np.int32(how[1]), np.int32(how[2]), np.int32(250 * how[3])
    no_topic, no_slot = np.int32(NEVER if how[4] else 0), np.int32(NEVER if how[5] else 0)
    one, two, three, sought = my_kinds[mentor, 0], my_kinds[mentor, 1], my_kinds[mentor, 2], my_numbers[mentor, 0]
    last = len(bits_of) - 1
    slots, wishes = my_bits[mentor, my_bits.shape[1] - 2], my_bits[mentor, my_bits.shape[1] - 1]
    for j in range(start, stop):
        k = j - start
        value = table[one + kinds[0, j]] + table[two + kinds[1, j]] + table[three + kinds[2, j]]
        out[k] = value + points(relevance[k], numbers[0, j]) * fit
    for j in range(start, stop):
        k = j - start
        value = points(difference[k], np.float32(3) * np.float32(count[k])) * level
        both = np.int32(bits(slots & bits_of[last - 1, j]))
        value += points(np.int32(bits(wishes & bits_of[last, j])), sought + numbers[1, j]) * aspects
        value += min(both, np.int32(4)) * time + (no_slot if both == 0 else np.int32(0))
        out[k] += value + (no_topic if count[k] == 0 else np.int32(0))


@inner
def some_scores(  # type: ignore[no-untyped-def]
    my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, places, many, out
):
    """The same scores one by one, of the first so ``many`` of the ``places`` in a tile."""
    words, last = (len(bits_of) - 2) // 5, len(bits_of) - 1
    one, two, three, sought = my_kinds[mentor, 0], my_kinds[mentor, 1], my_kinds[mentor, 2], my_numbers[mentor, 0]
    slots, wishes = my_bits[mentor, my_bits.shape[1] - 2], my_bits[mentor, my_bits.shape[1] - 1]
    for number in range(many):
        j = start + np.uint64(places[number])
        total = np.int64(table[one + kinds[0, j]]) + table[two + kinds[1, j]] + table[three + kinds[2, j]]
        count, relevance, difference = np.int64(0), np.int64(0), np.int64(0)
        for word in range(words):
            x, y = my_bits[mentor, word] & bits_of[word, j], my_bits[mentor, words + word] & bits_of[words + word, j]
            z = my_bits[mentor, 2 * words + word] & bits_of[2 * words + word, j]
            above = x | y | z
            twice, thrice = above & bits_of[3 * words + word, j], above & bits_of[4 * words + word, j]
            count += np.int64(bits(above))
            relevance += np.int64(bits(above)) + np.int64(bits(twice)) + np.int64(bits(thrice))
            difference += np.int64(bits(x)) + np.int64(bits(y)) + np.int64(bits(z))
        met, both = np.int64(bits(wishes & bits_of[last, j])), np.int64(bits(slots & bits_of[last - 1, j]))
        total += how[0] * points(relevance, numbers[0, j])
        total += how[1] * points(difference, np.float32(3) * np.float32(count))
        total += how[2] * points(met, sought + numbers[1, j]) + how[3] * 250 * min(both, 4)
        never = (how[4] and count == 0) or (how[5] and both == 0)
        out[places[number]] = NEVER if never else total


@inner
def rule_out(ruled, first, mentor, start, stop, out):  # type: ignore[no-untyped-def]
    """Mark those whom relations and bans rule out: ``ruled[first[mentor]] …``."""
    for place in range(first[mentor], first[mentor + 1]):
        k = ruled[place] - np.int64(start)
        if 0 <= k < np.int64(stop - start):
            out[k] = NEVER
