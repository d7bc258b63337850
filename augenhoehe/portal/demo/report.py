"""The closed cohort's sums, and its report in both languages; the German one is worded and published."""

import datetime as dt
from decimal import Decimal
from typing import Final

from django.utils import timezone

from augenhoehe.evaluation.enums import Chapter
from augenhoehe.evaluation.services import make_reports, publish_report, set_rate, write_passage
from augenhoehe.evaluation.services.counting import count_cohort
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

WORDS: Final = {
    Chapter.THEMES: (
        "In den Gesprächen zum Abschluss kamen drei Themen mehrfach zur Sprache:\n\n"
        "- Termine zu finden war das Schwerste. Wer von Anfang an sechs Termine festgelegt hatte, musste seltener"
        " verschieben.\n"
        "- Viele Führungskräfte wollten mehr über KI am eigenen Arbeitsplatz erfahren.\n"
        "- Fragen zur Zukunft der Verwaltung blieben oft liegen, obwohl beide Seiten sie für wichtig halten."
    ),
    Chapter.DECISIONS: (
        "- Die ersten sechs Termine werden schon bei der Auftaktveranstaltung gemeinsam festgelegt.\n"
        "- Ein Leitfaden für das vierte Treffen gilt ganz den Fragen zur Zukunft.\n"
        "- Vorgesetzte erfahren vor der Bewerbung, wie viel Arbeitszeit das Programm braucht."
    ),
}
RATE: Final = Decimal("58.40")


def build_report(closed: Cohort, running: Cohort, office: Person, now: dt.datetime) -> None:
    """Figures as they stand; the office's own words in two chapters. The pairs were published two weeks before."""
    for cohort in (closed, running):
        first = cohort.tandems.earliest("begins_on").begins_on or cohort.starts_on
        cohort.tandems.update(created_at=dt.datetime.combine(first - dt.timedelta(days=14), dt.time(9), dt.UTC))
    over = closed.phases.get(kind=PhaseKind.CLOSING).closes_on + dt.timedelta(days=1)
    count_cohort(cohort=closed, now=timezone.make_aware(dt.datetime.combine(over, dt.time(3))))
    count_cohort(cohort=running, now=now)
    made = now - dt.timedelta(days=12)
    report, _english = make_reports(cohort=closed, languages=("de", "en"), actor=office, now=made)
    for passage in report.passages.filter(chapter__in=WORDS):
        text = WORDS[Chapter(passage.chapter)]
        write_passage(passage=passage, version=passage.version, text=text, actor=office)
    set_rate(report=report, version=report.version, rate=RATE, actor=office)
    publish_report(report=report, actor=office, now=now - dt.timedelta(days=10))
