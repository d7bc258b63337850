"""What is kept, and how long."""

import datetime as dt
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.services import forget_finished_tasks, forget_mails
from tests.factories import NOW, make_mail, make_programme

pytestmark = pytest.mark.django_db


def mail(days_ago: float, **changes: Any) -> Mail:
    at = NOW - dt.timedelta(days=days_ago)
    made = make_mail(make_programme(), sent_at=at, html="<p>x</p>", calendar="BEGIN:VCALENDAR", **changes)
    Mail.objects.filter(pk=made.pk).update(created_at=at)
    return made


def is_empty(row: Mail) -> bool:
    row.refresh_from_db()
    contents = {row.subject, row.text, row.html, row.calendar}
    assert contents == {""} or "" not in contents
    return contents == {""}


@pytest.mark.parametrize(
    ("days", "changes", "empty"),
    [
        (2, {"secret": True}, True),
        (0.9, {"secret": True}, False),
        (2, {"secret": True, "state": "failed"}, False),
        (2, {"secret": True, "state": "queued"}, False),
        (89, {}, False),
        (91, {}, True),
        (91, {"state": "failed"}, True),
        (91, {"state": "queued"}, False),
    ],
)
def test_texts_go_when_they_have_done_their_work(days: float, changes: dict[str, Any], empty: bool) -> None:
    row = mail(days, **changes)
    assert forget_mails(now=NOW) == 0
    assert is_empty(row) == empty


def test_rows_go_after_a_year() -> None:
    mail(366)
    young = mail(364)
    assert (forget_mails(now=NOW), forget_mails(now=NOW)) == (1, 0)
    assert list(Mail.objects.all()) == [young]


def test_the_demos_mailbox_keeps_everything(settings: Any) -> None:
    settings.DEMO = True
    row = mail(400, secret=True)
    assert forget_mails(now=NOW) == 0
    assert not is_empty(row)


def test_tasks_go_a_week_after_their_end() -> None:
    for days, status in ((8, "SUCCESSFUL"), (8, "FAILED"), (6, "SUCCESSFUL"), (8, "RUNNING")):
        DBTaskResult.objects.create(
            status=status,
            finished_at=None if status == "RUNNING" else NOW - dt.timedelta(days=days),
            args_kwargs={},
            task_path="x",
            backend_name="default",
            run_after=NOW,
        )
    assert forget_finished_tasks(now=NOW) == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["RUNNING", "SUCCESSFUL"]
