"""A calendar says no to an event: the person is asked, and no place is given away by a mail."""

import pytest

from augenhoehe.events.enums import EventState
from augenhoehe.events.models import Event, EventLink, SignUp
from augenhoehe.events.services.replies import take_reply
from augenhoehe.messaging.replies import Answer, CalendarReply, readers
from tests.factories import NOW

from .world import comes, crowd, mails, stays_away


def test_who_declines_is_asked_once_and_keeps_the_place(event: Event) -> None:
    (one,) = crowd(event, 1)
    comes(event, one)
    no = CalendarReply(event.uid, 1, one.person.email.lower(), Answer.DECLINED)
    assert [take_reply(no, NOW) for _time in range(2)] == [True, True]
    (asked,) = mails("declined")
    assert (asked.person_id, asked.secret, "/links/events/" in asked.text) == (one.person_id, True, True)
    assert (SignUp.objects.get().reply, EventLink.objects.count() > 1) == ("coming", True)
    assert take_reply in readers()


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.TENTATIVE])
def test_a_yes_says_nothing_new(event: Event, answer: Answer) -> None:
    (one,) = crowd(event, 1)
    comes(event, one)
    assert take_reply(CalendarReply(event.uid, 1, one.person.email.lower(), answer), NOW)
    assert mails("declined") == []


@pytest.mark.parametrize("why", ["earlier", "stranger", "signed off", "cancelled", "over"])
def test_what_is_no_answer_any_more_changes_nothing(event: Event, why: str) -> None:
    (one,) = crowd(event, 1)
    comes(event, one)
    now = event.ends_at if why == "over" else NOW
    if why == "signed off":
        stays_away(event, one)
    if why == "cancelled":
        Event.objects.filter(pk=event.pk).update(state=EventState.CANCELLED)
    sender = "stranger@stadt.example" if why == "stranger" else one.person.email.lower()
    reply = CalendarReply(event.uid, 0 if why == "earlier" else 9, sender, Answer.DECLINED)
    assert take_reply(reply, now) is (why != "stranger")
    assert mails("declined") == []


def test_another_date_is_another_rooms(event: Event) -> None:
    assert not take_reply(CalendarReply("other@stadt.example", 0, "a@stadt.example", Answer.DECLINED), NOW)
