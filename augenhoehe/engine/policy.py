"""What "best" means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from augenhoehe.engine.errors import ProblemError

Engine = Literal["auto", "dense", "columns"]
"""With all pairs in memory, with few of them, or by the size of the cohort. The plan is the same."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Order of aims. As many tandems as the rules permit always comes first.

    floor ``"best"`` (default): then the best possible weakest tandem, then the best total above that floor.
    floor ``"none"``: then the best total, whatever happens to the weakest.
    Locked pairs are given: they count in the total, but neither floor nor total is sought among them.
    """

    floor: Literal["best", "none"] = "best"

    def __post_init__(self) -> None:
        """Raise ``ProblemError("range")`` for an unknown floor."""
        if self.floor not in ("best", "none"):
            raise ProblemError("range", f"unknown floor {self.floor!r}", field="floor")
