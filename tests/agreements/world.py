"""An agreement on its way, and what a browser sends."""

import datetime as dt
from dataclasses import replace
from typing import Any

from augenhoehe.agreements.models import Agreement
from augenhoehe.agreements.services import agree, write_agreement
from augenhoehe.agreements.starters import draft_of
from augenhoehe.agreements.terms import Terms
from augenhoehe.applications.enums import Side
from augenhoehe.tandems.models import Tandem
from tests.factories import NOW, TODAY


def terms_for(tandem: Tandem, **changes: Any) -> Terms:
    """The draft, with the words that only the two can add."""
    draft = draft_of(tandem, "en", TODAY)
    return replace(draft, **{"topics": [["Social media", "A voice of our own"]], "mentor_goal": "To lead.", **changes})


def written(tandem: Tandem, side: Side = Side.MENTOR, *, based_on: int = 0, **changes: Any) -> Agreement:
    return write_agreement(
        tandem=tandem,
        actor=tandem.application_of(side).person,
        terms=terms_for(tandem, **changes),
        based_on=based_on,
        now=NOW,
    )


def agreed(tandem: Tandem, side: Side = Side.MENTEE, *, number: int = 1, now: dt.datetime = NOW) -> Agreement:
    return agree(tandem=tandem, actor=tandem.application_of(side).person, number=number, now=now)


def typed(terms: Terms, *, based_on: int = 0, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    plain = ("rhythm", "mode", "mentor_goal", "benefits_text", "address", "reply_days", "cancelling", "confidentiality")
    values: dict[str, Any] = {name: getattr(terms, name) for name in (*plain, "notes", "aspects", "benefits")}
    values |= {"begins_on": str(terms.begins_on), "ends_on": str(terms.ends_on), "based_on": based_on}
    values |= {f"example_{index}": example for index, (_rule, example) in enumerate(terms.rules)}
    for index, (topic, benefit) in enumerate(terms.topics):
        values |= {f"topic_{index}": topic, f"benefit_{index}": benefit}
    return {**values, "goal_meeting": terms.goal_meeting or "", **changes}
