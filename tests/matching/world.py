"""A small cohort with people who can be matched, and short cuts to a computed run."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from augenhoehe.applications.models import Application
from augenhoehe.matching import services
from augenhoehe.matching.models import Run
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic
from tests import factories
from tests.factories import NOW


@dataclass
class World:
    cohort: Cohort
    topic: Topic
    office: Person
    office2: Person
    mentors: list[Application] = field(default_factory=list)
    mentees: list[Application] = field(default_factory=list)

    def run(self, actor: Person | None = None) -> Run:
        """Start a run and compute it, as the worker would."""
        run, _created = services.start_run(
            cohort=self.cohort, actor=actor or self.office, note="", draft_key=uuid.uuid4()
        )
        services.compute_run(run_id=run.pk, now=NOW)
        run.refresh_from_db()
        return run

    def submitted(self) -> Run:
        run = self.run()
        return services.submit_for_approval(run=run, actor=self.office, version=run.version, acknowledged=True, now=NOW)

    def pairs(self, run: Run) -> set[tuple[int, int]]:
        """The run's pairs as places in `mentors` and `mentees`."""
        mentor = {application.pk: k for k, application in enumerate(self.mentors)}
        mentee = {application.pk: k for k, application in enumerate(self.mentees)}
        return {(mentor[one.mentor_id], mentee[one.mentee_id]) for one in run.proposals.all()}

    def decide(self, run: Run, mentor: int, mentee: int, kind: str = "lock", **changes: Any) -> Any:
        values = {
            "basis": run,
            "actor": self.office,
            "mentor": self.mentors[mentor],
            "mentee": self.mentees[mentee],
            "kind": kind,
            "note": "because",
            "draft_key": uuid.uuid4(),
            "now": NOW,
            **changes,
        }
        return services.decide_pair(**values)


def make_world(mentors: int = 2, mentees: int = 2, **rules: Any) -> World:
    """Mentor k shares k + 1 weekly blocks with every mentee, so every pair is possible and no two fit alike."""
    programme = factories.make_programme()
    cohort = factories.make_cohort(programme)
    stored = factories.make_rules(cohort)
    if rules:
        stored.rules = {**stored.rules, **rules}
        stored.save()
    topic = factories.make_topic(programme, name_en="Chat programs", name_de="Chatprogramme")
    people = [factories.make_person(first_name=name, last_name="Office") for name in ("Ina", "Ben")]
    for person in people:
        factories.make_role(programme, person, "office")
    world = World(cohort, topic, *people)
    for k in range(mentors):
        world.mentors.append(
            factories.make_application(cohort, "mentor", topics={topic: (3, 0)}, slots=list(range(1 + k % 4)))
        )
    for k in range(mentees):
        world.mentees.append(
            factories.make_application(
                cohort,
                "mentee",
                topics={topic: (k % 3, 3)},
                aspect_seeks={"advice": 1 + k % 3},
                slots=[0, 1, 2, 3],
            )
        )
    return world
