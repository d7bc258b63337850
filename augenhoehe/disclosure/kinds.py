"""Kinds of figures and the number of people each needs, as the programme publishes them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

FLOOR: Final = 5
"""Of fewer people nothing is told, and nothing that is told may be worked out."""


class Kind(StrEnum):
    """What is told of a group."""

    COUNT = "count"
    MEAN = "mean"
    DISTRIBUTION = "distribution"
    CROSS_TABLE = "cross_table"
    NPS = "nps"


THRESHOLDS: Final[Mapping[Kind, int]] = MappingProxyType(
    {Kind.COUNT: FLOOR, Kind.MEAN: FLOOR, Kind.DISTRIBUTION: 10, Kind.CROSS_TABLE: 10, Kind.NPS: 20}
)
"""Smallest group each kind is told of. A mirror's mean is a mean whose members are tandems."""


class Reason(StrEnum):
    """Why a group has no line of its own. Callers put it into words.

    Neither depends on what people answered, only on who belongs to which group: so the reason tells nothing either.
    """

    TOO_FEW = "too_few"
    """The group itself is under the threshold (primary suppression)."""
    WOULD_REVEAL = "would_reveal"
    """Together with what else is told a small group could be worked out (complementary suppression)."""
