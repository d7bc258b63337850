"""Workers, readers and the office at the same moment, each with a control in which the lock is off."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.db.models import QuerySet

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.enums import WaveState
from augenhoehe.outreach.models import Delivery, Interest, Notice, OptOut, Question, Wave
from augenhoehe.outreach.services import interest, opt_out, questions, waves
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = {f"list{number}@stadt.example" for number in range(3)}


def at_once(*acts: Callable[[], Any]) -> list[BaseException]:
    """The acts in threads that begin together; what they raised."""
    barrier, errors = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@contextmanager
def together(patch: pytest.MonkeyPatch, owner: Any, name: str, number: int = 2) -> Iterator[None]:
    """All have looked before anybody writes: the first calls of this function wait for each other."""
    original, barrier, left = getattr(owner, name), threading.Barrier(number), iter(range(number))

    def waits(*args: Any, **kwargs: Any) -> Any:
        found = original(*args, **kwargs)
        if next(left, None) is not None:
            barrier.wait(timeout=10)
        return found

    with patch.context() as inside:
        inside.setattr(owner, name, waits)
        yield


def unlocked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(QuerySet, "select_for_update", lambda self, **_: self)


@pytest.fixture
def wave() -> Wave:
    for address in LISTS:
        factories.make_unit(distribution_list=address)
    cohort = factories.make_cohort()
    return factories.make_wave(cohort, state=WaveState.SENDING, started_at=NOW)


def addressed() -> list[str]:
    return sorted(Mail.objects.values_list("recipient", flat=True))


def test_many_workers_write_to_an_address_once(wave: Wave) -> None:
    assert at_once(*[lambda: waves.send_waves(today=TODAY, now=NOW)] * 6) == []
    assert addressed() == sorted(Delivery.objects.values_list("address", flat=True)) == sorted(LISTS)


def test_control_without_the_lock_a_worker_fails(wave: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked(monkeypatch)
    write = waves._write_some.__wrapped__
    with together(monkeypatch, waves.selectors, "reach_of"):
        assert [type(error).__name__ for error in at_once(*[lambda: write(wave)] * 2)] == ["IntegrityError"]


def test_a_stopped_wave_writes_nothing_more(wave: Wave) -> None:
    office = factories.make_person()
    stop = lambda: waves.stop_wave(wave=wave, actor=office, now=NOW)  # noqa: E731
    assert at_once(stop, lambda: waves.send_waves(today=TODAY, now=NOW), stop) == []
    assert (Wave.objects.get().state, addressed(), Delivery.objects.count()) == ("cancelled", [], 0)
    assert Entry.objects.filter(action="outreach.wave_stopped").count() == 1


def test_control_without_the_lock_it_writes_after_the_stop(wave: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked(monkeypatch)
    reach_of = waves.selectors.reach_of

    def stopped_meanwhile(found: Wave) -> Any:
        waves.stop_wave.__wrapped__(wave=wave, actor=factories.make_person(), now=NOW)
        return reach_of(found)

    monkeypatch.setattr(waves.selectors, "reach_of", stopped_meanwhile)
    waves._write_some.__wrapped__(wave)
    assert (Wave.objects.get().state, addressed()) == ("cancelled", sorted(LISTS))


def test_nobody_who_has_left_is_written_to(wave: Wave, settings: Any) -> None:
    settings.ANNOUNCE_TO_PEOPLE = True
    person = factories.make_person(unit=factories.make_unit())
    Wave.objects.update(to_people=True)
    leave = lambda: opt_out.opt_out(person=person, programme=wave.cohort.programme)  # noqa: E731
    assert at_once(leave, lambda: waves.send_waves(today=TODAY, now=NOW), leave) == []
    assert (OptOut.objects.count(), addressed()) == (1, sorted(LISTS))


def test_one_question_and_one_entry_however_often_the_button_is_pressed() -> None:
    programme, key = factories.make_programme(), uuid4()
    mail = {"email": "kim@stadt.example", "language": "de", "draft_key": key, "now": NOW}
    ask = lambda: questions.ask_question(programme=programme, name="", text="?", **mail)  # noqa: E731
    enter = lambda: interest.register_interest(programme=programme, side="mentor", **mail)  # noqa: E731
    assert at_once(*[ask] * 4, *[enter] * 4) == []
    assert (Question.objects.count(), Interest.objects.count()) == (1, 1)
    assert sorted(Mail.objects.values_list("key", flat=True)) == [
        "outreach.interest_confirm",
        "outreach.question_received",
    ]


def confirm(entry: Interest) -> Callable[[], None]:
    return lambda: interest.confirm_interest(interest=entry, side="mentor", language="de", now=NOW)


def confirmations() -> int:
    return Entry.objects.filter(action="outreach.interest_confirmed").count()


def test_confirming_at_once_is_one_yes() -> None:
    entry = factories.make_interest(factories.make_programme(), confirmed_at=None)
    assert at_once(*[confirm(entry)] * 6) == []
    assert (confirmations(), Interest.objects.get().confirmed_at) == (1, NOW)


def test_control_without_the_lock_it_is_counted_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = factories.make_interest(factories.make_programme(), confirmed_at=None)
    unlocked(monkeypatch)
    monkeypatch.setattr(interest, "confirm_interest", interest.confirm_interest.__wrapped__)
    with together(monkeypatch, QuerySet, "exists"):
        at_once(*[confirm(entry)] * 2)
    assert confirmations() == 2


def tell() -> int:
    return interest.tell_of_open_calls(today=TODAY, now=NOW)


def test_everybody_is_told_once_and_who_leaves_at_that_moment_leaves_nothing() -> None:
    cohort = factories.make_cohort()
    stays, goes = (factories.make_interest(cohort.programme) for _number in range(2))
    assert at_once(tell, tell, lambda: interest.leave(interest=goes), tell) == []
    assert addressed() == [stays.email]
    assert list(Notice.objects.values_list("interest", flat=True)) == [stays.pk]


def test_control_without_the_lock_a_teller_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = factories.make_cohort()
    factories.make_interest(cohort.programme)
    unlocked(monkeypatch)
    some = interest._tell_some.__wrapped__
    with together(monkeypatch, interest, "_waiting"):
        errors = at_once(*[lambda: some(cohort, NOW)] * 2)
    assert [type(error).__name__ for error in errors] == ["IntegrityError"]
    assert MailState.QUEUED in Mail.objects.values_list("state", flat=True)
