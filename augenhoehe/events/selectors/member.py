"""What a participant sees of events: those meant for them, with their own answer and nobody else's."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.common.dates import moment
from augenhoehe.people.models import Person

from ..enums import EventKind, EventState, Reply
from ..models import Event, SignUp
from ..rules import is_for, possible_replies, takes_place

_LONGEST = dt.timedelta(days=1)


@dataclass(frozen=True)
class OwnEvent:
    """An event and one's own answer. place: on the waiting list, from 1; 0 for whoever is not on it."""

    event: Event
    application: Application
    reply: str | None
    place: int
    may_say_yes: bool
    may_say_no: bool
    sequence: int = 0

    @property
    def when(self) -> str:
        """Day, begin and end in words."""
        return moment(self.event.starts_at, self.event.minutes)

    @property
    def has_seat(self) -> bool:
        return self.reply == Reply.COMING


def coming_up(person: Person, now: dt.datetime) -> list[OwnEvent]:
    """Planned events for this person that are not over yet, soonest first. Four queries, fewer without applications."""
    mine = _applications(person)
    planned = Event.objects.filter(cohort__in=mine, state=EventState.PLANNED, starts_at__gt=now - _LONGEST)
    ahead = [event for event in planned.select_related("cohort") if event.ends_at > now and takes_place(event)]
    rows = _with_answers([event for event in ahead if is_for(event, mine[event.cohort_id])], mine, now)
    return [one for one in rows if one.reply or one.event.kind != EventKind.CIRCLE]


def own_event(person: Person, pk: int, now: dt.datetime) -> OwnEvent | None:
    """One event, for whom it is meant; None for everybody else, and in cohorts without events."""
    event = Event.objects.visible_to(person).filter(pk=pk).select_related("cohort__programme").first()
    mine = _applications(person)
    if event is None or event.cohort_id not in mine or not takes_place(event):
        return None
    return _with_answers([event], mine, now)[0]


def event_of_link(event: Event, application: Application, now: dt.datetime) -> OwnEvent:
    """The same for whoever holds a link."""
    return _with_answers([event], {event.cohort_id: application}, now)[0]


def _applications(person: Person) -> dict[int, Application]:
    """Cohort → the person's application, where they are admitted."""
    found = Application.objects.filter(person=person, state=State.ADMITTED).select_related("cohort__programme")
    return {one.cohort_id: one for one in found}


def _with_answers(events: Iterable[Event], mine: dict[int, Application], now: dt.datetime) -> list[OwnEvent]:
    events = list(events)
    answers = {
        one.event_id: one for one in SignUp.objects.filter(event__in=events, application__in=list(mine.values()))
    }
    waiting = [pk for pk, one in answers.items() if one.reply == Reply.WAITING]
    places = _places(waiting, {one.pk for one in answers.values()})
    rows = []
    for event in events:
        answer = answers.get(event.pk)
        reply = answer.reply if answer else None
        yes, no = possible_replies(event, reply, now)
        sequence = answer.sequence if answer else 0
        rows.append(OwnEvent(event, mine[event.cohort_id], reply, places.get(event.pk, 0), yes, no, sequence))
    return rows


def _places(events: list[int], mine: set[int]) -> dict[int, int]:
    """Event → one's place on its waiting list."""
    order: dict[int, list[int]] = {}
    waiting = SignUp.objects.filter(event__in=events, reply=Reply.WAITING).order_by("since", "pk")
    for event_id, pk in waiting.values_list("event_id", "pk"):
        order.setdefault(event_id, []).append(pk)
    return {event_id: next(n for n, pk in enumerate(pks, 1) if pk in mine) for event_id, pks in order.items()}
