"""What "best" means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.types import whole

MOST_STEPS = 20

Engine = Literal["auto", "dense", "columns"]
"""With all pairs in memory, with few of them, or by the size of the cohort. The plan is the same."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Order of aims. As many tandems as rules and quotas permit always comes first, then who has precedence.

    floor ``"best"`` (default): then the best possible weakest tandem, then the best total above that floor.
    floor ``"steps"``: then, up to ``steps`` times, the tandems at the floor are made as few as possible and are
    reported, and the floor rises for all others (the beginning of a lexicographic bottleneck assignment; Burkard and
    Rendl 1991).
    floor ``"none"``: then the best total, whatever happens to the weakest.
    concavity: the total is that of ``1 − (1 − s)^concavity``; 1 is the plain one, 8 cares for the weak the most.
    Locked pairs are given: they count in the total, but neither floor nor total is sought among them.
    """

    floor: Literal["best", "steps", "none"] = "best"
    concavity: int = 1
    steps: int = 3

    def __post_init__(self) -> None:
        """Raise ``ProblemError("range")`` for an unknown floor, concavity or number of steps."""
        if self.floor not in ("best", "steps", "none"):
            raise ProblemError("range", f"unknown floor {self.floor!r}", field="floor")
        if not whole(self.concavity, 1, 8):
            raise ProblemError("range", f"concavity {self.concavity!r} is not from 1 to 8", field="concavity")
        if not whole(self.steps, 1, MOST_STEPS):
            raise ProblemError("range", f"{self.steps!r} steps are not from 1 to {MOST_STEPS}", field="steps")

    @property
    def plain(self) -> bool:
        """Whether number, floor and total say it all."""
        return self.floor != "steps" and self.concavity == 1
