"""The closed cohort's report: made, worded and published, in German; in English nobody has begun one."""

import datetime as dt
from decimal import Decimal
from typing import Final

from augenhoehe.evaluation.enums import Chapter
from augenhoehe.evaluation.services import make_report, publish_report, set_rate, write_passage
from augenhoehe.people.models import Person
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


def build_report(closed: Cohort, office: Person, now: dt.datetime) -> None:
    """Figures as they stand; the office's own words in two chapters. The pairs were published two weeks before."""
    first = closed.tandems.earliest("begins_on").begins_on or closed.starts_on
    closed.tandems.update(created_at=dt.datetime.combine(first - dt.timedelta(days=14), dt.time(9), dt.UTC))
    report = make_report(cohort=closed, language="de", actor=office, now=now - dt.timedelta(days=12))
    for passage in report.passages.filter(chapter__in=WORDS):
        text = WORDS[Chapter(passage.chapter)]
        write_passage(passage=passage, version=passage.version, text=text, actor=office)
    set_rate(report=report, version=report.version, rate=RATE, actor=office)
    publish_report(report=report, actor=office, now=now - dt.timedelta(days=10))
