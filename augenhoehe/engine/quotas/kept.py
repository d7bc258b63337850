"""Quotas, precedence and proofs by aims as JSON types; what is not there is not written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from augenhoehe.engine.plan import AimProof, Certificate, FloorStep, Plan
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.quotas.quota import Precedence, Quota

if TYPE_CHECKING:
    from augenhoehe.engine.problem import Problem


def groups_out(problem: Problem) -> dict[str, Any]:
    """Quotas and precedence, people sorted."""
    out: dict[str, Any] = {}
    if problem.quotas:
        out["quotas"] = [
            {
                "name": one.name,
                "side": one.side,
                "people": sorted(one.people),
                "at_least": one.at_least,
                "at_most": one.at_most,
            }
            for one in problem.quotas
        ]
    if problem.precedence:
        out["precedence"] = [
            {"name": one.name, "side": one.side, "points": dict(sorted(one.points.items()))}
            for one in problem.precedence
        ]
    return out


def groups_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """Read back."""
    return {
        "quotas": tuple(Quota(**{**one, "people": frozenset(one["people"])}) for one in data.get("quotas", ())),
        "precedence": tuple(Precedence(**one) for one in data.get("precedence", ())),
    }


def policy_out(policy: Policy) -> dict[str, Any]:
    """The floor, and what else is not as usual."""
    usual = asdict(Policy())
    return {name: value for name, value in asdict(policy).items() if name == "floor" or value != usual[name]}


def aims_out(proof: Certificate) -> dict[str, Any]:
    """The proofs, aim by aim."""
    if not proof.aims:
        return {}
    return {"aims": [{**asdict(one), "earlier": list(one.earlier)} for one in proof.aims]}


def aims_in(data: Mapping[str, Any]) -> tuple[AimProof, ...]:
    """Read back."""
    return tuple(AimProof(**{**one, "earlier": tuple(one["earlier"])}) for one in data.get("aims", ()))


def floors_out(plan: Plan) -> dict[str, Any]:
    """The steps of the floor."""
    return {"floors": [asdict(one) for one in plan.floors]} if plan.floors else {}


def floors_in(data: Mapping[str, Any]) -> tuple[FloorStep, ...]:
    """Read back."""
    return tuple(FloorStep(**one) for one in data.get("floors", ()))
