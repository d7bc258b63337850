from collections.abc import Mapping
from dataclasses import dataclass

from augenhoehe.matching import adapter, words
from augenhoehe.matching.models import Run
from augenhoehe.matching.selectors import Lexicon, lexicon_of

from .pairing import EffectView, effect_view


@dataclass(frozen=True)
class Row:
    """A figure of the kept run beside that of the trial."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A mentee whose partner would change; "–" for nobody."""

    mentee: str
    before: str
    after: str


@dataclass(frozen=True)
class TrialView:
    """Other weights and what comes of them. changes: one row a mentee, by name."""

    weights: list[Row]
    figures: list[Row]
    changes: list[Change]


def trial(run: Run, weights: Mapping[str, int]) -> TrialView:
    """A trial of other weights in words. Raises adapter.Impossible."""
    found = adapter.try_weights(run, weights)
    effect = found.effect
    lexicon = lexicon_of(run.cohort, people={pk for one in (*effect.removed, *effect.added) for pk in one})
    return TrialView(
        weights=[
            Row(words.criterion_name(name), str(before), str(weights.get(name, 0)))
            for name, before in adapter.weights_of(run).items()
            if before != weights.get(name, 0)
        ],
        figures=figure_rows(found.before, found.after),
        changes=changes_of(effect, lexicon),
    )


def figure_rows(before: adapter.Result, after: adapter.Result) -> list[Row]:
    """Number, weakest and average fit, each as a share of what its own weights permit."""
    return [Row(label, one, other) for (label, one), (_label, other) in zip(told(before), told(after), strict=True)]


def told(result: adapter.Result) -> list[tuple[str, str]]:
    """A result in numbers for people."""
    worst = "–" if result.worst is None else words.percent(result.worst, result.max_score)
    mean = words.percent(result.total, result.max_score * result.pairs) if result.pairs else "–"
    return words.result_words(pairs=str(result.pairs), worst=worst, mean=mean)


def changes_of(effect: adapter.Effect, lexicon: Lexicon) -> list[Change]:
    """From pairs that go and come to one row a mentee."""
    before = {mentee: mentor for mentor, mentee in effect.removed}
    after = {mentee: mentor for mentor, mentee in effect.added}

    def name(of: dict[int, int], mentee: int) -> str:
        return lexicon.person(of[mentee]) if mentee in of else "–"

    rows = [Change(lexicon.person(one), name(before, one), name(after, one)) for one in before.keys() | after.keys()]
    return sorted(rows, key=lambda row: (row.mentee, row.before))


@dataclass(frozen=True)
class OtherPlan:
    """One of the next best plans: what it loses, and who has another partner in it."""

    effect: EffectView
    loss: str
    changes: list[Change]


def next_best_plans(run: Run) -> list[OtherPlan] | None:
    """The next best plans in words; None where the engine tells only the best one."""
    found = adapter.next_best_plans(run)
    if found is None:
        return None
    people = {pk for effect in found for pair in (*effect.removed, *effect.added) for pk in pair}
    lexicon = lexicon_of(run.cohort, people=people)
    highest = run.figures["max_score"]
    return [
        OtherPlan(effect_view(one, lexicon, run), words.loss_sentence(one.total, highest), changes_of(one, lexicon))
        for one in found
    ]
