"""What the office should know before a run."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

import numpy as np

from augenhoehe.engine.availability import COLUMN
from augenhoehe.engine.encoding import Bools
from augenhoehe.engine.errors import NobodyPossible
from augenhoehe.engine.instance import Instance, build, names_of, roles_look_swapped
from augenhoehe.engine.plan import SwitchedOff, Warning  # noqa: A004
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.solving import refuse_if_in_conflict
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.scoring import Bits, bit
from augenhoehe.engine.types import Person, Role


def check(problem: Problem | ScoreMatrix) -> tuple[Warning, ...]:
    """See ``doors``."""
    instance = build(problem)
    refuse_if_nobody(problem, instance)
    refuse_if_in_conflict(problem, instance)
    return warnings(problem, instance)


def warnings(problem: Problem | ScoreMatrix, instance: Instance) -> tuple[Warning, ...]:
    """Who has no candidate, and which rule alone or which together take them all. Locked people have theirs."""
    out: list[Warning] = []
    sides: tuple[tuple[Role, int], ...] = (("mentor", 1), ("mentee", 0))
    for role, axis in sides:
        ids = np.array(instance.mentors if role == "mentor" else instance.mentees, dtype=object)
        always, nobody = always_removed(instance.removed, axis)
        for rule in RULES:
            alone = ids[(always & bit(rule)) > 0]
            if len(alone):
                out.append(Warning("rule_alone", role, tuple(alone), rule))
        together = ids[nobody & (always == 0)]
        if len(together):
            out.append(Warning("rules_together", role, tuple(together)))
        if isinstance(problem, Problem):
            out += missing(problem, instance.switched_off, role)
    return tuple(out)


def always_removed(removed: Bits, axis: int) -> tuple[Bits, Bools]:
    """Per person: bits of the rules that each rule out all pairs, and whether no pair is left at all."""
    return np.bitwise_and.reduce(removed, axis=axis), (removed != 0).all(axis=axis)


def missing(problem: Problem, switched_off: Iterable[SwitchedOff], role: Role) -> list[Warning]:
    """People without the data of a rule that counts for everybody else."""
    people = problem.mentors if role == "mentor" else problem.mentees
    off = {item.name for item in switched_off if item.kind == "rule"}
    out = []
    for rule in RULES:
        if rule not in off and (rule in COLUMN or rule == "attribute"):
            ids = sorted(person.id for person in without_data(problem, rule, people))
            if ids:
                out.append(Warning("missing", role, tuple(ids), rule))
    return out


def without_data(problem: Problem, rule: str, people: Iterable[Person]) -> list[Person]:
    """The people who do not tell what the rule asks."""
    if rule == "attribute":
        name = problem.rules.different_attribute or ""
        return [person for person in people if not person.attributes.get(name)]
    asked = attrgetter(COLUMN[rule])
    return [person for person in people if asked(person) in (None, ())]


def refuse_if_nobody(problem: Problem | ScoreMatrix, instance: Instance) -> None:
    """Raise ``NobodyPossible`` with the rules that each leave no pair, when no pair is possible."""
    if (instance.removed == 0).any():
        return
    alone = names_of(int(np.bitwise_and.reduce(instance.removed, axis=None)))
    counts = {rule: int(np.count_nonzero(instance.removed & bit(rule))) for rule in RULES}
    swapped = isinstance(problem, Problem) and roles_look_swapped(problem, alone)
    raise NobodyPossible(
        alone, {rule: count for rule, count in counts.items() if count}, "roles_swapped" if swapped else None
    )
