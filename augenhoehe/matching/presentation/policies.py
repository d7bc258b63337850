from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from augenhoehe.matching import adapter
from augenhoehe.matching.models import Run

POLICIES: Final[dict[str, tuple[Any, Any]]] = {
    "best": (
        _("Weakest tandem first"),
        _("As many tandems as possible, then the weakest as good as possible, then the best sum."),
    ),
    "steps": (
        _("Weakest first, in steps"),
        _("The same; whoever holds the weakest fit down is set, and the weakest of all others is lifted further."),
    ),
    "total": (
        _("Best sum alone"),
        _("As many tandems as possible, then the best sum, whatever becomes of the weakest."),
    ),
    "concave_2": (_("Concave sum, 2"), _("The best sum of 1 − (1 − fit)²: weak tandems count a little more.")),
    "concave_4": (_("Concave sum, 4"), _("The best sum of 1 − (1 − fit)⁴: weak tandems count clearly more.")),
    "concave_8": (_("Concave sum, 8"), _("The best sum of 1 − (1 − fit)⁸: weak tandems count by far the most.")),
}


@dataclass(frozen=True)
class PolicyRow:
    """One policy in words and numbers; `*_raw` are for the picture, in per cent."""

    name: str
    about: str
    own: bool
    pairs: int
    worst: str
    worst_raw: str
    mean: str
    mean_raw: str
    weak: int
    left: int
    changed: int
    certified: bool


def policies(run: Run) -> Sequence[PolicyRow] | None:
    """Every policy on a run's input; None for a cohort too large to wait for."""
    found = adapter.compare_policies(run)
    return None if found is None else [_row(one, run.figures["max_score"]) for one in found]


def _row(one: adapter.PolicyResult, highest: int) -> PolicyRow:
    name, about = POLICIES[one.policy]
    return PolicyRow(
        name=str(name),
        about=str(about),
        own=one.own,
        pairs=one.pairs,
        worst="–" if one.worst is None else _fine(one.worst, highest),
        worst_raw="" if one.worst is None else _raw(one.worst, highest),
        mean=_fine(one.total, highest * one.pairs) if one.pairs else "–",
        mean_raw=_raw(one.total, highest * one.pairs) if one.pairs else "",
        weak=one.weak,
        left=one.left,
        changed=one.changed,
        certified=one.certified,
    )


def _fine(part: int, whole: int) -> str:
    """With two decimals: what a floor costs the sum is a few thousandths."""
    return f"{number_format(100 * part / whole if whole else 0, decimal_pos=2, use_l10n=True)}\N{NO-BREAK SPACE}%"


def _raw(part: int, whole: int) -> str:
    """Per cent with two decimals, for a script."""
    return f"{100 * part / whole:.2f}" if whole else ""
