"""Compiled: which pairs of a tile can matter at all. Needs numba (extra ``fast``).

Branch and bound on single pairs: what is quick to count (topics, wishes, slots) is counted, everything else taken as
good as it can be for this mentor and this tile of mentees. Only pairs whose bound is above a limit are scored; of
random people that is one in fifty, and fewer the more there are, as limits rise with the choice. Whole tiles are passed
over where rules leave none of the mentees possible; so people alike in that stand side by side (``prepared.py``).

Arguments as in ``kernels.py``; base: the most that is not counted of this mentor's with this tile. All bounds are
float32 and a little above what is true.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.columns.fast.kernels import bits, inner, row_scores, some_scores

MANY = 128
"""Promising pairs of a tile from which all its pairs are scored in a row, which is quicker than one by one."""


@inner
def relevances(my_bits, bits_of, mentor, start, stop, relevance):  # type: ignore[no-untyped-def]
    """Σ relevance of the topics in which this mentor knows more."""
    words = (len(bits_of) - 2) // 5
    for j in range(start, stop):
        relevance[j - start] = 0
    for word in range(words):
        a, b, c = my_bits[mentor, word], my_bits[mentor, words + word], my_bits[mentor, 2 * words + word]
        for j in range(start, stop):
            above = (a & bits_of[word, j]) | (b & bits_of[words + word, j]) | (c & bits_of[2 * words + word, j])
            twice, thrice = above & bits_of[3 * words + word, j], above & bits_of[4 * words + word, j]
            relevance[j - start] += np.int32(bits(above)) + np.int32(bits(twice)) + np.int32(bits(thrice))


@inner
def flag(  # type: ignore[no-untyped-def]
    my_bits, my_numbers, bits_of, numbers, how, mentor, start, stop, base, limits, relevance, flags
):
    """Flag the mentees of a tile whose bound is above their limit."""
    relevances(my_bits, bits_of, mentor, start, stop, relevance)
    last, sought = len(bits_of) - 1, max(my_numbers[mentor, 0], np.float32(0.5))
    slots, wishes = my_bits[mentor, my_bits.shape[1] - 2], my_bits[mentor, my_bits.shape[1] - 1]
    aspects, time = np.float32(1000 * how[2]), np.float32(250 * how[3])
    for j in range(start, stop):
        k = j - start
        met = np.float32(np.int32(bits(wishes & bits_of[last, j]))) / (sought + numbers[1, j])
        both = np.float32(min(np.int32(bits(slots & bits_of[last - 1, j])), np.int32(4)))
        value = np.float32(relevance[k]) * numbers[2, j] + met * aspects + both * time
        flags[k] = value > limits[k] - base


@inner
def flagged(flags, eights, places):  # type: ignore[no-untyped-def]
    """How many are flagged, and where. ``eights``: the same flags, eight at a time."""
    hits = 0
    for word in range(len(eights)):
        if eights[word] != 0:
            for k in range(8 * word, 8 * word + 8):
                places[hits] = k
                hits += flags[k]
    return hits


@inner
def promising(  # type: ignore[no-untyped-def]
    my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, stop, base, limits,
    relevance, flags, eights, places, out, count, difference,
):  # fmt: skip
    """Number of mentees of a tile whose bound is above their limit; their places in it, and scores at those places.

    Relations are not applied yet.
    """
    flag(my_bits, my_numbers, bits_of, numbers, how, mentor, start, stop, base, limits, relevance, flags)
    for k in range(np.int64(stop - start), len(flags)):
        flags[k] = False
    hits = flagged(flags, eights, places)
    if hits > MANY:
        row_scores(
            my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, stop,
            out, count, relevance, difference,
        )  # fmt: skip
    elif hits > 0:
        some_scores(
            my_bits, my_numbers, my_kinds, bits_of, numbers, kinds, table, how, mentor, start, places, hits, out
        )
    return hits
