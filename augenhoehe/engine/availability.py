"""Which rules and criteria count: switched on, and with data on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.engine.criteria import CRITERIA
from augenhoehe.engine.plan import SwitchedOff
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.types import Person

COLUMN = {
    "department": "department",
    "function_level": "function_level",
    "grade": "grade",
    "topic": "topics",
    "language": "languages",
    "mode": "modes",
    "slot": "slots",
    "topic_fit": "topics",
    "topic_level": "topics",
    "career_stage": "career_stage",
    "time": "slots",
}
FIELDS = (
    "function_level",
    "career_stage",
    "grade",
    "modes",
    "slots",
    "languages",
    "topics",
    "seeks",
    "gives",
)
RELATION = {"line_relation": "line_related", "private": "conflicts", "former_partners": "former_partners"}


@dataclass(frozen=True)
class Active:
    """Names of the rules and criteria that count, in their fixed order, and of those that do not.

    by_modes, by_sites: what ``place_mode`` can go by. to_mentee, to_mentor: which ways ``aspects`` can go.
    """

    rules: tuple[str, ...]
    criteria: tuple[str, ...]
    off: tuple[SwitchedOff, ...]
    by_modes: bool
    by_sites: bool
    to_mentee: bool
    to_mentor: bool


def active(problem: Problem) -> Active:
    """Decide once per problem what counts."""
    mentor, mentee = columns_with_data(problem.mentors), columns_with_data(problem.mentees)
    off: list[SwitchedOff] = []
    rules, criteria = [], []
    for rule in RULES:
        if not problem.rules.wants(rule):
            off.append(SwitchedOff("rule", rule, "setting"))
        elif missing := missing_for_rule(problem, rule, mentor, mentee):
            off.append(SwitchedOff("rule", rule, "no_data", missing))
        else:
            rules.append(rule)
    for name in CRITERIA:
        if problem.criteria.weight(name) == 0:
            off.append(SwitchedOff("criterion", name, "setting"))
        elif missing := missing_for_criterion(problem, name, mentor, mentee):
            off.append(SwitchedOff("criterion", name, "no_data", missing))
        else:
            criteria.append(name)
    both = mentor & mentee
    return Active(
        rules=tuple(rules),
        criteria=tuple(criteria),
        off=tuple(off),
        by_modes="modes" in both,
        by_sites="sites" in both,
        to_mentee="gives" in mentor and "seeks" in mentee,
        to_mentor="gives" in mentee and "seeks" in mentor,
    )


def columns_with_data(people: Sequence[Person]) -> frozenset[str]:
    """Fields for which at least one of these people has data; attributes as ``attribute:<name>``."""
    found = {name for name in FIELDS if any(getattr(person, name) is not None for person in people)}
    if any(person.department for person in people):
        found.add("department")
    if any(person.site is not None or person.sites is not None for person in people):
        found.add("sites")
    for person in people:
        if person.attributes:
            found.update(f"attribute:{name}" for name, value in person.attributes.items() if value)
    return frozenset(found)


def lacking(column: str, mentor: frozenset[str], mentee: frozenset[str]) -> str | None:
    """Which side lacks the column, ``None`` when neither does."""
    if column in mentor:
        return None if column in mentee else "mentee"
    return "mentor" if column in mentee else "both"


def missing_for_rule(problem: Problem, rule: str, mentor: frozenset[str], mentee: frozenset[str]) -> str | None:
    """Who lacks the data of a rule, ``None`` when it can count."""
    if rule == "ban":
        return None
    if rule in RELATION:
        return "relation" if getattr(problem, RELATION[rule]) is None else None
    if rule == "attribute":
        return lacking(f"attribute:{problem.rules.different_attribute}", mentor, mentee)
    return lacking(COLUMN[rule], mentor, mentee)


def missing_for_criterion(problem: Problem, name: str, mentor: frozenset[str], mentee: frozenset[str]) -> str | None:
    """Who lacks the data of a criterion, ``None`` when it can count."""
    if name == "aspects":
        both_ways = ({"gives"} <= mentor and {"seeks"} <= mentee) or ({"gives"} <= mentee and {"seeks"} <= mentor)
        return None if both_ways else ("both" if not (mentor | mentee) & {"gives", "seeks"} else one_way(mentor))
    if name == "place_mode":
        by_modes, by_sites = lacking("modes", mentor, mentee), lacking("sites", mentor, mentee)
        return None if by_modes is None or by_sites is None else by_sites
    if name == "new_link":
        return "relation" if problem.recent_links is None else lacking("department", mentor, mentee)
    if name == "profession":
        return lacking(f"attribute:{problem.criteria.profession_attribute}", mentor, mentee)
    return lacking(COLUMN[name], mentor, mentee)


def one_way(mentor: frozenset[str]) -> str:
    """Which side is silent about aspects when only the other speaks."""
    return "mentee" if mentor & {"gives", "seeks"} else "mentor"
