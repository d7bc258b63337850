"""Many workers at once, with a control run that shows that the race is real."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.retries import LEASE
from augenhoehe.messaging.services import deliver_due, lease_next, queue_mail
from augenhoehe.people.placeholders import SIGN_IN_CODE
from tests.factories import make_mail, make_person, make_programme

from .post import open_post_office

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(number: int, act: Callable[[], Any]) -> list[Any]:
    """Results of `number` calls that begin at the same moment, each on a database connection of its own."""
    start, results = threading.Barrier(number), []

    def run() -> None:
        try:
            start.wait(10)
            results.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == number
    return results


def queue(number: int) -> list[Mail]:
    programme = make_programme()
    return [
        make_mail(programme, state="queued", attempts=0, sent_at=None, due_at=timezone.now()) for _ in range(number)
    ]


def test_four_workers_send_each_mail_once() -> None:
    mails = queue(40)
    with open_post_office() as post:
        sent = in_threads(4, lambda: deliver_due(connection=post.connection()))
        assert sum(sent) == 40
        assert sorted(post.ids()) == sorted(mail.message_id for mail in mails)
    assert set(Mail.objects.values_list("state", "attempts")) == {("sent", 1)}


def look_then_take(meet: threading.Barrier) -> int | None:
    """The control: the same lease without its condition, the way one would write it at first."""
    mail = Mail.objects.due(timezone.now()).first()
    meet.wait(10)
    if mail is None:
        return None
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENDING, leased_until=timezone.now() + LEASE)
    return mail.pk


def test_one_mail_has_one_taker_and_without_the_condition_it_has_two() -> None:
    for _round in range(5):
        (mail,) = queue(1)
        taken = in_threads(4, lambda: lease_next(now=timezone.now()))
        assert [one for one in taken if one is not None] == [mail]
    (mail,) = queue(1)
    meet = threading.Barrier(2)
    assert in_threads(2, lambda: look_then_take(meet)) == [mail.pk, mail.pk]


def test_one_key_is_one_mail() -> None:
    person = make_person()
    mails = in_threads(8, lambda: queue_mail(SIGN_IN_CODE, to=person, values={"code": "1"}, idempotency_key="once"))
    assert len({mail.pk for mail in mails}) == 1
    assert Mail.objects.count() == 1
