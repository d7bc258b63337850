"""Arrays as this package hands them round; their widths differ, 32 bits where there are many."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
"""Whole numbers of 16, 32 or 64 bits."""
Bools = NDArray[np.bool_]
Scores = NDArray[np.int32]
"""Scores 0…100,000, −1 where a pair is not possible; in sums of points a large negative number."""
