"""A cohort as the engine's problem, and a name for exactly this input."""

import dataclasses
import datetime as dt
import hashlib
import json
from typing import Any

from augenhoehe.engine import CRITERIA, Criteria, Problem, ProblemError, Rules
from augenhoehe.matching.partnerships import partnerships
from augenhoehe.programmes.models import Cohort, MatchingRules

from .aims import precedence_of, quotas_of
from .failure import Impossible, failure_of
from .people import admitted, free_places, read_answers, sides, to_persons, unit_paths
from .relations import decisions, kept_apart, recent_links

RULE_FIELDS = frozenset(field.name for field in dataclasses.fields(Rules))


def current_rules(cohort: Cohort) -> MatchingRules:
    """The rules in force. Raises MatchingRules.DoesNotExist when the cohort has none yet."""
    return MatchingRules.objects.filter(cohort=cohort).order_by("-number")[:1].get()


def engine_rules(stored: MatchingRules, direction: str) -> Rules:
    """Stored rules as the engine's; `direction` where they name none. Raises ProblemError for values out of range."""
    values = {name: value for name, value in stored.rules.items() if name in RULE_FIELDS}
    return Rules(**{"direction": direction, **values})


def engine_criteria(stored: MatchingRules) -> Criteria:
    """Stored weights as the engine's; a criterion without a weight is off. Raises ProblemError."""
    return Criteria(**{name: stored.weights.get(name, 0) for name in CRITERIA})


def build_problem(cohort: Cohort, *, stored: MatchingRules, today: dt.date, with_reserve: bool = False) -> Problem:
    """Everybody who is admitted (or on the reserve list) and has a free place, with rules, relations and decisions.

    Reads with about a dozen queries, however many people. Raises Impossible, with code "empty_side" when one side has
    nobody, "lock_capacity" when there are more set pairs than places,
    "cyclic_units" when a unit lies above itself.
    """
    try:
        return _problem(cohort, stored, today, with_reserve)
    except ProblemError as error:
        raise Impossible(failure_of(error)) from error


def _problem(cohort: Cohort, stored: MatchingRules, today: dt.date, with_reserve: bool) -> Problem:
    people = admitted(cohort, with_reserve=with_reserve)
    known = partnerships(cohort, [one.person_id for one in people])
    places = {one.pk: free_places(one, cohort, known.taken) for one in people}
    free = [one for one in people if places[one.pk] > 0]
    answers = read_answers(free)
    mentors, mentees = sides(free)
    paths = unit_paths()
    locks, bans = decisions(cohort, {one.pk for one in (*mentors, *mentees)})
    apart = kept_apart(cohort, mentors, mentees, known, today)
    return Problem(
        mentors=tuple(to_persons(mentors, places, paths, answers)),
        mentees=tuple(to_persons(mentees, places, paths, answers)),
        criteria=engine_criteria(stored),
        rules=engine_rules(stored, cohort.programme.direction),
        locks=locks,
        bans=bans,
        line_related=apart.line,
        conflicts=apart.private,
        former_partners=apart.former,
        recent_links=recent_links(cohort, paths, known),
        quotas=quotas_of(stored, people, [one.pk for one in free], known.taken),
        precedence=precedence_of(stored, cohort, free, answers, known),
    )


def input_hash(problem: dict[str, Any]) -> str:
    """SHA-256 of an input as JSON: equal exactly when the input is."""
    text = json.dumps(problem, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
