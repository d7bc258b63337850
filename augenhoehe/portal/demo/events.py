"""Events of the demo's cohorts: some are over, one is full with a waiting list, one waits for answers."""

import datetime as dt
import random
import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.common.workdays import add_working_days
from augenhoehe.events.enums import Attendance, Audience, EventKind, EventState, Reply
from augenhoehe.events.models import Event, Preparation, SignUp
from augenhoehe.events.rules import is_for
from augenhoehe.events.selectors.preparation import statements
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

WORDS: Final[dict[str, dict[str, Any]]] = {
    EventKind.KICK_OFF: {
        "audience": Audience.BOTH,
        "title_de": "Auftakt: Wir lernen uns kennen",
        "title_en": "Kick-off: getting to know each other",
        "about_de": "Worum es geht, wie die sechs Monate laufen, und viel Zeit zum Reden. Die Schirmherrin begrüßt.",
        "about_en": "What it is about, how the six months go, and time to talk. The sponsor says a word of welcome.",
        "place": "Rathaus, Großer Sitzungssaal",
        "minutes": 180,
    },
    EventKind.TRAINING: {
        "audience": Audience.MENTORS,
        "title_de": "Schulung: Auf Augenhöhe beraten",
        "title_en": "Training: giving advice at eye level",
        "about_de": "Fragen, zuhören, zeigen, widersprechen: Wir üben zu dritt, mit echten Fällen.",
        "about_en": "Asking, listening, showing, contradicting: we practise in threes, with real cases.",
        "place": "Fortbildungszentrum, Raum 2.04",
        "minutes": 180,
    },
    EventKind.SUPERVISION: {
        "audience": Audience.MENTORS,
        "title_de": "Gruppensupervision auf halbem Weg",
        "title_en": "Group supervision halfway",
        "about_de": "Was gelingt, wo hakt es? In kleiner Runde und vertraulich, mit einer Supervisorin von außen.",
        "about_en": "What works, what is stuck? In a small group, in confidence, with a facilitator from outside.",
        "video_url": "https://video.auenbrueck.example/supervision",
        "minutes": 60,
    },
}


def build_events(
    chance: random.Random,
    closed: Cohort,
    running: Cohort,
    current: Cohort,
    personas: dict[str, Person],
    now: dt.datetime,
) -> None:
    """Events of three cohorts, who comes, who was there, and which mentees have prepared."""
    famous = {person.pk for person in personas.values()}
    for cohort in (closed, running):
        people = _admitted(cohort)
        start = cohort.phases.get(kind=PhaseKind.RUNNING).opens_on
        for number, kind in enumerate((EventKind.KICK_OFF, EventKind.TRAINING)):
            _fill(chance, _event(chance, cohort, kind, start - dt.timedelta(days=7 * (number + 1)), now), people, now)
        _prepare([one for one in people if one.side == Side.MENTEE], now)
    _fill(
        chance,
        _event(chance, running, EventKind.SUPERVISION, (now + dt.timedelta(days=8)).date(), now),
        _admitted(running),
        now,
    )
    people = [one for one in _admitted(current) if one.person_id not in famous]
    kick_off = _event(chance, current, EventKind.KICK_OFF, (now + dt.timedelta(days=20)).date(), now)
    training = _event(chance, current, EventKind.TRAINING, (now + dt.timedelta(days=13)).date(), now, places=60)
    for event in (kick_off, training):
        _fill(chance, event, people, now)
    mentees = [one for one in people if one.side == Side.MENTEE]
    # The persona has prepared, so that nothing stands between a newcomer and the first meeting.
    persona = Application.objects.get(cohort=current, person=personas["mentee"])
    _prepare([persona, *chance.sample(mentees, len(mentees) // 2)], now)


def _admitted(cohort: Cohort) -> list[Application]:
    return list(Application.objects.filter(cohort=cohort, state=State.ADMITTED).order_by("pk"))


def _event(
    chance: random.Random, cohort: Cohort, kind: EventKind, day: dt.date, now: dt.datetime, places: int | None = None
) -> Event:
    """An event of this kind on the next working day from `day` on."""
    day = add_working_days(day - dt.timedelta(days=1), 1)
    starts_at = dt.datetime.combine(day, dt.time(13), tzinfo=dt.UTC)
    over = starts_at < now
    return Event.objects.create(
        cohort=cohort,
        kind=kind,
        starts_at=starts_at,
        places=places,
        sign_up_until=add_working_days(day, -3),
        state=EventState.OVER if over else EventState.PLANNED,
        invited_at=min(now, starts_at) - dt.timedelta(days=6),
        uid=f"{uuid.UUID(int=chance.getrandbits(128))}@{settings.EMAIL_DOMAINS[0]}",
        **WORDS[kind],
    )


def _fill(chance: random.Random, event: Event, people: Sequence[Application], now: dt.datetime) -> None:
    """Most have answered, nearly all of them with a yes; of an event that is over it is known who was there."""
    answered = [one for one in people if is_for(event, one) and chance.random() < 0.8]
    chance.shuffle(answered)
    rows, seat = [], 0
    for number, application in enumerate(answered):
        since = min(now, event.starts_at) - dt.timedelta(days=6) + dt.timedelta(minutes=17 * number)
        answer = SignUp(event=event, application=application, reply=Reply.NOT_COMING, since=since, sequence=1)
        if chance.random() < 0.92:
            full = event.places is not None and seat >= event.places
            answer.reply = Reply.WAITING if full else Reply.COMING
        if answer.reply == Reply.COMING:
            seat += 1
            answer.seat, answer.seats = seat, event.places
            if event.state == EventState.OVER:
                answer.attendance = chance.choices((Attendance.CAME, Attendance.EXCUSED), (9, 1))[0]
        rows.append(answer)
    SignUp.objects.bulk_create(rows)


def _prepare(mentees: Sequence[Application], now: dt.datetime) -> None:
    words = statements("de", mentees[0].cohort) if mentees else []
    Preparation.objects.bulk_create(
        Preparation(application=one, confirmed_at=now - dt.timedelta(days=2), statements=words) for one in mentees
    )
