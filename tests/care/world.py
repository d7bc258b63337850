"""Tandems under way, their dates, and what their two were sent."""

import datetime as dt
import re
from typing import Any

from augenhoehe.applications.enums import Side
from augenhoehe.common.dates import months_later
from augenhoehe.messaging.models import Mail
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Meeting, Tandem
from tests import factories
from tests.factories import NOW, TODAY

ANSWERS = ("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms")
BEGAN = TODAY - dt.timedelta(days=20)


def running(cohort: Cohort | None = None, **changes: Any) -> Tandem:
    """A confirmed tandem that began twenty days ago, for six months."""
    begins_on = changes.setdefault("begins_on", BEGAN)
    values = {"state": "confirmed", "ends_on": months_later(begins_on, 6), **dict.fromkeys(ANSWERS, "yes"), **changes}
    return factories.make_tandem(cohort or factories.make_cohort(), **values)


def put(tandem: Tandem, state: TandemState) -> Tandem:
    """The tandem, put into a state without the way to it."""
    answers = dict.fromkeys(ANSWERS, "open") if state in (TandemState.PROPOSED, TandemState.NOT_FORMED) else {}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **answers)
    tandem.refresh_from_db()
    return tandem


def meeting(tandem: Tandem, days: int, state: str = "planned", **changes: Any) -> Meeting:
    """A date so many days from today; what has changed about it changed long ago, unless `updated_at` says when."""
    updated_at = changes.pop("updated_at", NOW - dt.timedelta(days=1))
    number = tandem.meetings.count() + 1
    starts_at = NOW + dt.timedelta(days=days)
    values = {"number": number, "starts_at": starts_at, "uid": f"{tandem.pk}-{number}@stadt.example", **changes}
    made = Meeting.objects.create(tandem=tandem, state=state, place="Rathaus", **values)
    Meeting.objects.filter(pk=made.pk).update(updated_at=updated_at)
    return made


def day(number: int) -> dt.datetime:
    """The same hour, so many days from today."""
    return NOW + dt.timedelta(days=number)


def mails(key: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"care.{key}").order_by("pk"))


def link_in(mail: Mail) -> str:
    """The path of the link in a mail."""
    line = next(line for line in mail.text.splitlines() if "/links/care/" in line)
    return line.removeprefix("http://testserver").strip()


def link_to(tandem: Tandem, side: Side, key: str) -> str:
    person = tandem.application_of(side).person
    return link_in(Mail.objects.filter(key=f"care.{key}", person_id=person.pk).latest("pk"))


def alike(sent: list[Mail], tandem: Tandem) -> set[str]:
    """What mails say besides names and links: one text where both read the same."""
    names = [tandem.application_of(side).person.last_name for side in Side]
    words = re.compile("|".join([*names, r"/links/care/[^/]+/"]))
    return {words.sub("", f"{mail.subject}\n{mail.text}") for mail in sent}
