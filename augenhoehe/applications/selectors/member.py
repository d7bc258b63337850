"""What an applicant sees of their own application."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.models import Application, NeedCheck, TopicAnswer
from augenhoehe.applications.rules import checks_need, may_change, may_submit, missing_inputs, steps_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import call_is_open
from augenhoehe.topics.models import Topic


def own_application(person: Person, cohort: Cohort) -> Application | None:
    """The person's application to this cohort, if there is one."""
    return Application.objects.visible_to(person).filter(cohort=cohort).first()


@dataclass(frozen=True)
class StepState:
    """A step as the progress line shows it: `state` is done, current or open; `url` is where it is filled in."""

    step: Step
    url: str
    state: str
    may_change: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    steps: list[StepState]
    missing: list[tuple[Step, str]]
    may_submit: bool

    @property
    def first_gap(self) -> Step:
        """Where to go on: the first step that lacks something or was never saved, else the last one."""
        return next((one.step for one in self.steps if one.state == "open"), Step.CHECK)

    @property
    def next_url(self) -> str:
        """The address of that step."""
        return next(one.url for one in self.steps if one.step == self.first_gap)

    @property
    def done(self) -> int:
        return sum(one.state == "done" for one in self.steps)


def progress(
    application: Application, *, today: dt.date, current: str = "", addresses: Mapping[Step, str] | None = None
) -> Progress:
    """How far the application is. Four queries at most.

    `addresses`: the steps to show and where each is filled in; by default all of them, signed in.
    """
    if addresses is None:
        addresses = {one: application.step_url(one) for one in steps_of(application.side, application.cohort)}
    is_open = application.state == State.DRAFT and call_is_open(application.cohort, today)
    missing = gaps(application)
    steps = [
        StepState(
            step,
            url,
            _state(application, step, lacks := tuple(name for of, name in missing if of == step), current),
            may_change(application, step, call_open=is_open),
            lacks,
        )
        for step, url in addresses.items()
    ]
    return Progress(steps, missing, may_submit(application, call_open=is_open))


def gaps(application: Application) -> list[tuple[Step, str]]:
    """The required inputs that are still empty. Three queries at most."""
    asks = application.cohort.asks_supervisor_of(application.side)
    return missing_inputs(
        application,
        application.topics.all(),
        need_told=lacks_no_need_check(application),
        supervisor_named=asks and application.approvals.current().exists(),
    )


def lacks_no_need_check(application: Application) -> bool:
    """Whether the need check is filled in, or is no part of the form. One query at most."""
    if not checks_need(application.side, application.cohort):
        return True
    return NeedCheck.objects.filter(application=application, done_at__isnull=False).exists()


def _state(application: Application, step: Step, missing: tuple[str, ...], current: str) -> str:
    saved = step in application.steps_done or application.state != State.DRAFT
    return "current" if step == current else "done" if saved and not missing else "open"


def is_begun(application: Application, *, today: dt.date) -> bool:
    """Whether the form is still to be filled in and handed in."""
    stands = application.cohort.archived_at is None
    return stands and may_submit(application, call_open=call_is_open(application.cohort, today))


def step_is_open(application: Application, step: str, *, today: dt.date) -> bool:
    """Whether the person may change this step today; one that the cohort goes without is never open."""
    if step not in steps_of(application.side, application.cohort):
        return False
    return may_change(application, step, call_open=call_is_open(application.cohort, today))


@dataclass(frozen=True)
class TopicRow:
    topic: Topic
    level: int
    relevance: int
    occasion: str


def topic_rows(application: Application) -> list[tuple[str, list[TopicRow]]]:
    """Category → its topics with the stored answers; a topic no longer offered stays if it was answered.

    Two queries.
    """
    answers: dict[int, TopicAnswer] = {one.topic_id: one for one in application.topics.all()}
    grouped: dict[str, list[TopicRow]] = {}
    for topic in Topic.objects.of(application.cohort).select_related("category"):
        answer = answers.get(topic.pk)
        if topic.offered or answer:
            known = (answer.level, answer.relevance, answer.occasion) if answer else (0, 0, "")
            row = TopicRow(topic, *known)
            grouped.setdefault(str(topic.category.name), []).append(row)
    return list(grouped.items())
