import itertools

import pytest

from augenhoehe.applications.enums import DECIDED, TRANSITIONS, State
from augenhoehe.applications.services import HumanNeededError, IllegalTransitionError, change_state
from augenhoehe.audit.models import Entry
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def test_every_pair_of_states(before: State, after: State) -> None:
    application = factories.make_application(factories.make_cohort(), state=before)
    actor = factories.make_person()
    if after in TRANSITIONS[before]:
        changed = change_state(application=application, to=after, actor=actor, now=factories.NOW)
        assert (changed.state, changed.version) == (after, 2)
        entry = Entry.objects.get()
        assert (entry.action, entry.actor_id, entry.data) == (
            f"applications.{after}",
            actor.pk,
            {"before": before},
        )
    else:
        with pytest.raises(IllegalTransitionError):
            change_state(application=application, to=after, actor=actor, now=factories.NOW)
        application.refresh_from_db()
        assert (application.state, Entry.objects.count()) == (before, 0)


@pytest.mark.parametrize("to", DECIDED)
def test_a_machine_never_decides(to: State) -> None:
    application = factories.make_application(factories.make_cohort(), state=State.SUBMITTED)
    with pytest.raises(HumanNeededError):
        change_state(application=application, to=to, actor=None, now=factories.NOW)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


def test_a_decision_says_who_and_when(cast: Cast) -> None:
    application = factories.make_application(cast.cohort, state=State.SUBMITTED)
    changed = change_state(application=application, to=State.ADMITTED, actor=cast.office, now=factories.NOW)
    assert (changed.decided_by, changed.decided_at) == (cast.office, factories.NOW)
