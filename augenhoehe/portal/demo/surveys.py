"""Questionnaires: the closed cohort has answered all five waves; in the running one half-time is being asked."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any, Final

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.surveys.enums import SCALES, ItemKind, RemarkState, SurveyState, Wave
from augenhoehe.surveys.figures import figures_of
from augenhoehe.surveys.models import Invitation, Item, Remark, Sheet, Survey
from augenhoehe.surveys.selectors.due import waves_of
from augenhoehe.surveys.services import load_starter_instruments, open_survey
from augenhoehe.surveys.tokens import hash_of, token_of
from augenhoehe.tandems.enums import TandemState

DEPARTMENTS: Final = ("Sozialreferat", "Baureferat", "IT-Referat")
LEVELS: Final[Mapping[str, tuple[int, ...]]] = {Side.MENTOR: (2, 2, 3), Side.MENTEE: (4, 5, 5)}
USUAL: Final = {"before": 3.2, "retro": 2.7, "after": 4.6, "later": 4.4, "": 4.8}
"""Where the answers on a scale of six lie, by the time they speak of."""

# As in the pilot: what was feared did not come, but dates were hard to find.
FEARED: Final = {"dates": 5, "workload": 6, "hierarchy": 6, "openness": 5, "topics": 4, "technology": 3, "none": 1}
MET: Final = {"dates": 6, "workload": 3, "hierarchy": 1, "technology": 1, "none": 7}
CHOICES: Final[Mapping[str, Mapping[str, int]]] = {
    "practice": {"kept": 5, "tried": 3, "not": 2},
    "contact": {"regular": 3, "sometimes": 5, "not": 2},
}
WORDS: Final[Mapping[Wave, Sequence[str]]] = {
    Wave.ADMISSION: (
        "Dass mir jemand ehrlich sagt, wie wir von außen wirken.",
        "Einmal verstehen, wie oben entschieden wird.",
        "Keine Angst mehr vor KI zu haben.",
        "Getting to know people I would never meet otherwise.",
    ),
    Wave.CLOSING: (
        "Mehr Zeit für das erste Treffen, eine Stunde war zu kurz.",
        "Sagen Sie den Vorgesetzten früher Bescheid.",
        "Nichts. Es war gut, wie es war.",
        "Einen festen Wochentag vorschlagen, die Suche nach Terminen war das Schwerste.",
        "Herr Z. aus der Registratur sollte auch mitmachen dürfen.",
    ),
    Wave.FOLLOW_UP: (
        "Wir trinken alle zwei Monate einen Kaffee.",
        "Ich frage heute zuerst, ob es das anderswo schon gibt.",
        "Die Sprechstunde gibt es noch.",
    ),
}


def build_surveys(
    chance: random.Random, closed: Cohort, running: Cohort, personas: Mapping[str, Person], now: dt.datetime
) -> None:
    """Figures of seven waves, and one that is open: the two personas of the running tandem have not answered it."""
    load_starter_instruments(closed.programme)
    items = {one.wave: one for one in closed.programme.instruments.prefetch_related("items")}
    done = {closed.pk: list(Wave), running.pk: [Wave.ADMISSION, Wave.FIRST_TALK]}
    for cohort in (closed, running):
        for survey in waves_of(cohort):
            if survey.wave in done[cohort.pk]:
                survey.instrument = items[survey.wave]
                _close(chance, survey)
    _ask(chance, running, personas, now)


def _close(chance: random.Random, survey: Survey) -> None:
    """As `close_survey` leaves a wave behind that these have answered."""
    assert survey.instrument is not None  # noqa: S101 - for the type checker
    items = list(survey.instrument.items.all())
    asked = 2 * survey.cohort.tandems.count()
    sheets = [_sheet(chance, survey, items, number) for number in range(asked - chance.randint(3, asked // 4))]
    survey.figures, survey.state, survey.version = figures_of(items, sheets), SurveyState.CLOSED, 3
    survey.asked, survey.answered = asked, len(sheets)
    survey.closed_at = dt.datetime.combine(survey.closes_on + dt.timedelta(days=1), dt.time(4), dt.UTC)
    survey.save()
    for sheet in sheets:
        sheet.department, sheet.level = "", None
    Sheet.objects.bulk_create(sheets)
    words = [item.key for item in items if item.kind == ItemKind.TEXT]
    Remark.objects.bulk_create(
        _remark(survey, words[0], text, number) for number, text in enumerate(WORDS.get(Wave(survey.wave), ()))
    )


def _remark(survey: Survey, key: str, text: str, number: int) -> Remark:
    """The first two are released, the rest waits for the office."""
    released = {"shown": text, "state": RemarkState.RELEASED, "version": 2} if number < 2 else {}
    return Remark(survey=survey, item_key=key, text=text, **released)


def _sheet(chance: random.Random, survey: Survey, items: Sequence[Item], number: int) -> Sheet:
    side = list(Side)[number % 2]
    asked = [item for item in items if item.side in ("", side) and item.kind != ItemKind.TEXT]
    values = {item.key: _value(chance, item, side) for item in asked if chance.random() > 0.04}
    department, level = DEPARTMENTS[number // 2 % len(DEPARTMENTS)], chance.choice(LEVELS[side])
    return Sheet(survey=survey, side=side, department=department, level=level, values=values)


def _value(chance: random.Random, item: Item, side: str) -> Any:
    if item.kind == ItemKind.SCALE10:
        return min(max(round(chance.gauss(8.3, 1.6)), 0), 10)
    if item.kind in SCALES:
        steps = SCALES[item.kind]
        return min(max(round(chance.gauss(USUAL[item.moment] + (side == Side.MENTEE) * 0.2, 1.1)), steps[0]), steps[-1])
    if item.kind == ItemKind.CHOICES:
        return _several(chance, FEARED if item.moment == "before" else MET)
    return _one(chance, CHOICES[item.measure])


def _one(chance: random.Random, shares: Mapping[str, int]) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]


def _several(chance: random.Random, shares: Mapping[str, int]) -> list[str]:
    found = {_one(chance, shares) for _time in range(chance.randint(1, 3))}
    return ["none"] if found == {"none"} else sorted(found - {"none"})


def _ask(chance: random.Random, running: Cohort, personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Half-time is open: both of each tandem were asked, half of them have answered."""
    opens_on = now.date() - dt.timedelta(days=6)
    planned = Survey(cohort=running, wave=Wave.MIDTERM, opens_on=opens_on, closes_on=opens_on + dt.timedelta(days=60))
    survey = open_survey(survey=planned)
    tandems = running.tandems.filter(state=TandemState.CONFIRMED).select_related("mentor__person", "mentee__person")
    asked = [(one.application_of(side).person, side) for one in tandems.order_by("pk") for side in Side]
    waiting = {personas["running_mentor"].pk, personas["running_mentee"].pk}
    invitations = [
        Invitation(
            survey=survey,
            person=person,
            side=side,
            token_hash=hash_of(token_of(survey, person.pk, side)),
            asked_on=opens_on,
            answered=person.pk not in waiting and number % 2 == 0,
        )
        for number, (person, side) in enumerate(asked)
    ]
    Invitation.objects.bulk_create(invitations)
    Survey.objects.filter(pk=survey.pk).update(asked=len(invitations))
    items = list(Item.objects.filter(instrument=survey.instrument))
    answered = sum(one.answered for one in invitations)
    Sheet.objects.bulk_create(_sheet(chance, survey, items, number) for number in range(answered))
