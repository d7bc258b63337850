from collections.abc import Iterable, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONG = 6
"""Beyond this many names a sentence says how many more there are."""


def percent(score: int, of: int = 100_000) -> str:
    """A score as a share of what is possible, e.g. "87 %"; the space keeps both on one line."""
    return f"{round(100 * score / of) if of else 0}\N{NO-BREAK SPACE}%"


def listed(words: Iterable[str], *, limit: int = LONG, total: int | None = None) -> str:
    """ "A, B and C"; with more than `limit`: "A, B and 4 more". total: how many there are when not all are given."""
    found = list(words)
    total = len(found) if total is None else total
    if total > limit:
        found = found[: limit - 1]
        more = total - len(found)
        found.append(ngettext("%(number)d more", "%(number)d more", more) % {"number": more})
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s and %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}


def signed(number: int) -> str:
    """With its sign, and a true minus; zero is "±0"."""
    if not number:
        return "±0"
    return f"{'+' if number > 0 else '−'}{number_format(abs(number), use_l10n=True, force_grouping=True)}"


def signed_points(score: int, of: int) -> str:
    """A difference of scores in points of 100, with its sign; a tenth at least, so that a loss is never hidden."""
    if not score:
        return "±0"
    return f"{'+' if score > 0 else '−'}{points(abs(score), of)}"


def points(score: int, of: int) -> str:
    """A score in points of 100; a tenth at least, so that nothing is never shown for something."""
    exact = 100 * score / of if of else 0.0
    return number_format(round(exact) if exact >= 10 else max(round(exact, 1), 0.1), use_l10n=True)


def change_words(*, pairs: int, worst: int | None, total: int, max_score: int) -> Sequence[tuple[str, str]]:
    """What a change does to the cohort as (label, signed number): tandems, weakest and all fits, in points of 100."""
    return (
        (_("Tandems"), signed(pairs)),
        (_("Weakest fit, in points"), "–" if worst is None else signed_points(worst, max_score)),
        (_("Sum of all fits, in points"), signed_points(total, max_score)),
    )
