"""At the same moment: votes of one phone, the same form, closing. With the constraint off, it goes wrong."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, connections

from augenhoehe.topics.enums import MOST_EACH, WorkshopState
from augenhoehe.topics.models import Group, Pen, Vote, Workshop
from augenhoehe.topics.services import NotTheTimeError, NoVotesLeftError, change_state, contribute, give_vote
from tests.factories import make_group, make_person, make_topic

from .workshop import PHONES, held, write

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


def giving(group: Group, phone: str = PHONES[0]) -> Callable[[], object]:
    return lambda: give_vote(workshop=group.workshop, group_id=group.pk, device=phone)


def test_a_phone_in_eight_hands_has_no_more_votes() -> None:
    workshop = held("voting", votes_each=3)
    results = race(*(giving(make_group(workshop)) for _ in range(8)))
    assert sorted(type(one).__name__ for one in results) == [*["NoVotesLeftError"] * 5, *["NoneType"] * 3]
    assert sorted(Vote.objects.values_list("place", flat=True)) == [1, 2, 3]


def test_the_same_vote_eight_times_is_one() -> None:
    group = make_group(held("voting"))
    assert race(*[giving(group)] * 8) == [None] * 8
    assert Vote.objects.count() == 1


def test_the_same_form_eight_times_is_one_contribution() -> None:
    workshop, key = held(), uuid.uuid4()
    sent = {"workshop": workshop, "kind": "want", "text": "Wikis", "draft_key": key, "device": PHONES[0]}
    results = race(*[lambda: contribute(**sent)[1]] * 8)
    assert sorted(map(bool, results)) == [False] * 7 + [True]
    assert (workshop.contributions.count(), workshop.groups.count()) == (1, 1)


def test_a_phone_in_eight_hands_writes_no_more_than_it_may() -> None:
    workshop = held()
    Pen.objects.create(workshop=workshop, device=PHONES[0], written=MOST_EACH - 2)
    results = race(*(lambda n=n: write(workshop, f"Wikis {n}", device=PHONES[0]) for n in range(8)))
    assert sorted(type(one).__name__ for one in results) == [*["Contribution"] * 2, *["EnoughWrittenError"] * 6]
    assert (workshop.contributions.count(), Pen.objects.get().written) == (2, MOST_EACH)


def test_eight_phones_that_pick_the_same_topic_make_one_group() -> None:
    workshop = held()
    topic = make_topic(workshop.cohort.programme)
    results = race(
        *(lambda phone=phone: write(workshop, kind="offer", topic=topic, device=phone).pk for phone in PHONES[:8])
    )
    assert {type(one) for one in results} == {int}
    assert workshop.groups.get().contributions.count() == 8


@pytest.mark.parametrize("_time", range(3))
def test_closing_loses_no_vote_that_was_acknowledged(_time: int) -> None:
    workshop, office = held("voting"), make_person()
    group = make_group(workshop)
    counted: list[int] = []

    def close() -> None:
        change_state(workshop=workshop, to=WorkshopState.CLOSED, actor=office)
        counted.append(Vote.objects.count())

    *answers, closed = race(*(giving(group, phone) for phone in PHONES[:7]), close)
    assert closed is None
    assert {type(one) for one in answers} <= {type(None), NotTheTimeError}
    assert Vote.objects.count() == answers.count(None)
    # what the office saw after closing was already all
    assert counted == [answers.count(None)]


# The limit in the database, with a control run without it.

looked = threading.Barrier(6)


def careless(workshop: Workshop, group: Group) -> None:
    """What a second way to a vote would do that looks first and then writes, without holding the workshop."""
    given = Vote.objects.filter(workshop=workshop, device=PHONES[0]).count()
    looked.wait()
    if given >= 1:
        raise NoVotesLeftError
    Vote.objects.create(workshop=workshop, group=group, device=PHONES[0], place=given + 1, limit=1)


def crowd() -> list[object]:
    workshop = held("voting", votes_each=1)
    groups = [make_group(workshop) for _ in range(6)]
    return race(*(lambda group=group: careless(workshop, group) for group in groups))


@contextmanager
def without(name: str) -> Iterator[None]:
    """The table without this constraint; SQLite makes it anew from what the model says."""
    constraints = Vote._meta.constraints
    constraint = next(one for one in constraints if one.name == name)
    Vote._meta.constraints = [one for one in constraints if one is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Vote, constraint)
    try:
        yield
    finally:
        Vote.objects.all().delete()
        Vote._meta.constraints = constraints
        with connection.schema_editor() as editor:
            editor.add_constraint(Vote, constraint)


def test_the_database_refuses_a_second_vote_in_the_same_place() -> None:
    assert {type(one) for one in crowd()} == {type(None), IntegrityError}
    assert Vote.objects.count() == 1


def test_control_without_the_constraint_a_phone_has_too_many_votes() -> None:
    with without("one_vote_a_place"):
        crowd()
        assert Vote.objects.count() > 1


def test_the_database_refuses_a_phone_that_wrote_too_much() -> None:
    with pytest.raises(IntegrityError):
        Pen.objects.create(workshop=held(), device=PHONES[0], written=MOST_EACH + 1)


def test_the_database_refuses_a_place_above_the_limit() -> None:
    group = make_group(held("voting"))
    with pytest.raises(IntegrityError):
        Vote.objects.create(workshop=group.workshop, group=group, device=PHONES[0], place=6, limit=5)
