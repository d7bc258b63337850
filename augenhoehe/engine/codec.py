"""Problems and plans as JSON types: lossless, and in an order that never changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from augenhoehe.engine.criteria import Criteria
from augenhoehe.engine.errors import EngineError, ProblemError
from augenhoehe.engine.plan import (
    Certificate,
    Contribution,
    Cover,
    LeftOver,
    Pair,
    Plan,
    Prices,
    Shortage,
    SwitchedOff,
    Warning,  # noqa: A004
)
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Links, Problem, ScoreMatrix
from augenhoehe.engine.quotas import kept
from augenhoehe.engine.rules import Rules
from augenhoehe.engine.types import Person, TopicAnswer

T = TypeVar("T")

FORMAT = 1
SETS = ("modes", "sites", "slots", "languages")
RELATIONS = ("line_related", "conflicts", "former_partners", "recent_links")


def read(what: str, reader: Callable[[Mapping[str, Any]], T], data: Mapping[str, Any]) -> T:
    """``reader(data)``; a wrong shape becomes ``ProblemError("format")``."""
    try:
        if data["format"] != FORMAT:
            raise ProblemError("format", f"this {what} has format {data['format']!r}, not {FORMAT}")
        return reader(data)
    except EngineError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProblemError("format", f"this is no {what}: {error!r}") from error


def links_out(links: Links | None) -> list[list[str]] | None:
    """Pairs, sorted."""
    return None if links is None else [list(link) for link in sorted(links)]


def links_in(links: list[list[str]] | None) -> Links | None:
    """Pairs read back."""
    return None if links is None else frozenset((a, b) for a, b in links)


def problem_to_dict(problem: Problem) -> dict[str, Any]:
    """See ``Problem.to_dict``."""
    distances = problem.site_distance_km
    return {
        "format": FORMAT,
        "mentors": [person_out(person) for person in problem.mentors],
        "mentees": [person_out(person) for person in problem.mentees],
        "criteria": asdict(problem.criteria),
        "rules": asdict(problem.rules),
        "locks": links_out(problem.locks),
        "bans": links_out(problem.bans),
        **{name: links_out(getattr(problem, name)) for name in RELATIONS},
        "site_distance_km": None if distances is None else [[a, b, km] for (a, b), km in sorted(distances.items())],
        **kept.groups_out(problem),
    }


def problem_from_dict(data: Mapping[str, Any]) -> Problem:
    """See ``Problem.from_dict``."""
    return read("problem", read_problem, data)


def read_problem(data: Mapping[str, Any]) -> Problem:
    """A problem from its JSON types."""
    distances = data["site_distance_km"]
    return Problem(
        mentors=tuple(person_in(person) for person in data["mentors"]),
        mentees=tuple(person_in(person) for person in data["mentees"]),
        criteria=Criteria(**data["criteria"]),
        rules=Rules(**data["rules"]),
        locks=links_in(data["locks"]) or frozenset(),
        bans=links_in(data["bans"]) or frozenset(),
        line_related=links_in(data["line_related"]),
        conflicts=links_in(data["conflicts"]),
        former_partners=links_in(data["former_partners"]),
        recent_links=links_in(data["recent_links"]),
        site_distance_km=None if distances is None else {(a, b): km for a, b, km in distances},
        **kept.groups_in(data),
    )


def person_out(person: Person) -> dict[str, Any]:
    """A person without the fields that have no data."""
    out: dict[str, Any] = {"id": person.id}
    for field in fields(Person):
        value = getattr(person, field.name)
        if field.name in SETS and value is not None:
            out[field.name] = sorted(value)
        elif field.name == "topics" and value is not None:
            out["topics"] = {name: [one.level, one.relevance] for name, one in sorted(value.items())}
        elif field.name == "department":
            out["department"] = list(value)
        elif isinstance(value, Mapping):
            out[field.name] = dict(sorted(value.items()))
        elif value is not None:
            out[field.name] = value
    return out


def person_in(data: Mapping[str, Any]) -> Person:
    """A person read back."""
    values = dict(data)
    values["department"] = tuple(values["department"])
    for name in SETS:
        if name in values:
            values[name] = frozenset(values[name])
    if "topics" in values:
        values["topics"] = {name: TopicAnswer(*one) for name, one in values["topics"].items()}
    return Person(**values)


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """See ``Plan.to_dict``. Shortages are listed once: a left-over person names the place in that list."""
    shortages = list(dict.fromkeys(person.shortage for person in plan.left_over if person.shortage is not None))
    place = {shortage: k for k, shortage in enumerate(shortages)}
    return {
        "format": FORMAT,
        "engine_version": plan.engine_version,
        "policy": kept.policy_out(plan.policy),
        "pairs": [pair_out(pair) for pair in plan.pairs],
        "left_over": [left_over_out(person, place) for person in plan.left_over],
        "shortages": [shortage_out(shortage) for shortage in shortages],
        "certificate": certificate_out(plan.certificate),
        "total": plan.total,
        "floor": plan.floor,
        "worst": plan.worst,
        "max_score": plan.max_score,
        "pinned_by": [list(person) for person in plan.pinned_by],
        "switched_off": [asdict(item) for item in plan.switched_off],
        "warnings": [{**asdict(item), "ids": list(item.ids)} for item in plan.warnings],
        **kept.floors_out(plan),
    }


def pair_out(pair: Pair) -> dict[str, Any]:
    """A pair; each contribution with points and weight."""
    return {
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "score": pair.score,
        "locked": pair.locked,
        "contributions": {
            name: {"points": part.points, "weight": part.weight} for name, part in pair.contributions.items()
        },
    }


def left_over_out(person: LeftOver, place: Mapping[Shortage, int]) -> dict[str, Any]:
    """A left-over person with the cause and its facts."""
    return {
        "role": person.role,
        "id": person.id,
        "cause": person.cause,
        "removed": dict(person.removed),
        "rules_alone": list(person.rules_alone),
        "candidates": person.candidates,
        "shortage": None if person.shortage is None else place[person.shortage],
        **({"quotas": list(person.quotas)} if person.quotas else {}),
    }


def shortage_out(short: Shortage) -> dict[str, Any]:
    """A group that shares too few partners."""
    return {
        "people": list(short.people),
        "partners": list(short.partners),
        "needed": short.needed,
        "seats": short.seats,
    }


def certificate_out(proof: Certificate) -> dict[str, Any]:
    """The three parts of the proof."""
    return {
        "certified": proof.certified,
        "gap": proof.gap,
        "free_pairs": proof.free_pairs,
        "cardinality": cover_out(proof.cardinality),
        "floor_value": proof.floor_value,
        "floor": None if proof.floor is None else cover_out(proof.floor),
        "total": {
            "tandem_value": proof.total.tandem_value,
            "mentors": dict(proof.total.mentors),
            "mentees": dict(proof.total.mentees),
            "bound": proof.total.bound,
        },
        **kept.aims_out(proof),
    }


def cover_out(cover: Cover) -> dict[str, Any]:
    """A vertex cover."""
    return {"mentors": list(cover.mentors), "mentees": list(cover.mentees), "size": cover.size}


def plan_from_dict(data: Mapping[str, Any], problem: Problem | ScoreMatrix | None) -> Plan:
    """See ``Plan.from_dict``."""
    return read("plan", lambda values: read_plan(values, problem), data)


def read_plan(data: Mapping[str, Any], problem: Problem | ScoreMatrix | None) -> Plan:
    """A plan from its JSON types."""
    shortages = {
        k: Shortage(tuple(one["people"]), tuple(one["partners"]), one["needed"], one["seats"])
        for k, one in enumerate(data["shortages"])
    }
    return Plan(
        pairs=tuple(
            Pair(**{**pair, "contributions": {k: Contribution(**v) for k, v in pair["contributions"].items()}})
            for pair in data["pairs"]
        ),
        left_over=tuple(left_over_in(person, shortages) for person in data["left_over"]),
        certificate=certificate_in(data["certificate"]),
        policy=Policy(**data["policy"]),
        switched_off=tuple(SwitchedOff(**item) for item in data["switched_off"]),
        warnings=tuple(Warning(**{**item, "ids": tuple(item["ids"])}) for item in data["warnings"]),
        total=data["total"],
        floor=data["floor"],
        worst=data["worst"],
        pinned_by=tuple((role, name) for role, name in data["pinned_by"]),
        max_score=data["max_score"],
        engine_version=data["engine_version"],
        floors=kept.floors_in(data),
        problem=problem,
    )


def left_over_in(data: Mapping[str, Any], shortages: Mapping[int, Shortage]) -> LeftOver:
    """A left-over person read back; ``shortages`` by their place."""
    shortage = None if data["shortage"] is None else shortages[data["shortage"]]
    quotas = tuple(data.get("quotas", ()))
    return LeftOver(**{**data, "rules_alone": tuple(data["rules_alone"]), "shortage": shortage, "quotas": quotas})


def certificate_in(data: Mapping[str, Any]) -> Certificate:
    """A certificate read back."""
    return Certificate(
        **{
            **data,
            "cardinality": cover_in(data["cardinality"]),
            "floor": None if data["floor"] is None else cover_in(data["floor"]),
            "total": Prices(**data["total"]),
            "aims": kept.aims_in(data),
        }
    )


def cover_in(data: Mapping[str, Any]) -> Cover:
    """A cover read back."""
    return Cover(tuple(data["mentors"]), tuple(data["mentees"]), data["size"])
