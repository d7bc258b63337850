"""What the two of the stage's tandem agree on, with a canary in every text."""

import datetime as dt
from typing import TYPE_CHECKING

from augenhoehe.agreements.services import agree, write_agreement
from augenhoehe.agreements.terms import Terms
from tests.factories import NOW, TODAY

if TYPE_CHECKING:
    from .stage import Stage

LONG_TEXTS = ("rhythm", "mentor_goal", "benefits_text", "cancelling", "confidentiality", "notes")


def agree_on_terms(stage: "Stage") -> None:
    """The mentor writes, the mentee agrees."""
    cast, tandem = stage.cast, stage.tandems[0]

    def plant(name: str) -> str:
        return stage.plant(f"agreements.Agreement.{name}", "mentor", ("mentee",))

    terms = Terms(
        rules=[["Trust: it stays here.", plant("rules")]],
        topics=[["Social media", plant("topics")]],
        begins_on=TODAY,
        ends_on=TODAY + dt.timedelta(days=180),
        mode="video",
        address="open",
        goal_meeting=1,
        **{name: plant(name) for name in LONG_TEXTS},
    )
    write_agreement(tandem=tandem, actor=cast.mentor, terms=terms, based_on=0, now=NOW)
    agree(tandem=tandem, actor=cast.mentee, number=1, now=NOW)
