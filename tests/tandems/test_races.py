"""Two at once: accept with accept, accept with expiry, places. With the lock or the constraint off, it goes wrong."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, connections, transaction

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.matching.models import Run
from augenhoehe.matching.services import run_of_one_pair, submit_for_approval
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import LIVE, TandemState
from augenhoehe.tandems.errors import AlreadyAnsweredError, PublicationError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services import answers, confirmation
from augenhoehe.tandems.services.publication import publish_run
from tests import factories
from tests.factories import NOW
from tests.matching.world import World, make_world

from .world import both_accept, published

pytestmark = pytest.mark.django_db(transaction=True)


def race(*acts: Callable[[], object]) -> list[object]:
    """The acts in threads that begin together; results or exceptions, in order."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def one(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def one_pair() -> Tandem:
    return published(make_world(1, 1))[0]


@pytest.mark.parametrize("_time", range(3))
def test_both_accept_at_the_same_moment(_time: int) -> None:
    tandem = one_pair()
    results = race(
        *(
            lambda side=side: answers.answer_proposal(tandem=tandem, side=side, accept=True, now=NOW)
            for side in (Side.MENTOR, Side.MENTEE)
        )
    )
    assert [type(one) for one in results] == [Tandem, Tandem]
    tandem.refresh_from_db()
    assert tandem.state == TandemState.ACCEPTED
    assert Mail.objects.filter(key="tandems.accepted").count() == 2


@pytest.mark.parametrize("_time", range(3))
def test_both_confirm_at_the_same_moment(_time: int) -> None:
    tandem = both_accept(one_pair())
    race(
        *(
            lambda side=side: confirmation.confirm_tandem(tandem=tandem, side=side, go_on=True, now=NOW)
            for side in (Side.MENTOR, Side.MENTEE)
        )
    )
    tandem.refresh_from_db()
    assert (tandem.state, Mail.objects.filter(key="tandems.confirmed").count()) == (TandemState.CONFIRMED, 2)


@pytest.mark.parametrize("_time", range(3))
def test_an_answer_and_the_expiry_never_both_win(_time: int) -> None:
    tandem = one_pair()
    answers.answer_proposal(tandem=tandem, side=Side.MENTOR, accept=True, now=NOW)
    late = tandem.answer_by + dt.timedelta(seconds=1)
    answered, expired = race(
        lambda: answers.answer_proposal(tandem=tandem, side=Side.MENTEE, accept=True, now=tandem.answer_by),
        lambda: answers.expire_due(now=late),
    )
    tandem.refresh_from_db()
    accepted = Mail.objects.filter(key="tandems.accepted").count()
    ended = Mail.objects.filter(key="tandems.not_formed").count()
    if isinstance(answered, AlreadyAnsweredError):
        assert (tandem.state, expired, accepted, ended) == (TandemState.NOT_FORMED, 1, 0, 2)
    else:
        assert (tandem.state, expired, accepted, ended) == (TandemState.ACCEPTED, 0, 2, 0)


def test_many_expiries_at_once_are_one() -> None:
    tandem = one_pair()
    late = tandem.answer_by + dt.timedelta(seconds=1)
    assert sum(race(*[lambda: answers.expire_due(now=late)] * 4)) == 1
    assert Mail.objects.filter(key="tandems.not_formed").count() == 2


def test_one_link_pressed_many_times_at_once_is_one_answer() -> None:
    tandem = one_pair()
    results = race(*[lambda: answers.answer_proposal(tandem=tandem, side=Side.MENTOR, accept=True, now=NOW)] * 4)
    assert sorted(type(one).__name__ for one in results) == [*["AlreadyAnsweredError"] * 3, "Tandem"]


def test_many_approvals_at_once_are_one_publication() -> None:
    world = make_world(3, 2)
    run = world.submitted()
    third = factories.make_person()
    factories.make_role(world.cohort.programme, third, "approver")
    results = race(
        *(
            lambda actor=actor: publish_run(run=run, actor=actor, now=NOW, acknowledged=True)
            for actor in (world.office2, third, world.office2, third)
        )
    )
    assert sorted(one.new for one in results) == [False, False, False, True]
    assert Tandem.objects.count() == 2
    assert Mail.objects.filter(key__startswith="tandems.").count() == 5


