"""Records of the intake to the engine's problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from augenhoehe.cli.match_errors import BadInput
from augenhoehe.cli.match_input import SIDES, Intake
from augenhoehe.engine import PRESETS, Criteria, Person, Problem, Rules, TopicAnswer
from augenhoehe.intake.parsers.answers import DEFAULT_OFFER, DEFAULT_RELEVANCE, Answer
from augenhoehe.intake.problems import Problem as Wrong
from augenhoehe.intake.schema import Record
from augenhoehe.intake.schemas.applications import roles_reversed

Pairs = frozenset[tuple[str, str]]


def make_problem(intake: Intake, rules: Rules, criteria: Criteria, capacity: int) -> Problem:
    """The engine's problem, ids as in the input. Raises BadInput if grades of two scales would meet."""
    if rules.grade:
        _one_scale(intake)
    sides = {side: intake.records(side) for side in SIDES}
    relations = _Relations(sides["mentor"], sides["mentee"])
    columns = intake.fields()
    return Problem(
        mentors=tuple(_person(record, capacity) for record in sides["mentor"]),
        mentees=tuple(_person(record, None) for record in sides["mentee"]),
        rules=rules,
        criteria=criteria,
        bans=relations.same_person(),
        line_related=relations.line() if "supervisor" in columns else None,
        conflicts=relations.named("exclusions") if "exclusions" in columns else None,
        former_partners=relations.named("former_partners") if "former_partners" in columns else None,
    )


def settings_of(preset: str, rules: Mapping[str, Any], weights: Mapping[str, Any]) -> tuple[Rules, Criteria]:
    """The preset's rules and criteria with changes. Raises ProblemError for what cannot be meant."""
    base = PRESETS[preset]
    criteria = replace(base.criteria, **weights) if weights else base.criteria
    return replace(base.rules, **rules), criteria


def person_id(record: Record) -> str:
    """The mail address, else the number, as in the input."""
    return str(record.get("email") or record.get("number"))


def swapped_roles(intake: Intake, rules: Rules) -> str | None:
    """A warning if the middle mentor stands on the wrong side of the middle mentee."""

    def place(record: Record) -> int | None:
        if rules.grade:
            return record.get("pay_grade").rank if record.get("pay_grade") else None
        level: int | None = record.get("function_level")
        return level

    if not (rules.grade or rules.function_level):
        return None
    levels = {s: [p for r in intake.records(s) if (p := place(r)) is not None] for s in SIDES}
    warning = roles_reversed(levels["mentor"], levels["mentee"], rules.direction)
    return warning.text if warning else None


def _one_scale(intake: Intake) -> None:
    first = None
    lines = []
    for sheet in intake.sheets:
        column = sheet.parsed.mapping.heading_of("pay_grade")
        for record in sheet.parsed.records:
            grade = record.get("pay_grade")
            first = first or grade
            if grade and first and grade.scale != first.scale:
                params = {"value": grade.name, "other": first.name}
                lines.append(Wrong("grade_scales_mixed", record.row, column, params).line(sheet.path))
    if lines:
        raise BadInput(*lines)


def _person(record: Record, capacity: int | None) -> Person:
    """``capacity`` is None for a mentee, who has one seat."""
    grade = record.get("pay_grade")
    is_mentor = record.get("role") == "mentor"
    sites = record.get("sites")
    return Person(
        id=person_id(record),
        department=_department(record),
        function_level=record.get("function_level"),
        career_stage=record.get("career_stage"),
        site=_fold(record.get("site")) or None,
        sites=frozenset(map(_fold, sites)) if sites else None,
        modes=record.get("modes"),
        slots=record.get("slots"),
        languages=record.get("languages"),
        topics=_topics(record, is_mentor),
        seeks=record.get("seeks"),
        gives=record.get("gives"),
        capacity=1 if capacity is None else record.get("capacity") or capacity,
        grade=grade.rank if grade else None,
        attributes={
            name: _fold(record.get(name)) for name in ("organisation", "profession", "site") if record.get(name)
        },
    )


def _fold(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _department(record: Record) -> tuple[str, ...]:
    """The path from the department down. An organisation counts as part of its department's name."""
    top = " · ".join(_fold(record.get(name)) for name in ("organisation", "department") if record.get(name))
    path = [top] if top else []
    path += [_fold(record.get(name)) for name in ("division", "section") if record.get(name)]
    unit = (record.get("unit") or "").replace(">", "/").replace("→", "/")
    path += [part for part in map(_fold, unit.split("/")) if part and part not in path]
    return tuple(path)


def _topics(record: Record, is_mentor: bool) -> dict[str, TopicAnswer] | None:
    answers: dict[str, Answer] | None = record.get("topics")
    relevances: dict[str, int | None] = record.get("relevance") or {}
    if answers is None and not relevances:
        return None
    topics = {}
    for name in dict.fromkeys((*(answers or {}), *relevances)):
        answer = (answers or {}).get(name, Answer())
        if is_mentor:
            topics[name] = TopicAnswer(DEFAULT_OFFER if answer.level is None else answer.level)
        else:
            named = relevances.get(name)
            relevance = named if named is not None else answer.relevance
            topics[name] = TopicAnswer(answer.level or 0, DEFAULT_RELEVANCE if relevance is None else relevance)
    return topics


class _Relations:
    """Pairs of ids that people's rows name, by mail address or number, upper or lower case."""

    def __init__(self, mentors: Sequence[Record], mentees: Sequence[Record]) -> None:
        self._mentors = mentors
        self._mentees = mentees
        self._above: dict[str, str] = {}
        for record in (*mentors, *mentees):
            if record.get("supervisor"):
                self._above.setdefault(_key(record), _fold(record.get("supervisor")))

    def same_person(self) -> Pairs:
        """Nobody is their own partner."""
        mentees = {_key(record): person_id(record) for record in self._mentees}
        return frozenset((person_id(m), mentees[_key(m)]) for m in self._mentors if _key(m) in mentees)

    def line(self) -> Pairs:
        """Pairs of which one stands above the other, at any depth, as far as the tables tell."""
        mentors = {_key(record): person_id(record) for record in self._mentors}
        mentees = {_key(record): person_id(record) for record in self._mentees}
        pairs = set()
        for key, mentor in mentors.items():
            pairs |= {(mentor, mentees[boss]) for boss in self._chain(key) if boss in mentees}
        for key, mentee in mentees.items():
            pairs |= {(mentors[boss], mentee) for boss in self._chain(key) if boss in mentors}
        return frozenset(pairs)

    def _chain(self, key: str) -> set[str]:
        seen: set[str] = set()
        boss = self._above.get(key)
        while boss and boss not in seen:
            seen.add(boss)
            boss = self._above.get(boss)
        return seen

    def named(self, field: str) -> Pairs:
        """Pairs of which one names the other in the column ``field``."""
        mentors = _aliases(self._mentors)
        mentees = _aliases(self._mentees)
        pairs = set()
        for record in self._mentors:
            named = (_fold(name) for name in record.get(field) or ())
            pairs |= {(person_id(record), mentees[name]) for name in named if name in mentees}
        for record in self._mentees:
            named = (_fold(name) for name in record.get(field) or ())
            pairs |= {(mentors[name], person_id(record)) for name in named if name in mentors}
        return frozenset(pairs)


def _key(record: Record) -> str:
    return _fold(person_id(record))


def _aliases(records: Iterable[Record]) -> dict[str, str]:
    """Mail address and number → id."""
    return {
        _fold(str(record.get(name))): person_id(record)
        for record in records
        for name in ("number", "email")
        if record.get(name)
    }
