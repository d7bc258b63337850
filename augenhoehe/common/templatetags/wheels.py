"""The geometry of a wheel whose sectors are filled from the hub, so that no template computes."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

RADIUS = 96
GAP = 1.5
"""Degrees left free at either side of a sector."""


@dataclass(frozen=True)
class Sector:
    """A sector as SVG paths around (0, 0); `fill` is empty for nothing. `x`, `y`: where its number stands."""

    number: int
    rim: str
    fill: str
    arc: str
    wanted: bool
    x: str
    y: str
    tone: int


@register.filter
def sectors(spokes: Iterable[Any], total: int) -> list[Sector]:
    """Equal sectors from spokes (touched, wanted); `total` fills one, and less fills an area in proportion."""
    found = list(spokes)
    step = 360 / len(found) if found else 0
    return [_sector(index, step, one, total) for index, one in enumerate(found)]


def _sector(index: int, step: float, spoke: Any, total: int) -> Sector:
    begin, end = index * step - 90 + GAP, (index + 1) * step - 90 - GAP
    share = min(spoke.touched / total, 1) if total else 0
    x, y = _point(RADIUS + 18, (begin + end) / 2)
    return Sector(
        number=index + 1,
        rim=_piece(RADIUS, begin, end),
        fill=_piece(RADIUS * math.sqrt(share), begin, end) if share else "",
        arc=_arc(RADIUS + 4, begin, end),
        wanted=bool(spoke.wanted),
        x=x,
        y=y,
        tone=index,
    )


def _piece(radius: float, begin: float, end: float) -> str:
    """From the hub along an arc and back."""
    return f"{_arc(radius, begin, end).replace('M', 'M0 0L', 1)}Z"


def _arc(radius: float, begin: float, end: float) -> str:
    return f"M{' '.join(_point(radius, begin))}A{radius:.1f} {radius:.1f} 0 0 1 {' '.join(_point(radius, end))}"


def _point(radius: float, degrees: float) -> tuple[str, str]:
    turn = math.radians(degrees)
    return f"{radius * math.cos(turn):.1f}", f"{radius * math.sin(turn):.1f}"
