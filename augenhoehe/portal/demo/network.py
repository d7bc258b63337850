"""The network: the closed cohort's picture, drawn on the day of its closing, who can still be found, and circles."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.events.enums import Audience, EventKind, EventState, Reply
from augenhoehe.events.models import Event, SignUp
from augenhoehe.network.models import AlumniEntry, Circle, CircleDate, CircleMember
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

CIRCLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "title": "Formulare, die niemand ausdruckt",
        "about": "Wir zeigen einander, was in unseren Referaten schon ohne Papier geht, und helfen, wo es klemmt.",
        "places": 5,
    },
    {
        "title": "Mittags mit dem Sprachmodell",
        "about": "Eine Stunde, ein Rechner, eine echte Aufgabe. Danach gehen wir essen.",
        "places": 8,
    },
)
PLACE: Final = "Rathaus, Kantine, runder Tisch"


def build_network(closed: Cohort, running: Cohort, personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Two thirds of the closed cohort entered the directory, and two circles meet; of two personas one entered and
    proposes a circle, the other is asked."""
    draw_picture(cohort=closed, now=_on(drawn_on(closed)))
    people = [application for number, application in enumerate(_closed(closed)) if number % 3]
    for number, application in enumerate(people):
        _enter(closed, application.person, LINES[number % len(LINES)], shown=number % 5 != 4)
    _enter(running, personas["closed_mentor"], LINES[1], shown=True)
    _circle(closed, CIRCLES[0], people[:6], now)
    _circle(closed, CIRCLES[1], people[6:10], now)
    own = running.applications.get(person=personas["closed_mentor"])
    others = running.applications.filter(state="admitted").exclude(pk=own.pk)[:2]
    _circle(running, CIRCLES[1], [own, *others], now)


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


def _circle(cohort: Cohort, words: Mapping[str, Any], people: Sequence[Application], now: dt.datetime) -> None:
    """The first of them proposed it; it met three weeks ago, and meets again in two."""
    circle = Circle.objects.create(cohort=cohort, proposed_by=people[0].person, **words)
    CircleMember.objects.bulk_create(CircleMember(circle=circle, application=one, since=now) for one in people)
    for days, state in ((-21, EventState.OVER), (14, EventState.PLANNED)):
        day = timezone.localtime(now + dt.timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
        event = Event.objects.create(
            cohort=cohort, kind=EventKind.CIRCLE, audience=Audience.BOTH, title_de=circle.title, about_de=circle.about,
            places=circle.places, starts_at=day, minutes=60, place=PLACE, state=state,
            uid=f"{uuid.uuid5(uuid.NAMESPACE_URL, f'{cohort.slug}:{circle.title}:{days}')}@auenbrueck.example",
        )  # fmt: skip
        CircleDate.objects.create(circle=circle, event=event)
        SignUp.objects.bulk_create(_answer(event, one, seat, now) for seat, one in enumerate(people, start=1))


def _answer(event: Event, application: Application, seat: int, now: dt.datetime) -> SignUp:
    """A seat as long as there is one, then the waiting list."""
    if seat > (event.places or seat):
        return SignUp(event=event, application=application, reply=Reply.WAITING, since=now)
    return SignUp(event=event, application=application, reply=Reply.COMING, seat=seat, seats=event.places, since=now)
