"""What the two personas of the running tandem keep and write, and a confidant somebody has turned to."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from django.db.models import Model

from augenhoehe.notebook.services.confidences import answer_in_confidence, turn_to_confidant
from augenhoehe.notebook.services.keywords import save_keywords
from augenhoehe.notebook.services.messages import write_message
from augenhoehe.notebook.services.private import write_note
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import MeetingState
from augenhoehe.tandems.models import Tandem

KEPT: Final = (
    (
        "Wie eine gute Kurznachricht aus dem Referat aussieht; was wir nicht schreiben.",
        "Wolfgang schreibt drei Entwürfe, Nele kommentiert.",
    ),
    (
        "Entwürfe besprochen. Bilder ohne Gesichter gehen schneller durch.",
        "Nele fragt die Pressestelle nach der Freigabe.",
    ),
    (
        "Freigabe läuft jetzt in zwei Tagen. Wie Wolfgang eine Vorlage durch den Ausschuss bringt.",
        "Nele darf beim nächsten Ausschuss zuhören.",
    ),
)
NOTES: Final = {
    "running_mentor": (
        "Er hat heute das erste Mal gesagt, dass er etwas nicht weiß. Beim nächsten Mal mehr fragen, weniger zeigen."
    ),
    "running_mentee": "Nele im Frühjahr für die Projektgruppe vorschlagen – vorher mit ihr reden, nicht über sie.",
}
TALKED: Final = (
    ("running_mentor", "Hier ist der Beitrag, von dem ich erzählt habe. Der zweite Absatz ist der beste."),
    ("running_mentee", "Danke! Den zweiten Absatz hänge ich mir ins Büro. Bringen Sie Donnerstag das Beispiel mit?"),
)
ASKED: Final = "Ich möchte mit jemandem außerhalb des Programmbüros sprechen; nach vier bin ich am Telefon."
ANSWERED: Final = "Danke für Ihr Vertrauen. Ich rufe Sie heute um halb fünf an; es bleibt unter uns."


def build_notebook(personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Keywords of the meetings that took place, a private note each, messages, and a talk with the confidant."""
    mentor = personas["running_mentor"]
    tandem = Tandem.objects.select_related("cohort__programme", "mentor__person", "mentee__person").get(
        mentor__person=mentor
    )
    held = list(tandem.meetings.filter(state=MeetingState.HELD).order_by("starts_at")[: len(KEPT)])
    for meeting, (keywords, next_step) in zip(held, KEPT, strict=False):
        save_keywords(meeting=meeting, author=mentor, version=0, keywords=keywords, next_step=next_step, now=now)
    for key, text in NOTES.items():
        note = write_note(tandem=tandem, author=personas[key], text=text, draft_key=uuid.uuid4(), meeting=held[-1])
        _said(note, now - dt.timedelta(days=20))
    for number, (key, text) in enumerate(TALKED):
        message = write_message(tandem=tandem, author=personas[key], text=text, draft_key=uuid.uuid4(), now=now)
        _said(message, now - dt.timedelta(days=3 - number, hours=2))
    confidant = personas["confidant"]
    asked = turn_to_confidant(
        programme=tandem.cohort.programme,
        person=mentor,
        confidant=confidant,
        text=ASKED,
        draft_key=uuid.uuid4(),
        now=now - dt.timedelta(days=9),
    )
    answer = answer_in_confidence(
        talk=asked.confidence,
        confidant=confidant,
        text=ANSWERED,
        draft_key=uuid.uuid4(),
        now=now - dt.timedelta(days=8),
    )
    _said(asked, now - dt.timedelta(days=9))
    _said(answer, now - dt.timedelta(days=8))


def _said(row: Model, at: dt.datetime) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(created_at=at)
