"""Need checks of the demo's mentees: most fit, some have not settled the time, a few came by a table without one."""

import random
from collections.abc import Sequence
from datetime import datetime

from augenhoehe.applications.enums import Side, State, Statement, Tried
from augenhoehe.applications.models import Application, NeedCheck, TopicAnswer
from augenhoehe.applications.rules import matters
from augenhoehe.programmes.models import Cohort

OCCASIONS = (
    "Ich soll im Herbst vor der Belegschaft erklären, wie wir mit künstlicher Intelligenz umgehen.",
    "Unser Newsletter wird kaum gelesen; ich möchte verstehen, woran es liegt.",
    "Im Projekt zur E-Akte entscheide ich über Dinge, die ich nie selbst ausprobiert habe.",
    "Wir verlieren Nachwuchs nach der Probezeit. Ich will wissen, was wir übersehen.",
    "Für die Klausur im Frühjahr möchte ich einmal ohne Folien auskommen.",
    "Mein Team arbeitet mit Werkzeugen, die ich nur vom Namen kenne.",
)
TRIED = ("Ein Kurs an der Akademie: gut, aber ohne Bezug zu meiner Arbeit.", "Viel gelesen, wenig ausprobiert.", "", "")


def build_need_checks(chance: random.Random, cohorts: Sequence[Cohort], undecided: Cohort, now: datetime) -> None:
    """A need check for each mentee of these cohorts, but for two of those who still wait in `undecided`."""
    mentees = Application.objects.filter(cohort__in=cohorts, side=Side.MENTEE).order_by("pk")
    waiting = mentees.filter(cohort=undecided, state=State.SUBMITTED).values_list("pk", flat=True)
    without = set(waiting[:2])
    checks = [_check(chance, pk, now) for pk in mentees.values_list("pk", flat=True) if pk not in without]
    NeedCheck.objects.bulk_create(checks)
    done = [check.application_id for check in checks]
    answers = [one for one in TopicAnswer.objects.filter(application__in=done).order_by("pk") if matters(one.relevance)]
    for answer in answers:
        answer.occasion = chance.choice(OCCASIONS) if chance.random() < 0.6 else ""
    TopicAnswer.objects.bulk_update([one for one in answers if one.occasion], ["occasion"], batch_size=400)


def _check(chance: random.Random, application: int, now: datetime) -> NeedCheck:
    return NeedCheck(
        application_id=application,
        statements=sorted(chance.sample(Statement.values, chance.randint(3, 5))),
        tried=sorted(chance.sample(Tried.values, chance.randint(1, 3))),
        tried_text=chance.choice(TRIED),
        time_confirmed=chance.random() < 0.85,
        done_at=now,
    )
