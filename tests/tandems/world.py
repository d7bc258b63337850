"""A published cohort, and the ways through a tandem."""

import datetime as dt
import uuid
from typing import Any

from django.test import Client

from augenhoehe.applications.enums import Side
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.answers import answer_proposal
from augenhoehe.tandems.services.confirmation import confirm_tandem
from augenhoehe.tandems.services.meetings import MeetingDetails, plan_meeting
from augenhoehe.tandems.services.numbering import next_number
from augenhoehe.tandems.services.publication import publish_run
from tests import factories
from tests.factories import NOW
from tests.matching.world import World

DETAILS = MeetingDetails(
    starts_at=dt.datetime(2026, 12, 7, 9, 0, tzinfo=dt.UTC), minutes=90, mode="in_person", place="Rathaus, Zimmer 112"
)


def published(world: World, *, prepared: bool = True) -> list[Tandem]:
    """The tandems of a run that the second person has published; the mentees have prepared for the first talk."""
    run = world.submitted()
    for mentee in world.mentees if prepared else ():
        factories.prepare(mentee)
    publish_run(run=run, actor=world.office2, now=NOW, acknowledged=True)
    return list(Tandem.objects.filter(cohort=world.cohort).order_by("pk"))


def both_accept(tandem: Tandem, now: dt.datetime = NOW) -> Tandem:
    for side in Side:
        answer_proposal(tandem=tandem, side=side, accept=True, now=now)
    tandem.refresh_from_db()
    return tandem


def both_confirm(tandem: Tandem, now: dt.datetime = NOW) -> Tandem:
    for side in Side:
        confirm_tandem(tandem=tandem, side=side, go_on=True, now=now)
    tandem.refresh_from_db()
    return tandem


def planned(tandem: Tandem, **changes: Any) -> Meeting:
    values = {
        "tandem": tandem,
        "actor": tandem.mentor.person,
        "details": DETAILS,
        "draft_key": uuid.uuid4(),
        "now": NOW,
        "number": next_number(tandem),
        **changes,
    }
    meeting, _new = plan_meeting(**values)
    return meeting


def in_state(tandem: Tandem, state: TandemState) -> Tandem:
    """The tandem, put into a state without the way to it."""
    asked = state in (TandemState.PROPOSED, TandemState.NOT_FORMED)
    both = {} if asked else {"mentor_answer": "yes", "mentee_answer": "yes"}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, confirm_by=NOW + dt.timedelta(days=14), **both)
    tandem.refresh_from_db()
    return tandem


def mails(key: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"tandems.{key}").order_by("pk"))


def link_in(mail: Mail) -> str:
    """The path of the link in a mail."""
    line = next(line for line in mail.text.splitlines() if "/links/" in line)
    return line.removeprefix("http://testserver").strip()


def link_to(tandem: Tandem, side: Side, key: str) -> str:
    person = tandem.application_of(side).person
    return link_in(Mail.objects.filter(key=f"tandems.{key}", person_id=person.pk).latest("pk"))


def press(path: str, answer: str, client: Client | None = None) -> int:
    return (client or Client()).post(path, {"answer": answer}).status_code
