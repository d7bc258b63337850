from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext
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
    """One policy in words and figures: each as it is read and as the picture takes it, None where it is not in it."""

    name: str
    about: str
    own: bool
    certified: bool
    figures: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class PolicyTable:
    """A table with its picture. highest: the end of its scale, "" for as far as the figures go."""

    title: str
    highest: str
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[PolicyRow, ...]


@dataclass(frozen=True)
class PoliciesView:
    """Two tables about the same policies; none while the worker has not computed them, or computes them now."""

    tables: tuple[PolicyTable, ...]
    under_way: bool


def policies(run: Run) -> PoliciesView:
    """Every policy on a run's input."""
    found = adapter.compare_policies(run)
    if found is None:
        return PoliciesView((), under_way="policies" in run.figures)
    highest = run.figures["max_score"]
    fits = PolicyTable(
        title=gettext("How well the tandems fit, in per cent of what is possible"),
        highest="100",
        heads=((gettext("Weakest fit"), True), (gettext("Fit on average"), True), (gettext("Tandems"), False)),
        rows=tuple(_row(one, _fits(one, highest)) for one in found),
    )
    badly = PolicyTable(
        title=gettext("How many would be badly off"),
        highest="",
        heads=(
            (gettext("Tandems below 40 %"), True),
            (gettext("People left over"), True),
            (gettext("Pairs unlike this run"), False),
        ),
        rows=tuple(_row(one, _badly(one)) for one in found),
    )
    return PoliciesView((fits, badly), under_way=False)


def _row(one: adapter.PolicyResult, figures: tuple[tuple[str, str | None], ...]) -> PolicyRow:
    name, about = POLICIES[one.policy]
    return PolicyRow(str(name), str(about), one.own, one.certified, figures)


def _fits(one: adapter.PolicyResult, highest: int) -> tuple[tuple[str, str | None], ...]:
    worst = ("–", "") if one.worst is None else _share(one.worst, highest)
    return worst, _share(one.total, highest * one.pairs) if one.pairs else ("–", ""), (str(one.pairs), None)


def _badly(one: adapter.PolicyResult) -> tuple[tuple[str, str | None], ...]:
    return (str(one.weak), str(one.weak)), (str(one.left), str(one.left)), (str(one.changed), None)


def _share(part: int, whole: int) -> tuple[str, str]:
    """With two decimals, in words and for a script: what a floor costs the sum is a few thousandths."""
    value = 100 * part / whole if whole else 0
    return f"{number_format(value, decimal_pos=2, use_l10n=True)}\N{NO-BREAK SPACE}%", f"{value:.2f}"
