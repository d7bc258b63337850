"""Every state × every state, of events and of answers: the step happens when the table has it, and not otherwise."""

import pytest

from augenhoehe.audit.models import Entry
from augenhoehe.events.enums import REPLY_TRANSITIONS, TRANSITIONS, EventState, Reply
from augenhoehe.events.errors import EventError
from augenhoehe.events.models import Event, SignUp
from augenhoehe.events.services.state import change_state
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW

from .world import comes, crowd, stays_away


@pytest.mark.parametrize("before", EventState)
@pytest.mark.parametrize("to", EventState)
def test_every_step_of_an_event(event: Event, before: EventState, to: EventState) -> None:
    Event.objects.update(state=before)
    if to in TRANSITIONS[before]:
        assert change_state(event=event, to=to, actor=None, now=NOW).state == to
        assert [one.action for one in Entry.objects.all()] == [f"events.{to}"]
    else:
        with pytest.raises(EventError):
            change_state(event=event, to=to, actor=None, now=NOW)
        assert Entry.objects.count() == 0
    event.refresh_from_db()
    assert event.state == (to if to in TRANSITIONS[before] else before)


@pytest.mark.parametrize("before", Reply)
@pytest.mark.parametrize("to", Reply)
def test_every_step_of_an_answer(small: Event, before: Reply, to: Reply) -> None:
    """Saying yes with a place free or with none, and saying no; what is no step changes nothing and sends nothing."""
    full = to == Reply.WAITING
    (one,) = crowd(small, 1)
    if full or before == Reply.WAITING:
        factories.make_sign_up(small)
        factories.make_sign_up(small)
    seat = {"seat": 3, "seats": None} if full and before == Reply.COMING else {}
    answer = factories.make_sign_up(small, one, reply=before, **seat)
    if before == Reply.WAITING and to == Reply.COMING:
        stays_away(small, small.sign_ups.get(seat=1).application)
    elif to == Reply.NOT_COMING:
        stays_away(small, one)
    else:
        comes(small, one)
    answer.refresh_from_db()
    expected = to if to in REPLY_TRANSITIONS[before] else before
    assert answer.reply == expected
    if expected == before:
        assert (Mail.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_tables_know_every_state() -> None:
    assert (set(TRANSITIONS), set(REPLY_TRANSITIONS)) == (set(EventState), set(Reply))
    assert {state for targets in TRANSITIONS.values() for state in targets} == set(EventState) - {EventState.PLANNED}
    assert {state for targets in REPLY_TRANSITIONS.values() for state in targets} == set(Reply)
    assert SignUp._meta.get_field("reply").choices == Reply.choices
