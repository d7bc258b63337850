"""What an agreement says: the same for the form that is filled in, the version that is stored, and the paper."""

import datetime as dt
from dataclasses import dataclass, field, fields


@dataclass(frozen=True)
class Terms:
    """rules: pairs of a rule and an example behaviour. topics: pairs of a topic and the benefit hoped for.

    goal_meeting: number of the meeting that belongs to the mentor's own goal. aspects, benefits: keys of their enums.
    """

    rules: list[list[str]] = field(default_factory=list)
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None
    rhythm: str = ""
    mode: str = ""
    topics: list[list[str]] = field(default_factory=list)
    aspects: list[str] = field(default_factory=list)
    mentor_goal: str = ""
    goal_meeting: int | None = None
    benefits: list[str] = field(default_factory=list)
    benefits_text: str = ""
    address: str = ""
    reply_days: int = 3
    cancelling: str = ""
    confidentiality: str = ""
    notes: str = ""


NAMES = tuple(one.name for one in fields(Terms))
MOST_TOPICS = 3
