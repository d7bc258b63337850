"""The network of the closed cohort: its picture, drawn on the day of its closing, and who can still be found."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.network.models import AlumniEntry
from augenhoehe.network.selectors.directory import own_topics
from augenhoehe.network.selectors.ties import drawn_on
from augenhoehe.network.services.drawing import draw_picture
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

LINES: Final = (
    "Fragen Sie mich, wie wir Formulare vom Papier ins Netz gebracht haben, und was dabei schiefging.",
    "Ich zeige gern, wie ein Team ohne E-Mail-Flut auskommt.",
    "Wer neu in eine Leitung kommt: Ich höre zu und erzähle, was mir geholfen hat.",
    "Barrierefreie Dokumente sind kein Hexenwerk. Rufen Sie an.",
    "Haushalt für Menschen, die keine Zahlen mögen.",
    "",
    "Wie man ein Projekt anständig beendet.",
    "Mittagessen in der Kantine am Dienstag, da lässt sich alles besprechen.",
)
"""What the alumni say of themselves, in turn."""


def build_network(closed: Cohort, running: Cohort, personas: Mapping[str, Person]) -> None:
    """Two thirds of the closed cohort entered the directory; of two personas one did, the other is asked."""
    draw_picture(cohort=closed, now=_on(drawn_on(closed)))
    people = [application for number, application in enumerate(_closed(closed)) if number % 3]
    for number, application in enumerate(people):
        _enter(closed, application.person, LINES[number % len(LINES)], shown=number % 5 != 4)
    _enter(running, personas["closed_mentor"], LINES[1], shown=True)


def _on(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(3)))


def _closed(cohort: Cohort) -> Iterator[Application]:
    """Both of every tandem that came to its planned end."""
    for tandem in cohort.tandems.filter(state="closed").select_related("mentor__person", "mentee__person"):
        yield from (tandem.mentor, tandem.mentee)


def _enter(cohort: Cohort, person: Person, line: str, *, shown: bool) -> None:
    entry = AlumniEntry.objects.create(
        programme=cohort.programme, cohort=cohort, person=person, line=line, show_unit=shown
    )
    entry.topics.set(own_topics(person, cohort.programme)[:3])
