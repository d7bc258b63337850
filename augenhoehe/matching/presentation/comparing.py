from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from augenhoehe.matching import adapter, words
from augenhoehe.matching.models import Run
from augenhoehe.matching.selectors import Lexicon, lexicon_of
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import version_difference
from augenhoehe.programmes.words import Change

from .pairing import EffectView, effect_view
from .running import figures


@dataclass(frozen=True)
class Comparing:
    """Two runs side by side. settings: what differs in rules and weights; decisions: (pair, in a, in b)."""

    a: Run
    b: Run
    figures_a: dict[str, Any]
    figures_b: dict[str, Any]
    effect: EffectView
    settings: list[Change]
    decisions: list[tuple[str, bool, bool]]
    same_input: bool


def last_two(cohort: Cohort) -> dict[str, int]:
    """Numbers of the last two computed runs, as the first choice of a comparison."""
    numbers = list(Run.objects.filter(cohort=cohort, plan__isnull=False).values_list("number", flat=True)[:2])
    return {"a": numbers[1], "b": numbers[0]} if len(numbers) == 2 else {}


def comparison(a: Run, b: Run) -> Comparing:
    """Count, weakest, total, left over, changed pairs, and what differs in rules, weights and decisions."""
    effect = adapter.compare_runs(a, b)
    then, now = adapter.decided_in(a), adapter.decided_in(b)
    pairs = [*effect.removed, *effect.added, *(then.locks ^ now.locks), *(then.bans ^ now.bans)]
    lexicon = lexicon_of(a.cohort, people={pk for one in pairs for pk in one} | {*effect.alone, *effect.placed})
    return Comparing(
        a=a,
        b=b,
        figures_a=figures(a),
        figures_b=figures(b),
        effect=effect_view(effect, lexicon, a),
        settings=version_difference(a.rules, b.rules),
        decisions=[
            *_decided(then.locks, now.locks, lexicon, "lock"),
            *_decided(then.bans, now.bans, lexicon, "ban"),
        ],
        same_input=a.input_hash == b.input_hash,
    )


def _decided(
    then: frozenset[tuple[int, int]], now: frozenset[tuple[int, int]], lexicon: Lexicon, kind: str
) -> Iterable[tuple[str, bool, bool]]:
    for mentor, mentee in sorted(then ^ now):
        sentence = words.decision_sentence(kind, lexicon.person(mentor), lexicon.person(mentee))
        yield sentence, (mentor, mentee) in then, (mentor, mentee) in now
