"""The perspective mirror: means of two cohorts, a tandem in its second look, and one that has had both of them."""

import datetime as dt
import random
from collections.abc import Mapping
from typing import Final

from augenhoehe.applications.enums import Side
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet, Lot
from augenhoehe.mirror.rules import LEAST, MOST, Answer, Answers, added, compare, sums_of
from augenhoehe.mirror.selectors.statements import edition_of
from augenhoehe.mirror.services.answering import save_answers, send_answers
from augenhoehe.mirror.services.statements import keep_edition, load_starter_statements
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem

# What mentors and mentees tend to think. As in the pilot, data protection and ways of communicating are far apart.
USUAL: Final[Mapping[str, tuple[int, int]]] = {
    "privacy-speed": (2, 5), "chat-mail": (5, 2), "official-channel": (3, 4), "early-drafts": (5, 4),
    "mistakes": (5, 5), "goals-not-ways": (5, 5), "presence": (3, 4), "working-publicly": (4, 4),
    "tools-after-clearance": (3, 4), "upward": (5, 5), "after-hours": (2, 2), "ai-drafts": (5, 4),
}  # fmt: skip
OPPOSITE: Final = 2
"""By how much somebody takes the other generation to be further off than it is, before they know each other."""


def build_mirror(
    chance: random.Random, closed: Cohort, running: Cohort, personas: Mapping[str, Person], now: dt.datetime
) -> None:
    """Figures of the closed and the running cohort; the personas' answers, as long as their tandems are still open."""
    load_starter_statements(closed.programme)
    for cohort, looks in ((closed, {Round.FIRST: 17, Round.LAST: 14}), (running, {Round.FIRST: 12})):
        keep_edition(cohort, now)
        for which, number in looks.items():
            pairs = [_pair(chance, apart=which == Round.FIRST) for _tandem in range(number)]
            sums = added(sums_of(compare(*pair)) for pair in pairs)
            Lot.objects.create(cohort=cohort, round=which, tandems=number, sums=sums, closed=True)
    over, under_way = (_tandem_of(personas[f"{which}_mentor"]) for which in ("closed", "running"))
    _look(chance, over, Round.FIRST, _soon_after(over, now))
    _look(chance, over, Round.LAST, now - dt.timedelta(days=20))
    _look(chance, under_way, Round.FIRST, _soon_after(under_way, now))
    AnswerSheet.objects.bulk_create(
        AnswerSheet(tandem=under_way, side=side, round=Round.LAST, asked_at=now - dt.timedelta(days=2)) for side in Side
    )
    _send(under_way, Side.MENTEE, Round.LAST, _pair(chance, apart=False)[1], now)


def _tandem_of(mentor: Person) -> Tandem:
    return Tandem.objects.select_related("cohort__programme", "mentor__person", "mentee__person").get(
        mentor__person=mentor
    )


def _soon_after(tandem: Tandem, now: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(tandem.begins_on or now.date(), now.timetz()) + dt.timedelta(days=2)


def _look(chance: random.Random, tandem: Tandem, which: Round, when: dt.datetime) -> None:
    for side, answers in zip((Side.MENTOR, Side.MENTEE), _pair(chance, apart=which == Round.FIRST), strict=True):
        _send(tandem, side, which, answers, when)


def _send(tandem: Tandem, side: Side, which: Round, answers: Answers, when: dt.datetime) -> None:
    person, mark = tandem.application_of(side).person, edition_of(tandem.cohort).print
    save_answers(tandem=tandem, actor=person, which=which, version=0, edition=mark, answers=answers, now=when)
    send_answers(tandem=tandem, actor=person, which=which, now=when)


def _pair(chance: random.Random, *, apart: bool) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """What two people answer: about what is usual; who does not know the other yet takes them for further away."""
    mentor: dict[str, Answer] = {}
    mentee: dict[str, Answer] = {}
    for key, (one, other) in USUAL.items():
        mine, theirs = _near(chance, one), _near(chance, other)
        mentor[key] = Answer(mine, _guess(chance, mine, theirs, apart=apart))
        mentee[key] = Answer(theirs, _guess(chance, theirs, mine, apart=apart))
    return mentor, mentee


def _guess(chance: random.Random, own: int, other: int, *, apart: bool) -> int:
    further = OPPOSITE if other >= own else -OPPOSITE
    return _near(chance, other + (further if apart and chance.random() < 0.5 else 0))


def _near(chance: random.Random, number: int) -> int:
    return min(max(number + chance.choice((-1, 0, 0, 1)), LEAST), MOST)
