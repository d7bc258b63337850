"""Two people save the same document, or agree on the same day, at the same moment."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.documents import papers
from augenhoehe.documents.enums import BackingKind
from augenhoehe.documents.models import BackingTask, Edition
from augenhoehe.documents.services import (
    Appointment,
    Texts,
    agree_task,
    finish_task,
    invite_sponsors,
    save_edition,
)
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


def at_once(act: Callable[[int], Any]) -> list[BaseException]:
    barrier, errors = threading.Barrier(TIMES), []

    def run(number: int) -> None:
        try:
            barrier.wait()
            act(number)
        except BaseException as error:  # the test looks at it
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.parametrize(("same", "losers"), [(False, TIMES - 1), (True, 0)])
def test_of_many_editions_at_once_one_is_kept_and_the_others_hear_of_it(same: bool, losers: int) -> None:
    cohort, office = factories.make_cohort(), factories.make_person()

    def save(number: int) -> None:
        texts = Texts("T", f"Text {0 if same else number}", "T", "Text", "office")
        save_edition(actor=office, programme=cohort.programme, kind=papers.MANDATE, texts=texts, note="n", based_on=0)

    errors = at_once(save)
    assert {type(error) for error in errors} <= {StaleError}
    assert len(errors) == losers
    assert Edition.objects.count() == 1
    assert Entry.objects.filter(action="documents.saved").count() == 1


def test_a_day_is_agreed_once_and_the_sponsor_invited_once() -> None:
    cohort, office = factories.make_cohort(), factories.make_person()
    factories.make_role(cohort.programme, factories.make_person(), "sponsor")

    def agree(number: int) -> None:
        appointment = Appointment(on=TODAY, at=dt.time(10), minutes=30, place=f"Room {number}", details="")
        agree_task(actor=office, cohort=cohort, kind=BackingKind.OPENING, version=0, appointment=appointment, now=NOW)

    errors = at_once(agree)
    assert [type(error) for error in errors] == [StaleError] * (TIMES - 1)
    task = BackingTask.objects.get()
    assert at_once(lambda _number: invite_sponsors(actor=office, task=task, now=NOW)) == []
    assert Mail.objects.filter(key="documents.appearance_invitation").count() == 1


def test_it_is_done_once() -> None:
    cohort, office = factories.make_cohort(), factories.make_person()
    kind = BackingKind.CIRCULAR
    assert at_once(lambda _number: finish_task(actor=office, cohort=cohort, kind=kind, done_on=TODAY)) == []
    assert BackingTask.objects.get().done_on == TODAY
    assert Entry.objects.filter(action="documents.backing_done").count() == 1
