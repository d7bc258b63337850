"""When an application may be changed, and what it still lacks. The callers bring the facts."""

from collections.abc import Iterable
from typing import Any, Final

from augenhoehe.programmes.parts import Part

from .enums import Level, Recommendation, Relevance, Side, State, Step, Way

PROFILE: Final = ("first_name", "last_name", "unit_id", "function_level")

_REQUIRED: Final[dict[Step, tuple[str, ...]]] = {
    Step.ABOUT: PROFILE,
    Step.TOPICS: ("level",),
    Step.NEED: ("time",),
    Step.ASPECTS: ("seeks", "gives"),
    Step.TIMES: ("slots", "modes", "languages"),
    Step.MOTIVATION: ("motivation",),
    Step.SUPERVISOR: ("supervisor",),
}


def steps_of(side: str, cohort: Any) -> list[Step]:
    """The parts of the form that this side fills in, in this cohort."""
    skipped = {
        Step.NEED: not checks_need(side, cohort),
        Step.SUPERVISOR: not cohort.asks_supervisor_of(side),
    }
    return [step for step in Step if not skipped.get(step)]


def checks_need(side: str, cohort: Any) -> bool:
    """Whether the need check is part of the form."""
    return side == Side.MENTEE and bool(cohort.uses(Part.NEED_CHECK))


def required_inputs(side: str, cohort: Any) -> list[tuple[Step, str]]:
    """Everything a person has to fill in, as (step, input). A group of which one is enough counts once."""
    steps = steps_of(side, cohort)
    inputs = [(step, name) for step, names in _REQUIRED.items() for name in names if step in steps]
    if side == Side.MENTEE:
        inputs.append((Step.TOPICS, "relevance"))
    if Step.NEED in steps:
        inputs.append((Step.TOPICS, "occasion"))
    return inputs


def missing_inputs(
    application: Any, answers: Iterable[Any], *, need_told: bool, supervisor_named: bool
) -> list[tuple[Step, str]]:
    """The required inputs that are still empty, in the order of the steps.

    `answers` are the application's topics: a mentor offers one that they use or can show, a mentee needs one and,
    with the need check, names an occasion for one that matters. need_told: the rest of the need check is filled in.
    """
    known = list(answers)
    matter = [one for one in known if matters(one.relevance)]
    filled = {name: bool(getattr(application.person, name)) for name in PROFILE}
    filled |= {
        "level": application.side == Side.MENTEE or any(one.level >= Level.USE for one in known),
        "relevance": any(one.relevance > Relevance.NONE for one in known),
        "occasion": not matter or any(one.occasion.strip() for one in matter),
        "time": need_told,
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


def matters(relevance: int) -> bool:
    """Whether a topic is important or urgent for the task."""
    return relevance >= Relevance.MUCH


def way_for(level: int, relevance: int) -> Way:
    """What helps with a topic of this own level and this weight in the task."""
    if matters(relevance):
        if level <= Level.KNOW:
            return Way.TANDEM
        return Way.CONSULTATION if level == Level.USE else Way.NOTHING
    return Way.COURSE if relevance == Relevance.SOME and level <= Level.KNOW else Way.NOTHING


def recommendation(answers: Iterable[tuple[int, int]], *, done: bool, time_confirmed: bool) -> Recommendation:
    """What the need check recommends to the office. `answers`: own level and relevance of each topic.

    Recommended: at least one topic with own level ≤ 1 and relevance ≥ 2, and the time is confirmed.
    """
    if not done:
        return Recommendation.MISSING
    if not any(way_for(level, relevance) == Way.TANDEM for level, relevance in answers):
        return Recommendation.OTHER_WAY
    return Recommendation.RECOMMENDED if time_confirmed else Recommendation.TIME_OPEN


def may_change(application: Any, step: str, *, call_open: bool) -> bool:
    """Whether the person may change this step now.

    A begun application while the call is open (or the office let the person in), a submitted one until it is
    decided. The silent list stays open afterwards: a conflict may come up at any time before the matching. So does
    the supervisor, who may change as well. Who waits on the reserve list can still say what is needed, for the office
    may ask.
    """
    if application.state == State.DRAFT:
        return bool(call_open or application.late)
    if application.state == State.SUBMITTED:
        return True
    if step in (Step.TOPICS, Step.NEED) and application.state == State.RESERVE:
        return checks_need(application.side, application.cohort)
    return step in (Step.EXCLUSIONS, Step.SUPERVISOR) and application.state in (State.ADMITTED, State.RESERVE)


def may_submit(application: Any, *, call_open: bool) -> bool:
    """Whether the person may hand in this application now."""
    return application.state == State.DRAFT and bool(call_open or application.late)
