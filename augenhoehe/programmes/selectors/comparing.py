"""Two cohorts side by side: what is different, and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from augenhoehe.programmes import changes, words
from augenhoehe.programmes.enums import PhaseKind, Subject
from augenhoehe.programmes.models import Change, Cohort
from augenhoehe.programmes.parts import Part

from .history import current_rules

FIELDS = (
    *("places", "mentor_hours", "mentee_hours", "meetings", "meeting_minutes", "respond_days", "confirm_days"),
    *("mentor_capacity", "four_eyes", "selection_four_eyes"),
)


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
    rows = [*_fields(older, newer), *_parts(older, newer), *_phases(older, newer), *_rules(older, newer)]
    planned = [change.why for change in reasons if change.cohort_id == newer.pk and change.subject == Subject.CREATED]
    return Comparison(
        older,
        newer,
        [Row(*texts, same=same, whys=tuple(whys.get(key, ()))) for key, texts, same in rows],
        intention=next(iter(planned), ""),
    )


Found = tuple[str, tuple[str, str, str], bool]


def _whys(kept: Iterable[Change]) -> dict[str, list[str]]:
    """Key of a row → why it was changed."""
    found: dict[str, list[str]] = {}
    for change in kept:
        for key in changes.touched(change):
            if change.why not in found.setdefault(key, []):
                found[key].append(change.why)
    return found


def _fields(older: Cohort, newer: Cohort) -> Iterable[Found]:
    for name in FIELDS:
        both = [getattr(cohort, name) for cohort in (older, newer)]
        texts = [changes.in_words(Cohort, name, value) for value in both]
        yield name, (changes.label_of(Cohort, name), *texts), both[0] == both[1]  # type: ignore[misc]


def _parts(older: Cohort, newer: Cohort) -> Iterable[Found]:
    for part in Part:
        both = [cohort.uses(part) for cohort in (older, newer)]
        texts = [words.value_label("", value) for value in both]
        yield f"part:{part}", (str(part.label), *texts), both[0] == both[1]  # type: ignore[misc]


def _phases(older: Cohort, newer: Cohort) -> Iterable[Found]:
    both = [{phase.kind: phase for phase in cohort.phases.all()} for cohort in (older, newer)]
    for kind in PhaseKind:
        days = [
            ((phase.opens_on - cohort.starts_on).days + 1, (phase.closes_on - cohort.starts_on).days + 1)
            if (phase := phases.get(kind))
            else None
            for cohort, phases in zip((older, newer), both, strict=True)
        ]
        texts = [_stretch(cohort.starts_on, stretch) for cohort, stretch in zip((older, newer), days, strict=True)]
        label = gettext("Phase: %(phase)s") % {"phase": kind.label}
        yield f"phase:{kind}", (label, *texts), days[0] == days[1]  # type: ignore[misc]


def _stretch(starts_on: dt.date, days: tuple[int, int] | None) -> str:
    if days is None:
        return "–"
    dates = changes.days_in_words([(starts_on + dt.timedelta(days=day - 1)).isoformat() for day in days])
    return gettext("day %(first)s to %(last)s (%(dates)s)") % {"first": days[0], "last": days[1], "dates": dates}


def _rules(older: Cohort, newer: Cohort) -> Iterable[Found]:
    before, after = current_rules(older), current_rules(newer)
    for name, about in words.RULES.items():
        texts = [words.value_label(name, row.rules.get(name)) for row in (before, after)]
        yield f"rule:{name}", (str(about.label), *texts), before.rules.get(name) == after.rules.get(name)  # type: ignore[misc]
    for name, about in words.CRITERIA.items():
        weights = [row.weights.get(name, 0) for row in (before, after)]
        label = gettext("Weight: %(criterion)s") % {"criterion": about.label}
        yield f"weight:{name}", (label, *map(str, weights)), weights[0] == weights[1]  # type: ignore[misc]