def test_two_runs_at_once_give_nobody_two_partners() -> None:
    world = make_world(1, 2)
    run = world.submitted()
    runs = (run, make_pair_run(world, run))
    results = race(
        *(lambda one=one: publish_run(run=one, actor=world.office2, now=NOW, acknowledged=True) for one in runs)
    )
    assert sorted(isinstance(one, PublicationError) for one in results) == [False, True]
    assert Tandem.objects.filter(mentor=world.mentors[0], state__in=LIVE).count() == 1


def make_pair_run(world: World, run: Run) -> Run:
    """A second run, submitted, with the same mentor and the other mentee."""
    taken = run.proposals.get().mentee_id
    mentee = next(one for one in world.mentees if one.pk != taken)
    pair, _new = run_of_one_pair(
        cohort=world.cohort, mentor=world.mentors[0], mentee=mentee, actor=world.office, now=NOW
    )
    return submit_for_approval(run=pair, actor=world.office, version=pair.version, acknowledged=True, now=NOW)


# P7: capacity and one tandem a person, in the database, with a control run without the constraint.

AT_ONCE = 6


def take_a_place(cohort, mentor: Application, mentee: Application, capacity: int) -> Tandem:
    """What a careless second way to a tandem would do: look first, then write, without a lock."""
    taken = list(Tandem.objects.filter(mentor=mentor, state__in=LIVE).values_list("place", flat=True))
    looked.wait()
    if len(taken) >= capacity:
        raise AlreadyAnsweredError
    free = next(number for number in range(1, capacity + 1) if number not in taken)
    with transaction.atomic():
        return Tandem.objects.create(
            cohort=cohort, mentor=mentor, mentee=mentee, place=free, capacity=capacity, answer_by=NOW
        )


looked = threading.Barrier(AT_ONCE)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """The table without these constraints; what broke them meanwhile is removed before they come back."""
    constraints = [one for one in Tandem._meta.constraints if one.name in names]
    assert len(constraints) == len(names)
    with connection.schema_editor() as editor:
        for constraint in constraints:
            editor.remove_constraint(Tandem, constraint)
    try:
        yield
    finally:
        Tandem.objects.all().delete()
        with connection.schema_editor() as editor:
            for constraint in constraints:
                editor.add_constraint(Tandem, constraint)


def crowd(*, same_mentee: bool, capacity: int) -> list[object]:
    cohort = factories.make_cohort()
    mentor = factories.make_application(cohort, "mentor", capacity=capacity)
    mentee = factories.make_application(cohort, "mentee")
    pairs = [
        (factories.make_application(cohort, "mentor"), mentee)
        if same_mentee
        else (mentor, factories.make_application(cohort, "mentee"))
        for _time in range(AT_ONCE)
    ]
    return race(*(lambda pair=pair: take_a_place(cohort, *pair, capacity) for pair in pairs))


def winners(results: list[object]) -> int:
    assert {type(one) for one in results} <= {Tandem, IntegrityError, AlreadyAnsweredError}
    return sum(isinstance(one, Tandem) for one in results)


@pytest.mark.parametrize("capacity", [1, 2])
def test_no_mentor_gets_more_than_the_places_there_are(capacity: int) -> None:
    crowd(same_mentee=False, capacity=capacity)
    assert Tandem.objects.count() <= capacity


def test_no_mentee_gets_two_partners() -> None:
    assert winners(crowd(same_mentee=True, capacity=1)) == 1
    assert Tandem.objects.count() == 1


def test_control_without_the_constraint_a_mentor_gets_too_many() -> None:
    with without("one_tandem_a_place"):
        assert winners(crowd(same_mentee=False, capacity=1)) > 1


def test_control_without_the_constraint_a_mentee_gets_two_partners() -> None:
    with without("one_tandem_a_mentee"):
        assert winners(crowd(same_mentee=True, capacity=1)) > 1


def test_control_without_the_lock_an_answer_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read the tandem before either writes: without the lock only one of two acceptances stays."""
    tandem = one_pair()
    both_have_read = threading.Barrier(2)

    def unlocked(pk: int) -> Tandem:
        found = Tandem.objects.select_related("cohort__programme", "mentor__person", "mentee__person").get(pk=pk)
        if threading.current_thread().name != "MainThread":
            both_have_read.wait(timeout=10)
        return found

    monkeypatch.setattr(answers, "lock_tandem", unlocked)
    accept = answers.answer_proposal.__wrapped__
    results = race(*(lambda side=side: accept(tandem=tandem, side=side, accept=True, now=NOW) for side in Side))
    tandem.refresh_from_db()
    assert tandem.state == TandemState.PROPOSED
    assert "StaleError" in {type(one).__name__ for one in results}
