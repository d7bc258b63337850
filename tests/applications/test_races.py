"""The same act twice at the same moment, with a control run in which the lock is off."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.db.models import QuerySet

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application, ProposedDecision
from augenhoehe.applications.services import (
    confirm_many,
    decisions,
    propose_many,
    start_application,
    submit_application,
)
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 8


def at_once(act: Callable[[], Any]) -> list[BaseException]:
    barrier, errors = threading.Barrier(TIMES), []

    def run() -> None:
        try:
            barrier.wait()
            act()
        except BaseException as error:  # the test looks at it
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def complete() -> Application:
    cohort = factories.make_cohort(parts=[])
    topic = factories.make_topic(cohort.programme)
    return factories.make_application(cohort, "mentor", state=State.DRAFT, topics={topic: (3, 0)})


def test_submitting_at_once_is_one_row_one_mail_one_entry() -> None:
    application = complete()
    errors = at_once(lambda: submit_application(actor=application.person, application=application, now=factories.NOW))
    application.refresh_from_db()
    assert (
        errors,
        application.state,
        Mail.objects.count(),
        Entry.objects.count(),
    ) == (
        [],
        State.SUBMITTED,
        1,
        1,
    )


def test_control_without_looking_under_the_lock_there_are_more_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: everybody sees the draft as it was before. Then the acts are no longer one."""
    application = complete()
    draft = Application.objects.select_related("person", "cohort__programme").get(pk=application.pk)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: _Frozen(draft))
    monkeypatch.setattr(type(draft), "refresh_from_db", lambda *_args, **_kwargs: None)
    at_once(lambda: submit_application(actor=application.person, application=draft, now=factories.NOW))
    assert Mail.objects.count() > 1


class _Frozen:
    def __init__(self, row: Application) -> None:
        self.row = row

    def get(self, **_: Any) -> Application:
        return self.row


def test_beginning_at_once_is_one_application() -> None:
    cohort, person, key = factories.make_cohort(), factories.make_person(), uuid4()
    errors = at_once(
        lambda: start_application(actor=person, cohort=cohort, side="mentor", draft_key=key, now=factories.NOW)
    )
    assert (errors, Application.objects.count(), Entry.objects.count()) == ([], 1, 1)


def test_confirming_at_once_is_one_decision_and_one_mail() -> None:
    cohort = factories.make_cohort(selection_four_eyes=True)
    application = factories.make_application(cohort, state=State.SUBMITTED)
    propose_many(actor=factories.make_person(), applications=[application], to=State.ADMITTED, now=factories.NOW)
    proposals, second = list(ProposedDecision.objects.all()), factories.make_person()
    errors = at_once(lambda: confirm_many(actor=second, proposals=proposals, now=factories.NOW))
    application.refresh_from_db()
    assert (errors, application.state, Mail.objects.count()) == ([], State.ADMITTED, 1)


def test_control_who_does_not_look_under_the_lock_mails_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the rows are read before anybody holds the lock."""
    cohort = factories.make_cohort(selection_four_eyes=True)
    application = factories.make_application(cohort, state=State.SUBMITTED)
    propose_many(actor=factories.make_person(), applications=[application], to=State.ADMITTED, now=factories.NOW)
    stale, second = list(ProposedDecision.objects.select_related("proposed_by")), factories.make_person()
    row = Application.objects.select_related("person", "cohort__programme").get(pk=application.pk)
    monkeypatch.setattr(decisions, "_locked", lambda _ids: [row])
    monkeypatch.setattr(decisions, "ProposedDecision", _Stale(stale))
    at_once(lambda: confirm_many(actor=second, proposals=stale, now=factories.NOW))
    assert Mail.objects.count() > 1


class _Stale:
    """Always finds the proposals as they were."""

    def __init__(self, rows: list[ProposedDecision]) -> None:
        self.objects, self.rows = self, rows

    def filter(self, **_: Any) -> "_Stale":
        return self

    def select_related(self, *_: str) -> list[ProposedDecision]:
        return self.rows
