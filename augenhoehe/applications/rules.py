"""When an application may be changed, and what it still lacks. The callers bring the facts."""

from collections.abc import Iterable
from typing import Any, Final

from .enums import Level, Relevance, Side, State, Step

PROFILE: Final = ("first_name", "last_name", "unit_id", "function_level")

_REQUIRED: Final[dict[Step, tuple[str, ...]]] = {
    Step.ABOUT: PROFILE,
    Step.TOPICS: ("level",),
    Step.ASPECTS: ("seeks", "gives"),
    Step.TIMES: ("slots", "modes", "languages"),
    Step.MOTIVATION: ("motivation",),
    Step.SUPERVISOR: ("supervisor",),
}


def steps_of(side: str, cohort: Any) -> list[Step]:
    """The parts of the form that this side fills in, in this cohort."""
    without = set() if cohort.asks_supervisor_of(side) else {Step.SUPERVISOR}
    return [step for step in Step if step not in without]


def required_inputs(side: str, cohort: Any) -> list[tuple[Step, str]]:
    """Everything a person has to fill in, as (step, input). A group of which one is enough counts once."""
    steps = steps_of(side, cohort)
    inputs = [(step, name) for step, names in _REQUIRED.items() for name in names if step in steps]
    return [*inputs, (Step.TOPICS, "relevance")] if side == Side.MENTEE else inputs


def missing_inputs(application: Any, answers: Iterable[Any], *, supervisor_named: bool) -> list[tuple[Step, str]]:
    """The required inputs that are still empty, in the order of the steps.

    `answers` are the application's topics: a mentor offers one that they use or can show, a mentee needs one.
    """
    known = list(answers)
    filled = {name: bool(getattr(application.person, name)) for name in PROFILE}
    filled |= {
        "level": application.side == Side.MENTEE or any(one.level >= Level.USE for one in known),
        "relevance": any(one.relevance > Relevance.NONE for one in known),
        "seeks": any(application.aspect_seeks.values()),
        "gives": any(application.aspect_gives.values()),
        "slots": bool(application.slots),
        "modes": bool(application.modes),
        "languages": bool(application.languages),
        "motivation": bool(application.motivation.strip()),
        "supervisor": supervisor_named,
    }
    order = list(Step)
    missing = [(step, name) for step, name in required_inputs(application.side, application.cohort) if not filled[name]]
    return sorted(missing, key=lambda pair: order.index(pair[0]))


def may_change(application: Any, step: str, *, call_open: bool) -> bool:
    """Whether the person may change this step now.

    A begun application while the call is open (or the office let the person in), a submitted one until it is
    decided. The silent list stays open afterwards: a conflict may come up at any time before the matching. So does
    the supervisor, who may change as well.
    """
    if application.state == State.DRAFT:
        return bool(call_open or application.late)
    if application.state == State.SUBMITTED:
        return True
    return step in (Step.EXCLUSIONS, Step.SUPERVISOR) and application.state in (State.ADMITTED, State.RESERVE)


def may_submit(application: Any, *, call_open: bool) -> bool:
    """Whether the person may hand in this application now."""
    return application.state == State.DRAFT and bool(call_open or application.late)
