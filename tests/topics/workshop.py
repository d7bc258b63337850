"""What the tests of the workshop share."""

import uuid
from typing import Any

from augenhoehe.topics.models import Contribution, Group, Vote, Workshop
from augenhoehe.topics.services import contribute, give_vote
from tests.factories import make_cohort, make_workshop

PHONES = [f"{number:064x}" for number in range(40)]


def held(state: str = "open", **changes: Any) -> Workshop:
    return make_workshop(make_cohort(), state=state, **changes)


def write(workshop: Workshop, text: str = "", kind: str = "want", **more: Any) -> Contribution:
    """By a phone of its own, unless another one is told."""
    values = {"device": uuid.uuid4().hex, "draft_key": uuid.uuid4(), **more}
    return contribute(workshop=workshop, kind=kind, text=text, **values)[0]


def vote(group: Group, phone: str = PHONES[0]) -> None:
    give_vote(workshop=group.workshop, group_id=group.pk, device=phone)


def votes(group: Group) -> int:
    return Vote.objects.filter(group=group).count()
