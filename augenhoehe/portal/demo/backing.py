"""The programme's documents as the office has adopted them, and what the sponsor has said and will say."""

import datetime as dt

from augenhoehe.documents import papers
from augenhoehe.documents.enums import BackingKind, Readers
from augenhoehe.documents.kinds import DocumentKind, shipped
from augenhoehe.documents.models import Edition
from augenhoehe.documents.selectors import backing_of
from augenhoehe.documents.services import Appointment, Texts, agree_task, finish_task, save_edition
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Programme

HALL, OFFICE = "Rathaus, Großer Sitzungssaal", "Rathaus, Zimmer 204"
PLACES = {BackingKind.OPENING: HALL, BackingKind.MIDTERM: OFFICE, BackingKind.CLOSING: HALL}


def build_backing(
    programme: Programme, planned: Cohort, current: Cohort, running: Cohort, office: Person, now: dt.datetime
) -> None:
    """Four documents in the office's own edition, one of them changed since; dates from the top for three cohorts."""
    _adopt(programme, papers.MANDATE, Readers.PARTICIPANTS, office)
    _adopt(programme, papers.SPONSOR_MESSAGE, Readers.EVERYBODY, office)
    _adopt(programme, papers.SUPERVISOR_FAQ, Readers.EVERYBODY, office)
    _adopt(programme, papers.CIRCULAR, Readers.EVERYBODY, office)
    _lengthen(programme, office)
    Edition.objects.filter(programme=programme, number=1).update(changed_at=now - dt.timedelta(days=75))
    for cohort in (running, current):
        for one in backing_of(cohort):
            _agree(cohort, one.kind, one.suggested, office, now)
    finish_task(actor=office, cohort=planned, kind=BackingKind.CIRCULAR, done_on=now.date() - dt.timedelta(days=2))


def _adopt(programme: Programme, kind: DocumentKind, readers: Readers, office: Person) -> None:
    (title_de, body_de), (title_en, body_en) = (shipped(kind, language) for language in ("de", "en"))
    save_edition(
        actor=office, programme=programme, kind=kind, note="Gelesen und übernommen", based_on=0,
        texts=Texts(title_de, body_de, title_en, body_en, readers),
    )  # fmt: skip


def _lengthen(programme: Programme, office: Person) -> None:
    """The circular's second edition: the deadline to answer is a week longer."""
    (title_de, body_de), (title_en, body_en) = (shipped(papers.CIRCULAR, language) for language in ("de", "en"))
    save_edition(
        actor=office, programme=programme, kind=papers.CIRCULAR, note="Ferien: fünf Arbeitstage mehr", based_on=1,
        texts=Texts(
            title_de,
            body_de.replace("binnen zehn Arbeitstagen", "binnen fünfzehn Arbeitstagen"),
            title_en,
            body_en.replace("within ten working days", "within fifteen working days"),
            Readers.EVERYBODY,
        ),
    )  # fmt: skip


def _agree(cohort: Cohort, kind: BackingKind, day: dt.date | None, office: Person, now: dt.datetime) -> None:
    place = PLACES.get(kind, "")
    appointment = Appointment(on=day, at=dt.time(10) if place else None, minutes=30, place=place, details="")
    agree_task(actor=office, cohort=cohort, kind=kind, version=0, appointment=appointment, now=now)
    if day and day < now.date():
        finish_task(actor=office, cohort=cohort, kind=kind, done_on=day)
