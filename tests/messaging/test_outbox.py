"""Many mails at once: a mail for each letter, each once, and no more queries for more of them."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.services import Letter, queue_mail, queue_mails
from augenhoehe.people.placeholders import SIGN_IN_CODE
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def letters(count: int, **more: Any) -> list[Letter]:
    people = [make_person(language=language) for language in ("de", "en") * count][:count]
    return [
        Letter(SIGN_IN_CODE, one, {"code": str(k)}, idempotency_key=f"k{k}", **more) for k, one in enumerate(people)
    ]


def test_each_reader_gets_their_own_mail_in_their_language() -> None:
    wanted = letters(3)
    mails = queue_mails(wanted)
    assert [(mail.recipient, mail.language) for mail in mails] == [
        (one.to.email, language) for one, language in zip(wanted, ("de", "en", "de"), strict=True)
    ]
    assert all(one.values["code"] in mail.text for one, mail in zip(wanted, mails, strict=True))
    assert len({mail.message_id for mail in mails}) == 3
    assert {mail.pk for mail in mails} == set(Mail.objects.values_list("pk", flat=True))


def test_what_was_queued_before_is_returned_and_not_written_again() -> None:
    wanted = letters(3)
    before = queue_mail(SIGN_IN_CODE, to=wanted[1].to, values={"code": "then"}, idempotency_key="k1")
    mails = queue_mails(wanted)
    assert mails[1] == before
    assert "then" in mails[1].text
    assert Mail.objects.count() == 3
    assert queue_mails(wanted) == mails
    assert Mail.objects.count() == 3


def test_a_key_used_twice_in_one_call_writes_nothing() -> None:
    one, other = letters(2)
    with pytest.raises(IntegrityError):
        queue_mails([one, Letter(other.kind, other.to, other.values, idempotency_key="k0")])
    assert Mail.objects.count() == 0


def test_nothing_to_write_is_nothing() -> None:
    assert queue_mails([]) == []


def test_more_mails_take_no_more_queries() -> None:
    taken = []
    for count in (2, 6):
        Mail.objects.all().delete()
        wanted = letters(count)
        with CaptureQueriesContext(connection) as queries:
            queue_mails(wanted)
        taken.append(len(queries))
    assert taken[0] == taken[1]
