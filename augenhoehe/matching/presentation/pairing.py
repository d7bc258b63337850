import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.matching import adapter, words
from augenhoehe.matching.concerns import effect_concerns, lock_concerns, weak_points
from augenhoehe.matching.enums import DecisionKind
from augenhoehe.matching.models import Run
from augenhoehe.matching.selectors import Lexicon, lexicon_of

FEW, MANY = 5, 20
"""How many partners the swap page shows at first, and on request."""


@dataclass(frozen=True)
class EffectView:
    """An effect on the cohort in words: numbers, concerns, and the pairs that go and come."""

    numbers: Sequence[tuple[str, str]]
    concerns: list[str]
    removed: list[tuple[str, str]]
    added: list[tuple[str, str]]
    placed: str

    @property
    def nothing(self) -> bool:
        return not self.removed and not self.added


@dataclass(frozen=True)
class PairView:
    mentor: Application
    mentee: Application
    kind: DecisionKind
    in_plan: bool
    fit: str
    parts: list[words.Part]
    blocked_by: list[str]
    weak: list[str]
    effect: EffectView | None
    concerns: list[str]
    failure: list[str]
    chain: list[str] = field(default_factory=list)
    others: int = 0
    """How many mentees besides those of the chain would have another partner."""
    why_not: str = ""
    draft_key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def note_needed(self) -> bool:
        return self.kind == DecisionKind.LOCK and bool(self.concerns)

    @property
    def possible(self) -> bool:
        return not self.blocked_by and not self.failure


def pair(run: Run, mentor: Application, mentee: Application, kind: DecisionKind) -> PairView | None:
    """One pair with what setting or forbidding it would change; None when one of the two is not in the run."""
    try:
        preview = adapter.preview_lock(run, mentor=mentor.pk, mentee=mentee.pk)
    except KeyError:
        return None
    people = {mentor.pk: mentor, mentee.pk: mentee}
    if kind == DecisionKind.LOCK:
        return view_of(run, preview, people, kind)
    try:
        effect = adapter.preview_ban(run, mentor=mentor.pk, mentee=mentee.pk)
    except adapter.Impossible as error:
        sentences = words.failure_sentences(error.failure, lexicon_of(run.cohort, people=people))
        return view_of(run, replace(preview, effect=None), people, kind, failure=sentences)
    return view_of(run, replace(preview, effect=effect, displaced=[]), people, kind)


def view_of(
    run: Run,
    preview: adapter.Preview,
    people: dict[int, Application],
    kind: DecisionKind,
    *,
    failure: list[str] | None = None,
    lexicon: Lexicon | None = None,
) -> PairView:
    """A preview with its words; `people` are the applications of the two."""
    lexicon = lexicon or lexicon_of(run.cohort, people=mentioned(preview))
    effect = preview.effect
    concerns = lock_concerns(preview) if kind == DecisionKind.LOCK else effect_concerns(effect) if effect else []
    return PairView(
        mentor=people[preview.mentor],
        mentee=people[preview.mentee],
        kind=kind,
        in_plan=preview.in_plan,
        fit="–" if preview.score is None else words.percent(preview.score, run.figures["max_score"]),
        parts=words.parts_of(preview.contributions, lexicon),
        blocked_by=[words.rule_name(rule) for rule in preview.blocked_by],
        weak=[words.criterion_name(name) for name in weak_points(preview)],
        effect=effect_view(effect, lexicon, run) if effect else None,
        concerns=[words.concern_sentence(one, effect, preview.displaced, lexicon) for one in concerns],
        failure=failure or [],
        chain=[words.step_sentence(one, lexicon) for one in preview.chain] if kind == DecisionKind.LOCK else [],
        others=len(moved_mentees(effect) - {one.mentee for one in preview.chain}) if effect else 0,
        why_not=words.why_not_sentence(preview, run.figures["max_score"]) if kind == DecisionKind.LOCK else "",
    )


def moved_mentees(effect: adapter.Effect) -> set[int]:
    """Mentees whose partner changes."""
    return {mentee for _mentor, mentee in (*effect.removed, *effect.added)}


def mentioned(preview: adapter.Preview) -> set[int]:
    """Applications whose names a preview needs."""
    pairs = [(preview.mentor, preview.mentee), *preview.displaced]
    effect = preview.effect
    if effect:
        pairs += [*effect.removed, *effect.added]
    return {pk for one in pairs for pk in one}


def effect_view(effect: adapter.Effect, lexicon: Lexicon, run: Run) -> EffectView:
    """An effect in words."""

    def named(pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
        return [(lexicon.person(mentor), lexicon.person(mentee)) for mentor, mentee in pairs]

    return EffectView(
        numbers=words.change_words(
            pairs=effect.pairs, worst=effect.worst, total=effect.total, max_score=run.figures["max_score"]
        ),
        concerns=[words.concern_sentence(one, effect, [], lexicon) for one in effect_concerns(effect)],
        removed=named(effect.removed),
        added=named(effect.added),
        placed=words.listed(map(lexicon.person, effect.placed)),
    )


def partners(run: Run, person: Application, *, wide: bool) -> dict[str, Any] | None:
    """Other possible partners of one person, the smallest loss first; None when the person is not in the run."""
    try:
        found = adapter.possible_partners(
            run, application=person.pk, side=person.side, limit=(MANY if wide else FEW) + 1
        )
    except KeyError:
        return None
    shown = found[: MANY if wide else FEW]
    lexicon = lexicon_of(run.cohort, people={pk for one in shown for pk in mentioned(one)})
    pks = {one.mentor for one in shown} | {one.mentee for one in shown}
    people = Application.objects.select_related("person__unit", "person__site").in_bulk(pks | {person.pk})
    # In an older run, somebody's application may have been deleted since.
    here = [one for one in shown if {one.mentor, one.mentee} <= people.keys()]
    rows = [view_of(run, one, people, DecisionKind.LOCK, lexicon=lexicon) for one in here]
    other = Side.MENTEE if person.side == Side.MENTOR else Side.MENTOR
    return {
        "rows": [(row, row.mentee if other == Side.MENTEE else row.mentor) for row in rows],
        "more": len(found) > len(shown) and not wide,
        "current": current_partners(run, person),
    }


def current_partners(run: Run, person: Application) -> list[Application]:
    """Whom the run proposes for this person."""
    mine, theirs = ("mentor", "mentee") if person.side == Side.MENTOR else ("mentee", "mentor")
    proposals = run.proposals.filter(**{mine: person}).select_related(
        f"{theirs}__person__unit", f"{theirs}__person__site"
    )
    return [getattr(proposal, theirs) for proposal in proposals]
