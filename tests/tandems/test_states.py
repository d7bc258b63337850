"""Every state × every state: the step happens when the table has it, and not otherwise."""

import pytest

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import TRANSITIONS, TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import change_state
from tests.factories import NOW

from .world import in_state


@pytest.mark.parametrize("before", TandemState)
@pytest.mark.parametrize("to", TandemState)
def test_every_step(tandem: Tandem, before: TandemState, to: TandemState) -> None:
    in_state(tandem, before)
    Mail.objects.all().delete()
    Entry.objects.all().delete()
    if to in TRANSITIONS[before]:
        assert change_state(tandem=tandem, to=to, actor=None, now=NOW).state == to
        assert [entry.action for entry in Entry.objects.all()] == [f"tandems.{to}"]
    else:
        with pytest.raises(TandemError):
            change_state(tandem=tandem, to=to, actor=None, now=NOW)
        assert (Mail.objects.count(), Entry.objects.count()) == (0, 0)
    tandem.refresh_from_db()
    assert tandem.state == (to if to in TRANSITIONS[before] else before)


def test_the_table_knows_every_state() -> None:
    assert set(TRANSITIONS) == set(TandemState)
    assert {state for targets in TRANSITIONS.values() for state in targets} == set(TandemState) - {TandemState.PROPOSED}
