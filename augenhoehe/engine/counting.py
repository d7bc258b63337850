"""How many things two people have in common, for all pairs: and-ing bits and counting them.

In whole numbers and on one core by design. Products of 0/1 matrices would be as quick on an idle machine, but their
threads stall one another as soon as something else runs beside them: five times slower on a busy server.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int16]
BLOCK = 1 << 15  # pairs at a time, so that the intermediate words stay in the processor's cache


def packed(table: NDArray[np.bool_]) -> NDArray[Any]:
    """People × columns as people × words of the narrowest width that fits (several words of 64 bits if need be)."""
    width = next((size for size in (1, 2, 4) if table.shape[1] <= 8 * size), 8)
    octets = np.packbits(table, axis=1, bitorder="little")
    padding = -octets.shape[1] % width
    filled = np.ascontiguousarray(np.pad(octets, ((0, 0), (0, padding))))
    words: NDArray[Any] = filled.view(f"<u{width}")
    return words


def common(left: NDArray[np.bool_], right: NDArray[np.bool_]) -> Counts:
    """Per pair the number of columns set for both: left people × right people."""
    one, other = packed(left), np.ascontiguousarray(packed(right).T)
    out = np.zeros((len(left), len(right)), dtype=np.int16)
    rows = max(1, BLOCK // max(1, len(right)))
    for start in range(0, len(left), rows):
        block = out[start : start + rows]
        for word in range(one.shape[1]):
            block += np.bitwise_count(one[start : start + rows, word, None] & other[word])
    return out


def any_common(left: NDArray[np.bool_], right: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether any column is set for both."""
    one, other = packed(left), packed(right)
    out = np.zeros((len(left), len(right)), dtype=np.bool_)
    for word in range(one.shape[1]):
        out |= (one[:, word, None] & other[None, :, word]) != 0
    return out
