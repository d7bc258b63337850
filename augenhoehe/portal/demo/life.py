"""What the office learnt and changed from cohort to cohort, and the next cohort, which is being prepared."""

import datetime as dt

from augenhoehe.people.models import Person
from augenhoehe.programmes import services
from augenhoehe.programmes.enums import CouncilResult, LegalBasis, LessonState, PhaseKind
from augenhoehe.programmes.models import Change, Cohort, Gate, Lesson, Programme

PREPARES = dt.timedelta(days=21)
LASTS = dt.timedelta(days=482)

# text, decision, state, why
CLOSED_TAUGHT = (
    (
        "Termine zu finden war das Schwierigste: Ein Drittel der Treffen wurde verschoben.",
        "Sechs Termine gleich im ersten Gespräch festlegen.",
        LessonState.ADOPTED,
        "",
    ),
    (
        "Einige Führungskräfte wollten eigentlich eine Schulung.",
        "Vorher einen Bedarfscheck ausfüllen lassen.",
        LessonState.ADOPTED,
        "",
    ),
    (
        "Fünf Monate waren manchen zu kurz.",
        "Sieben Monate Laufzeit.",
        LessonState.DROPPED,
        "Sechs genügen mit Verlängerung.",
    ),
)
RUNNING_TAUGHT = (
    ("Über Zukunftsfragen wird kaum gesprochen.", "Ein Treffen ausdrücklich dafür vorsehen.", LessonState.OPEN, ""),
    (
        "Die Abteilungen wussten nicht, dass es Arbeitszeit ist.",
        "Rundschreiben vor der Ausschreibung.",
        LessonState.OPEN,
        "",
    ),
)


def build_life(
    programme: Programme, closed: Cohort, running: Cohort, current: Cohort, office: Person, now: dt.datetime
) -> Cohort:
    """Gates, lessons, kept changes; the oldest cohort in the archive; and the next one, which this returns."""
    for cohort in (closed, running, current):
        _passed(cohort, office)
    _teach(closed, CLOSED_TAUGHT, office, now)
    _teach(running, RUNNING_TAUGHT, office, now)
    services.change_cohort(
        cohort=current, version=current.version, changes={"places": 110, "confirm_days": 15}, actor=office,
        why="Zehn Arbeitstage waren in den Ferien zu knapp",
    )  # fmt: skip
    Change.objects.filter(cohort=current).update(changed_at=now - dt.timedelta(days=58))
    services.archive_cohort(cohort=closed, actor=office, now=now, today=now.date())
    return _next(programme, office, now)


def _passed(cohort: Cohort, office: Person) -> None:
    day = cohort.starts_on - dt.timedelta(days=20)
    Gate.objects.create(
        cohort=cohort, council_result=CouncilResult.AGREED, council_on=day, privacy_on=day,
        privacy_with="Behördliche Datenschutzbeauftragte", legal_basis=LegalBasis.CONSENT, retention_on=day,
        budget_hours=4400, passed_at=dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC), passed_by=office,
    )  # fmt: skip


def _teach(
    cohort: Cohort, lessons: tuple[tuple[str, str, LessonState, str], ...], office: Person, now: dt.datetime
) -> None:
    Lesson.objects.bulk_create(
        Lesson(
            cohort=cohort,
            text=text,
            decision=decision,
            state=state,
            why=why,
            written_by=office,
            decided_by=None if state == LessonState.OPEN else office,
            decided_at=None if state == LessonState.OPEN else now - dt.timedelta(days=70),
        )
        for text, decision, state, why in lessons
    )


def _next(programme: Programme, office: Person, now: dt.datetime) -> Cohort:
    """A cohort whose call is three weeks away: the staff council has agreed, two points are open."""
    first = now.date() + PREPARES
    cohort = services.create_cohort(
        programme=programme, name_de="4. Durchgang", name_en="Cohort 4", starts_on=first, ends_on=first + LASTS,
        actor=office, slug=f"{first.year}-4", why="Themenwerkstatt vorab, Rundschreiben an alle Referate",
    )  # fmt: skip
    services.change_gate(
        gate=cohort.gate,
        version=1,
        changes={
            "council_result": CouncilResult.AGREED,
            "council_on": now.date() - dt.timedelta(days=9),
            "council_reason": "Zustimmung wie im 3. Durchgang, mit Bitte um Bericht nach der Halbzeit.",
            "privacy_on": now.date() - dt.timedelta(days=12),
            "privacy_with": "Behördliche Datenschutzbeauftragte",
            "retention_on": now.date() - dt.timedelta(days=12),
        },
        actor=office,
    )
    days = {phase.kind: (phase.opens_on, phase.closes_on) for phase in cohort.phases.all()}
    opens, closes = days[PhaseKind.CALL]
    services.set_phases(
        cohort=cohort,
        version=cohort.version,
        phases={PhaseKind.CALL: (opens, closes + dt.timedelta(days=7))},
        actor=office,
        why="Eine Woche der Ausschreibung fällt in die Ferien",
    )
    rules = cohort.matching_rules.get()
    services.change_matching_rules(
        cohort=cohort,
        rules=rules.rules,
        weights={**rules.weights, "time": 5, "new_link": 10},
        note="Referate zusammenbringen, die sich noch nicht kennen",
        actor=office,
    )
    return cohort
