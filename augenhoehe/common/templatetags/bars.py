"""The geometry of stacked bars, so that no template computes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

TONES = 8


@dataclass(frozen=True)
class Segment:
    """A part of a bar 100 wide. `x` and `width` are texts with a decimal point, whatever the language."""

    name: str
    share: int
    x: str
    width: str
    tone: int


@register.filter
def stacked(parts: Iterable[Any], total: float | str = 100) -> list[Segment]:
    """Parts (name or label, value, maybe share) laid end to end; `total` is the value that fills the bar.

    A part without `share` shows what it is of the total. What would stand out beyond the end is cut off.
    """
    whole = float(total) or 1.0
    start, segments = 0.0, []
    for number, part in enumerate(parts or ()):
        end = min(start + max(float(_of(part, "value") or 0), 0) / whole * 100, 100)
        share = _of(part, "share")
        segments.append(
            Segment(
                name=str(_of(part, "name") or _of(part, "label") or ""),
                share=round(end - start if share is None else share),
                x=f"{start:.2f}".rstrip("0").rstrip("."),
                width=f"{end - start:.2f}".rstrip("0").rstrip("."),
                tone=number % TONES,
            )
        )
        start = end
    return segments


def _of(part: Any, name: str) -> Any:
    return part.get(name) if isinstance(part, Mapping) else getattr(part, name, None)
