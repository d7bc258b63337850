"""Every state × every state, and every act of a phone × every state."""

from collections.abc import Callable

import pytest

from augenhoehe.audit.models import Entry
from augenhoehe.topics.enums import TRANSITIONS, WorkshopState
from augenhoehe.topics.models import Group, Vote, Workshop
from augenhoehe.topics.services import (
    Decision,
    IllegalTransitionError,
    NotTheTimeError,
    change_state,
    decide_groups,
    give_vote,
    take_vote,
)
from tests.factories import make_group, make_person

from .workshop import PHONES, held, write

pytestmark = pytest.mark.django_db
ALL = [*WorkshopState]


@pytest.mark.parametrize("before", ALL)
@pytest.mark.parametrize("to", ALL)
def test_every_step(before: WorkshopState, to: WorkshopState) -> None:
    workshop, office = held(before), make_person()
    if to in TRANSITIONS[before]:
        assert change_state(workshop=workshop, to=to, actor=office).state == to
        assert [(entry.action, entry.actor_id) for entry in Entry.objects.all()] == [
            (f"topics.workshop_{to}", office.pk)
        ]
    elif to == before:
        assert change_state(workshop=workshop, to=to, actor=office).state == to
        assert Entry.objects.count() == 0
    else:
        with pytest.raises(IllegalTransitionError):
            change_state(workshop=workshop, to=to, actor=office)
        assert Entry.objects.count() == 0
    workshop.refresh_from_db()
    assert workshop.state == (to if to in TRANSITIONS[before] else before)


def test_the_table_knows_every_state_and_closed_is_no_end() -> None:
    assert set(TRANSITIONS) == set(WorkshopState)
    assert TRANSITIONS[WorkshopState.CLOSED] == {WorkshopState.OPEN, WorkshopState.VOTING}


def _write(workshop: Workshop, group: Group) -> None:
    write(workshop, "Wikis")


def _give(workshop: Workshop, group: Group) -> None:
    give_vote(workshop=workshop, group_id=group.pk, device=PHONES[1])


def _take(workshop: Workshop, group: Group) -> None:
    take_vote(workshop=workshop, group_id=group.pk, device=PHONES[0])


def _decide(workshop: Workshop, group: Group) -> None:
    decide_groups(workshop=workshop, decisions=[Decision(group.pk, "left")], actor=make_person())


ACTS = {"write": (_write, "open"), "give": (_give, "voting"), "take": (_take, "voting"), "decide": (_decide, "closed")}


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize("name", ACTS)
def test_everything_has_its_time(name: str, state: WorkshopState) -> None:
    act: Callable[[Workshop, Group], None]
    act, right = ACTS[name]
    workshop = held(state)
    group = make_group(workshop)
    Vote.objects.create(workshop=workshop, group=group, device=PHONES[0], place=1, limit=5)
    before = _everything(workshop)
    if state == right:
        act(workshop, group)
        assert _everything(workshop) != before
    else:
        with pytest.raises(NotTheTimeError):
            act(workshop, group)
        assert _everything(workshop) == before


def _everything(workshop: Workshop) -> list[object]:
    return [
        *workshop.contributions.values_list("pk", flat=True),
        *workshop.votes.values_list("device", "group"),
        *workshop.groups.values_list("pk", "outcome"),
    ]
