"""Two cohorts side by side: what is different, and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from augenhoehe.programmes import aims, changes, words
from augenhoehe.programmes.enums import PhaseKind, Subject
from augenhoehe.programmes.models import Change, Cohort
from augenhoehe.programmes.parts import Part

from .history import current_rules


@dataclass(frozen=True)
class Row:
    """A setting in both cohorts. `whys`: what was noted down when it was changed, newest first."""

    label: str
    older: str
    newer: str
    same: bool
    whys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    older: Cohort
    newer: Cohort
    rows: list[Row] = field(default_factory=list)
    intention: str = ""

    @property
    def different(self) -> list[Row]:
        return [row for row in self.rows if not row.same]

    @property
    def same(self) -> list[Row]:
        return [row for row in self.rows if row.same]


def compare(one: Cohort, other: Cohort) -> Comparison:
    """Every setting of two cohorts of a programme, the one that began earlier first. Five queries.

    `intention` is what the later one was about to do differently when it was planned.
    """
    older, newer = sorted((one, other), key=lambda cohort: (cohort.starts_on, cohort.pk))
    reasons = list(Change.objects.filter(cohort__in=(older, newer)).exclude(why=""))
    whys = _whys(reasons)
    found = [*_fields(older, newer), *_parts(older, newer), *_phases(older, newer), *_rules(older, newer)]
    planned = [change.why for change in reasons if change.cohort_id == newer.pk and change.subject == Subject.CREATED]
    return Comparison(
        older,
        newer,
        [replace(row, whys=tuple(whys.get(key, ()))) for key, row in found],
        intention=next(iter(planned), ""),
    )


Found = Iterable[tuple[str, Row]]


def _whys(kept: Iterable[Change]) -> dict[str, list[str]]:
    """Key of a row → why it was changed."""
    found: dict[str, list[str]] = {}
    for change in kept:
        for key in changes.touched(change):
            if change.why not in found.setdefault(key, []):
                found[key].append(change.why)
    return found


def _fields(older: Cohort, newer: Cohort) -> Found:
    for name in Cohort.settings():
        if name == "parts":
            continue
        before, after = getattr(older, name), getattr(newer, name)
        texts = [changes.in_words(Cohort, name, value) for value in (before, after)]
        yield name, Row(changes.label_of(Cohort, name), texts[0], texts[1], same=before == after)


def _parts(older: Cohort, newer: Cohort) -> Found:
    for part in Part:
        before, after = older.uses(part), newer.uses(part)
        texts = [words.value_label("", value) for value in (before, after)]
        yield f"part:{part}", Row(str(part.label), texts[0], texts[1], same=before == after)


def _phases(older: Cohort, newer: Cohort) -> Found:
    """Counted from the first day of each cohort: a phase that only moved along with it is the same."""
    before, after = _stretches(older), _stretches(newer)
    for kind in PhaseKind:
        label = gettext("Phase: %(phase)s") % {"phase": kind.label}
        texts = [_stretch(older, before.get(kind)), _stretch(newer, after.get(kind))]
        yield f"phase:{kind}", Row(label, texts[0], texts[1], same=before.get(kind) == after.get(kind))


def _stretches(cohort: Cohort) -> dict[str, tuple[int, int]]:
    """Kind of phase → its first and last day; the cohort's first day is 1."""
    start = cohort.starts_on
    return {
        phase.kind: ((phase.opens_on - start).days + 1, (phase.closes_on - start).days + 1)
        for phase in cohort.phases.all()
    }


def _stretch(cohort: Cohort, days: tuple[int, int] | None) -> str:
    if days is None:
        return "–"
    dates = changes.days_in_words([(cohort.starts_on + dt.timedelta(days=day - 1)).isoformat() for day in days])
    return gettext("day %(first)s to %(last)s (%(dates)s)") % {"first": days[0], "last": days[1], "dates": dates}


def _rules(older: Cohort, newer: Cohort) -> Found:
    before, after = current_rules(older), current_rules(newer)
    for name, about in words.RULES.items():
        values = before.rules.get(name), after.rules.get(name)
        texts = [words.value_label(name, value) for value in values]
        yield f"rule:{name}", Row(str(about.label), texts[0], texts[1], same=values[0] == values[1])
    for name, about in words.CRITERIA.items():
        weights = before.weights.get(name, 0), after.weights.get(name, 0)
        label = gettext("Weight: %(criterion)s") % {"criterion": about.label}
        yield f"weight:{name}", Row(label, str(weights[0]), str(weights[1]), same=weights[0] == weights[1])
    for line, other in zip(aims.aim_lines(before.policy), aims.aim_lines(after.policy), strict=True):
        yield "aim:policy", Row(line.label, line.value, other.value, same=line.value == other.value)
    was, now = ("; ".join(map(aims.quota_sentence, one.quotas)) or "–" for one in (before, after))
    yield "aim:quotas", Row(gettext("Quotas"), was, now, same=was == now)
