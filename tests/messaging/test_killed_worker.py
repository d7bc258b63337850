"""kill -9 at every step of sending: no mail is lost, and at most one goes twice, under the same Message-ID."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.retries import LEASE
from augenhoehe.messaging.services import deliver_due
from tests.factories import make_mail, make_programme

from .post import PostOffice, open_post_office

pytestmark = pytest.mark.django_db(transaction=True)


def send_in_a_process(post: PostOffice, step: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.messaging.sending_process"]
    environment = {**os.environ, "SECRET_KEY": settings.SECRET_KEY}
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen([*command, name, str(post.port), step], env=environment)


@pytest.mark.parametrize(
    ("step", "times"), [("leased", 1), ("recipient", 1), ("data", 1), ("accepted", 2), ("nowhere", 1)]
)
def test_a_kill_loses_nothing(step: str, times: int) -> None:
    programme = make_programme()
    mails = [make_mail(programme, state="queued", attempts=0, sent_at=None, due_at=timezone.now()) for _ in range(3)]
    with open_post_office() as post:
        worker: list[subprocess.Popen[bytes]] = []

        def kill(_what: Any) -> str:
            os.kill(worker[0].pid, signal.SIGKILL)
            return "451 nobody is there any more"

        if step == "recipient":
            post.answer_to_recipient = kill
        if step == "data":
            post.answer_to_data = kill
        worker.append(send_in_a_process(post, step))
        killed = worker[0].wait(60) == -signal.SIGKILL
        assert killed == (step != "nowhere")
        post.answer_to_recipient = post.answer_to_data = lambda _what: "250 OK"
        deliver_due(connection=post.connection())
        deliver_due(connection=post.connection(), clock=lambda: timezone.now() + LEASE)
        received = [post.ids().count(mail.message_id) for mail in mails]
    assert received == [times, 1, 1]
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
