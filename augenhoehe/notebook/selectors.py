"""What the pages of this room show: rows for those whom they are for, with their texts opened for that reader."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import RoleKind
from augenhoehe.tandems.enums import MeetingState
from augenhoehe.tandems.models import Meeting, Tandem

from .confidential import texts_of
from .models import Confidence, Keywords, Message, PrivateNote, Word
from .rules import READABLE


@dataclass(frozen=True)
class Kept:
    """What the two keep of one meeting; empty where they have written nothing. `version` is 0 then."""

    meeting: Meeting
    keywords: str = ""
    next_step: str = ""
    version: int = 0

    @property
    def written(self) -> bool:
        return bool(self.keywords or self.next_step)


@dataclass(frozen=True)
class Said:
    """A message or a word, opened for its reader."""

    text: str
    mine: bool
    at: dt.datetime
    name: str


def meetings_to_keep(tandem: Tandem) -> QuerySet[Meeting]:
    """The tandem's meetings, the latest first; a cancelled one only where something is kept of it."""
    kept = Exists(Keywords.objects.filter(meeting=OuterRef("pk")))
    return tandem.meetings.filter(~Q(state=MeetingState.CANCELLED) | kept).order_by("-starts_at", "-pk")


def kept_of(meetings: Iterable[Meeting], tandem: Tandem, *, reader: Person) -> list[Kept]:
    """What is kept of each of these meetings, for one of the two. One query."""
    meetings = list(meetings)
    rows = {row.meeting_id: row for row in Keywords.objects.filter(meeting__in=meetings)}
    return [_kept(meeting, tandem, rows.get(meeting.pk), reader) for meeting in meetings]


def _kept(meeting: Meeting, tandem: Tandem, row: Keywords | None, reader: Person) -> Kept:
    if row is None:
        return Kept(meeting)
    meeting.tandem, row.meeting = tandem, meeting
    texts = texts_of(row, reader=reader)
    return Kept(meeting, texts["keywords"], texts["next_step"], row.version)


def latest_kept(tandem: Tandem, *, reader: Person) -> Kept | None:
    """What was kept last, for the tandem's first page. One query."""
    row = Keywords.objects.filter(meeting__tandem=tandem).select_related("meeting").first()
    return _kept(row.meeting, tandem, row, reader) if row else None


def notes_of(person: Person, tandem: Tandem) -> QuerySet[PrivateNote]:
    """The person's own notes in this tandem, the newest first."""
    return PrivateNote.objects.visible_to(person).filter(tandem=tandem).select_related("meeting")


def note_texts(notes: Iterable[PrivateNote], *, reader: Person) -> list[tuple[PrivateNote, str]]:
    """Notes with what is written in them. No query."""
    return [(note, texts_of(note, reader=reader)["text"]) for note in notes]


def thread_of(tandem: Tandem) -> QuerySet[Message]:
    """The messages of the two, the newest first."""
    return Message.objects.filter(tandem=tandem).select_related("author")


def opened_messages(messages: Iterable[Message], tandem: Tandem, *, reader: Person) -> list[Said]:
    """Messages with what they say. No query."""
    found = []
    for message in messages:
        message.tandem = tandem
        text = texts_of(message, reader=reader)["text"]
        found.append(Said(text, message.author_id == reader.pk, message.created_at, str(message.author)))
    return found


def confidants_for(tandem: Tandem) -> QuerySet[Person]:
    """Whom the two can turn to: the programme's confidants, without either of the two themselves."""
    of_programme = Person.objects.filter(
        roles__programme=tandem.cohort.programme_id, roles__kind=RoleKind.CONFIDANT, is_active=True
    )
    return of_programme.exclude(pk__in=(tandem.mentor.person_id, tandem.mentee.person_id)).select_related("unit")


def words_in(talk: Confidence) -> QuerySet[Word]:
    """The words of a talk, the newest first."""
    return Word.objects.filter(confidence=talk)


def opened_words(words: Iterable[Word], talk: Confidence, *, reader: Person) -> list[Said]:
    """Words with what they say. No query."""
    found = []
    for word in words:
        word.confidence = talk
        name = str(talk.confidant if word.by_confidant else talk.person)
        mine = word.by_confidant == (reader.pk == talk.confidant_id)
        found.append(Said(texts_of(word, reader=reader)["text"], mine, word.created_at, name))
    return found


@dataclass(frozen=True)
class Thread:
    """A line of "My messages": with whom, what about, and when something was last said. Never whether it was read."""

    name: str
    about: str
    href: str
    at: dt.datetime


def threads_of(person: Person) -> list[Thread]:
    """Everything somebody writes and is written: tandems, talks with a confidant, talks as one. Four queries."""
    tandems = (
        Tandem.objects.visible_to(person)
        .filter(state__in=READABLE)
        .select_related("cohort__programme", "mentor__person", "mentee__person")
    )
    said = Message.objects.filter(tandem__in=tandems).values_list("tandem").annotate(Max("created_at")).order_by()
    said_at = dict(said)
    found = [
        Thread(
            str(tandem.partner_of(side).person),
            str(tandem.cohort.name),
            reverse("tandem-messages", args=[tandem.pk]),
            said_at[tandem.pk],
        )
        for tandem in tandems
        if tandem.pk in said_at and (side := tandem.side_of(person))
    ]
    own = Confidence.objects.filter(person=person).select_related("confidant")
    found += [_talk(one, one.confidant, _("confidant")) for one in own]
    entrusted = Confidence.objects.entrusted_to(person).select_related("person")
    found += [_talk(one, one.person, _("to you as the confidant")) for one in entrusted]
    return sorted(found, key=lambda thread: thread.at, reverse=True)


def _talk(talk: Confidence, other: Person, about: str) -> Thread:
    return Thread(str(other), about, reverse("confidence", args=[talk.pk]), talk.last_word_at)
