"""From the outbox to a real mail server: once, later when it has to be, or given up with a reason."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.retries import LEASE, OUTAGE_PAUSE, PAUSES
from augenhoehe.messaging.services import deliver_due, lease_next
from tests.factories import NOW, make_mail, make_programme

from .post import PostOffice, free_port, open_post_office

pytestmark = pytest.mark.django_db


class Clock:
    """The time, which goes on only when a test says so."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, by: dt.timedelta) -> None:
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


def queue(number: int = 1, **changes: Any) -> list[Mail]:
    programme = make_programme()
    values = {"state": "queued", "attempts": 0, "sent_at": None, **changes}
    return [make_mail(programme, **values) for _ in range(number)]


def deliver(post: PostOffice, clock: Clock) -> int:
    return deliver_due(clock=clock, connection=post.connection())


def test_everything_due_goes_once_and_in_order(post: PostOffice, clock: Clock) -> None:
    mails = queue(3)
    assert deliver(post, clock) == 3
    assert post.ids() == [mail.message_id for mail in mails]
    assert post.recipients == [mail.recipient for mail in mails]
    assert set(Mail.objects.values_list("state", "attempts", "sent_at", "leased_until", "error")) == {
        ("sent", 1, NOW, None, "")
    }
    assert deliver(post, clock) == 0
    assert len(post.messages) == 3


def test_what_is_not_due_or_not_waiting_stays(post: PostOffice, clock: Clock) -> None:
    queue(due_at=NOW + dt.timedelta(seconds=1))
    queue(state="failed")
    queue(state="sent")
    queue(state="sending", leased_until=NOW + dt.timedelta(seconds=1))
    assert deliver(post, clock) == 0
    assert post.messages == []


def test_the_round_ends_when_the_worker_is_asked_to_stop(post: PostOffice, clock: Clock) -> None:
    queue(3)
    answers = iter([False, True])
    assert deliver_due(clock=clock, connection=post.connection(), stopping=lambda: next(answers)) == 1
    assert Mail.objects.filter(state="queued").count() == 2


def test_a_busy_server_is_tried_again_with_growing_pauses_and_then_no_more(post: PostOffice, clock: Clock) -> None:
    (mail,) = queue()
    post.answer_to_data = lambda _message: "451 4.3.0 too busy"
    for number, pause in enumerate(PAUSES, start=1):
        assert deliver(post, clock) == 0
        mail.refresh_from_db()
        assert (mail.state, mail.attempts, mail.due_at, mail.error, mail.leased_until) == (
            MailState.QUEUED,
            number,
            clock.now + pause,
            "451 4.3.0 too busy",
            None,
        )
        clock.forward(pause)
    deliver(post, clock)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == (MailState.FAILED, len(PAUSES) + 1, "451 4.3.0 too busy")
    clock.forward(dt.timedelta(days=30))
    post.answer_to_data = lambda _message: "250 OK"
    assert deliver(post, clock) == 0
    assert post.messages == []


@pytest.mark.parametrize(
    ("code", "state"), [("550 5.1.1 user unknown", "failed"), ("452 4.2.2 mailbox full", "queued")]
)
def test_an_unknown_mailbox_is_given_up_at_once_a_full_one_is_not(
    post: PostOffice, clock: Clock, code: str, state: str
) -> None:
    refused, accepted = queue(2)
    post.answer_to_recipient = lambda address: code if address == refused.recipient else "250 OK"
    assert deliver(post, clock) == 1
    refused.refresh_from_db()
    assert (refused.state, refused.attempts, refused.error) == (state, 1, code)
    assert post.ids() == [accepted.message_id]


def test_a_refused_text_is_given_up_at_once(post: PostOffice, clock: Clock) -> None:
    (mail,) = queue()
    post.answer_to_data = lambda _message: "554 5.7.1 not wanted"
    deliver(post, clock)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("failed", "554 5.7.1 not wanted")


@pytest.mark.parametrize("address", ["", "kim@stadt.example\r\nBcc: eve@evil.example"])
def test_an_impossible_mail_fails_alone(post: PostOffice, clock: Clock, address: str) -> None:
    (bad,), (good,) = queue(recipient=address), queue()
    assert deliver(post, clock) == 1
    bad.refresh_from_db()
    assert bad.state == "failed"
    assert bad.error.startswith(("ValueError", "BadHeaderError"))
    assert post.ids() == [good.message_id]


def test_an_outage_of_any_length_costs_nothing_but_time(clock: Clock) -> None:
    mails = queue(50)
    port = free_port()
    nobody = PostOffice(port)
    for _minute in range(60):
        assert deliver(nobody, clock) == 0
        clock.forward(OUTAGE_PAUSE)
    assert set(Mail.objects.values_list("state", "attempts", "error")) == {
        ("queued", 0, "the mail server cannot be reached (ConnectionRefusedError)")
    }
    with open_post_office(port) as post:
        assert deliver(post, clock) == 50
        assert sorted(post.ids()) == sorted(mail.message_id for mail in mails)


def test_a_server_that_hangs_up_in_between_loses_and_doubles_nothing(clock: Clock) -> None:
    mails = queue(5)
    port = free_port()
    with open_post_office(port) as post:
        connection = post.connection()
        assert deliver_due(clock=clock, connection=connection, limit=2) == 2
        seen = post.ids()
    assert deliver_due(clock=clock, connection=connection) == 0
    clock.forward(OUTAGE_PAUSE)
    with open_post_office(port) as post:
        assert deliver(post, clock) == 3
        assert sorted(seen + post.ids()) == sorted(mail.message_id for mail in mails)


def test_a_lost_lease_ends_and_the_mail_goes_under_the_same_name(post: PostOffice, clock: Clock) -> None:
    (mail,) = queue()
    assert lease_next(now=clock.now) == mail
    assert lease_next(now=clock.now) is None
    clock.forward(LEASE - dt.timedelta(seconds=1))
    assert deliver(post, clock) == 0
    clock.forward(dt.timedelta(seconds=1))
    assert deliver(post, clock) == 1
    assert post.ids() == [mail.message_id]


def test_who_lost_the_lease_can_no_longer_put_the_mail_back(post: PostOffice, clock: Clock) -> None:
    """The slow worker is refused only after another one has taken over; the mail is the other one's to end."""
    (mail,) = queue()

    def refuse_after_takeover(_message: Any) -> str:
        return "554 too late"

    slow = lease_next(now=clock.now)
    clock.forward(LEASE)
    assert lease_next(now=clock.now) == mail
    post.answer_to_data = refuse_after_takeover
    from augenhoehe.messaging.services.delivery import _send

    assert slow is not None
    assert _send(slow, post.connection(), clock) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.leased_until) == (MailState.SENDING, 2, clock.now + LEASE)


def test_the_demos_backend_accepts_everything_and_sends_nothing(clock: Clock) -> None:
    from augenhoehe.messaging.mailbox import EmailBackend

    queue(2)
    assert deliver_due(clock=clock, connection=EmailBackend()) == 2
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
