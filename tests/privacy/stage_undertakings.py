"""What two people plan and look back on, with a canary in every text."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.models import Step
from augenhoehe.undertakings.services.closing import save_reflection
from augenhoehe.undertakings.services.publication import write_publication
from augenhoehe.undertakings.services.undertaking import add_step, save_undertaking
from tests.factories import NOW

if TYPE_CHECKING:
    from .stage import Stage

BOTH = ("mentor", ("mentee",))


def plan_and_look_back(stage: Stage, tandem: Tandem, mentor: Person, mentee: Person) -> Step:
    """An undertaking with a step, a text that waits for both, and two reflections: one kept, one shared."""
    words = {
        name: stage.plant(f"undertakings.Undertaking.{name}", *BOTH)
        for name in ("title", "goal", "people", "result", "handover")
    }
    undertaking = save_undertaking(tandem=tandem, actor=mentor, version=0, changes=words, now=NOW)
    step = {"text": stage.plant("undertakings.Step.text", *BOTH), "doer": "both", "due_on": None}
    made = add_step(undertaking=undertaking, actor=mentor, values=step, draft_key=uuid.uuid4())
    text = {name: stage.plant(f"undertakings.Publication.{name}:open", *BOTH) for name in ("title", "teaser", "text")}
    text |= {"language": "de", "kind": "guide"}
    write_publication(tandem=tandem, actor=mentor, version=0, changes=text, topics=[], named=False, now=NOW)
    for actor, reader, circumstance, whose in (
        (mentor, "me", "", ("mentor", ("mentee",))),
        (mentee, "us", ":shared", ("mentee", ("mentor",))),
    ):
        looked = {
            name: stage.plant(f"undertakings.Reflection.sealed{circumstance}", *whose)
            for name in ("learned", "practice")
        }
        looked |= {"learned_read_by": reader, "practice_read_by": reader}
        save_reflection(tandem=tandem, actor=actor, version=0, changes=looked, now=NOW)
    return made
