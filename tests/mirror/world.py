"""Two who are a tandem, and what they answer."""

import datetime as dt
from typing import Any

from augenhoehe.applications.enums import Side
from augenhoehe.messaging.models import Mail
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet
from augenhoehe.mirror.rules import Answer
from augenhoehe.mirror.selectors.statements import edition_of
from augenhoehe.mirror.services.answering import save_answers, send_answers
from augenhoehe.mirror.services.statements import load_starter_statements
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW, TODAY

YES = dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes")
BEGAN = TODAY - dt.timedelta(days=20)
ENDS = BEGAN + dt.timedelta(days=180)
LAST_WEEKS = NOW + dt.timedelta(days=140)
"""Twenty days before the end."""


def make_cohort(**changes: Any) -> Cohort:
    """A cohort whose programme has the twelve statements."""
    cohort = factories.make_cohort(**changes)
    load_starter_statements(cohort.programme)
    return cohort


def make_running(cohort: Cohort | None = None, **changes: Any) -> Tandem:
    """A confirmed tandem that began twenty days ago, for half a year."""
    values = {"state": "confirmed", "begins_on": BEGAN, "ends_on": ENDS, **YES, **changes}
    return factories.make_tandem(cohort or make_cohort(), **values)


def one(tandem: Tandem, side: str = "mentor") -> Person:
    return tandem.application_of(Side(side)).person


def keys(tandem: Tandem) -> list[str]:
    return [statement.key for statement in edition_of(tandem.cohort).statements]


def save(
    tandem: Tandem,
    side: str = "mentor",
    own: int | None = 4,
    guess: int | None = 4,
    *,
    which: Round = Round.FIRST,
    now: dt.datetime = NOW,
    only: list[str] | None = None,
    version: int | None = None,
) -> AnswerSheet:
    """The same two numbers to every statement, or to some."""
    found = AnswerSheet.objects.filter(tandem=tandem, side=side, round=which).exclude(sealed=None).first()
    return save_answers(
        tandem=tandem,
        actor=one(tandem, side),
        which=which,
        version=(found.version if found else 0) if version is None else version,
        edition=edition_of(tandem.cohort).print,
        answers={key: Answer(own, guess) for key in only or keys(tandem)},
        now=now,
    )


def send(
    tandem: Tandem, side: str = "mentor", own: int = 4, guess: int = 4, *, which: Round = Round.FIRST,
    now: dt.datetime = NOW,
) -> bool:  # fmt: skip
    """Everything answered with the same two numbers, and sent."""
    save(tandem, side, own, guess, which=which, now=now)
    return send_answers(tandem=tandem, actor=one(tandem, side), which=which, now=now)


def both(tandem: Tandem, mentor: tuple[int, int] = (5, 3), mentee: tuple[int, int] = (2, 2), **more: Any) -> None:
    """Each side's own answer and guess; with 5, 3 and 2, 2: distance 3, assumed 2 and 0, accuracy 4 and 2."""
    send(tandem, "mentor", *mentor, **more)
    send(tandem, "mentee", *mentee, **more)


def several(cohort: Cohort, number: int, **more: Any) -> list[Tandem]:
    """So many more tandems that have both sent."""
    made = [make_running(cohort) for _time in range(number)]
    for tandem in made:
        both(tandem, **more)
    return made


def mails(key: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"mirror.{key}").order_by("pk"))


def form_of(tandem: Tandem, page: int, own: int = 4, guess: int = 4, **more: Any) -> dict[str, Any]:
    """What the browser sends for a page of four."""
    some = keys(tandem)[(page - 1) * 4 : page * 4]
    given: dict[str, Any] = {"version": 0, "edition": edition_of(tandem.cohort).print}
    for key in some:
        given |= {f"own_{key}": own, f"guess_{key}": guess}
    return {**given, **more}
