"""Two who are a tandem, and what they write."""

import datetime as dt
import uuid
from typing import Any

from augenhoehe.applications.enums import Side
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.models import Publication, Step, Undertaking
from augenhoehe.undertakings.services.publication import agree_to_publication, write_publication
from augenhoehe.undertakings.services.undertaking import add_step, save_undertaking
from tests import factories
from tests.factories import NOW

ENDS_ON = dt.date(2027, 5, 31)
PLAN = {"title": "Ein Plan", "goal": "Mehr Offenheit", "people": "", "result": "Es wirkt", "handover": ""}
TEXT = {
    "language": "de",
    "title": "Sprechstunde für Neugierige",
    "teaser": "Eine halbe Stunde im Monat, offen für alle.",
    "text": "Wir haben angefangen.\n\n- klein\n- offen",
    "kind": "process",
    "department": None,
}


def make_running(cohort: Cohort | None = None, **changes: Any) -> Tandem:
    """Both have confirmed; their months run until the end of May."""
    yes = dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes")
    cohort = cohort or factories.make_cohort(ends_on=dt.date(2027, 11, 22))
    values = {"state": "confirmed", "begins_on": dt.date(2026, 11, 30), "ends_on": ENDS_ON, **yes, **changes}
    return factories.make_tandem(cohort, **values)


def one(tandem: Tandem, side: str = "mentor") -> Person:
    return tandem.application_of(Side(side)).person


def begun(tandem: Tandem, **changes: Any) -> Undertaking:
    return save_undertaking(
        tandem=tandem, actor=one(tandem), version=0, changes={**PLAN, **changes}, now=NOW
    )  # fmt: skip


def stepped(undertaking: Undertaking, **changes: Any) -> Step:
    values = {"text": "Raum suchen", "doer": "mentor", "due_on": None, **changes}
    return add_step(undertaking=undertaking, actor=one(undertaking.tandem), values=values, draft_key=uuid.uuid4())


def worded(tandem: Tandem, version: int = 0, *, named: bool = False, **changes: Any) -> Publication:
    return write_publication(
        tandem=tandem,
        actor=one(tandem),
        version=version,
        changes={**TEXT, **changes},
        topics=[],
        named=named,
        now=NOW,
    )


def agreed(tandem: Tandem, side: str, version: int | None = None) -> Publication:
    version = version or Publication.objects.get(tandem=tandem, state="open").version
    return agree_to_publication(tandem=tandem, actor=one(tandem, side), version=version, now=NOW)


def published(tandem: Tandem, **changes: Any) -> Publication:
    worded(tandem, **changes)
    agreed(tandem, "mentor")
    return agreed(tandem, "mentee")


def mails(key: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"undertakings.{key}").order_by("pk"))
