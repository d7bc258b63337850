"""Setting, forbidding, swapping, taking back: each gives a new run, hard rules stay hard."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.applications import confidential
from augenhoehe.common.models import StaleError
from augenhoehe.matching import adapter, services
from augenhoehe.matching.enums import Origin, RunState
from augenhoehe.matching.models import PairDecision, Run
from tests.factories import NOW

from .world import World, make_world


def stored(world: World) -> set[tuple[int, int, str]]:
    mentor = {one.pk: k for k, one in enumerate(world.mentors)}
    mentee = {one.pk: k for k, one in enumerate(world.mentees)}
    return {(mentor[one.mentor_id], mentee[one.mentee_id], one.kind) for one in PairDecision.objects.all()}


def other_pair(world: World, run: Run) -> tuple[int, int]:
    """A possible pair that the run does not propose."""
    taken = world.pairs(run)
    return next((i, j) for i in range(len(world.mentors)) for j in range(len(world.mentees)) if (i, j) not in taken)


def refused(world: World, run: Run, mentor: int, mentee: int, **changes: object) -> str:
    with pytest.raises(services.NotPossible) as told:
        world.decide(run, mentor, mentee, **changes)
    return told.value.code


def test_a_set_pair_is_in_the_new_run_and_the_old_one_stays(world: World) -> None:
    run = world.run()
    before = world.pairs(run)
    mentor, mentee = other_pair(world, run)
    new = world.decide(run, mentor, mentee).run
    assert (mentor, mentee) in world.pairs(new)
    assert world.pairs(run) == before
    assert (new.number, new.state, new.origin, new.basis_id) == (2, RunState.READY, Origin.LOCK, run.pk)
    assert [one.locked for one in new.proposals.filter(mentor=world.mentors[mentor])] == [True]


def test_a_forbidden_pair_is_in_no_further_run(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    new = world.decide(run, mentor, mentee, "ban").run
    assert (mentor, mentee) not in world.pairs(new)
    assert (mentor, mentee) not in world.pairs(world.run())


def test_the_preview_tells_what_then_happens(db: None) -> None:
    world = make_world(4, 4)
    run = world.run()
    for mentor in range(4):
        for mentee in range(4):
            preview = adapter.preview_lock(run, mentor=world.mentors[mentor].pk, mentee=world.mentees[mentee].pk)
            if preview.in_plan:
                assert preview.effect is None
                continue
            with transaction.atomic():
                new = world.decide(run, mentor, mentee).run
                told = preview.effect
                assert new.figures["pairs"] - run.figures["pairs"] == told.pairs
                assert new.figures["total"] - run.figures["total"] == told.total
                assert new.figures["worst"] - run.figures["worst"] == told.worst
                transaction.set_rollback(True)


def test_setting_somebody_elses_partner_takes_the_older_lock_back(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    run = world.decide(run, mentor, mentee).run
    world.decide(run, 1 - mentor, mentee)
    assert stored(world) == {(1 - mentor, mentee, "lock")}


def test_setting_a_forbidden_pair_lifts_the_ban(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    run = world.decide(run, mentor, mentee, "ban").run
    new = world.decide(run, mentor, mentee).run
    assert stored(world) == {(mentor, mentee, "lock")}
    assert (mentor, mentee) in world.pairs(new)


@pytest.mark.parametrize("note", ["", "   "])
def test_a_concern_asks_for_a_note(note: str, db: None) -> None:
    world = make_world(1, 2)
    run = world.run()
    mentor, mentee = other_pair(world, run)
    assert refused(world, run, mentor, mentee, note=note) == "note_needed"
    assert stored(world) == set()
    assert world.decide(run, mentor, mentee, note="they asked for it").created


def test_a_proposed_pair_is_set_without_a_note(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    assert world.decide(run, mentor, mentee, note="").created


def test_a_hard_rule_cannot_be_overridden(world: World) -> None:
    confidential.replace_exclusions(application=world.mentors[0], emails=[world.mentees[0].person.email])
    run = world.run()
    assert refused(world, run, 0, 0) == "blocked"
    assert (stored(world), Run.objects.count()) == (set(), 1)


def test_a_decision_on_an_older_run_is_stale(world: World) -> None:
    run = world.run()
    world.run()
    with pytest.raises(StaleError):
        world.decide(run, 0, 0, "ban")
    assert stored(world) == set()


def test_the_second_of_two_decisions_on_one_run_is_stale(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    world.decide(run, mentor, mentee)
    with pytest.raises(StaleError):
        world.decide(run, mentor, mentee, "ban", actor=world.office2)
    assert stored(world) == {(mentor, mentee, "lock")}


def test_the_same_form_twice_is_one_decision(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    key = uuid.uuid4()
    first = world.decide(run, mentor, mentee, draft_key=key)
    second = world.decide(run, mentor, mentee, draft_key=key)
    assert (second.run.pk, first.created, second.created) == (first.run.pk, True, False)
    assert Run.objects.count() == 2


def test_the_same_key_for_another_decision_is_refused(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    key = uuid.uuid4()
    world.decide(run, mentor, mentee, draft_key=key)
    assert refused(world, run, mentor, mentee, kind="ban", draft_key=key) == "draft_reused"


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_nothing_is_decided_on_a_run_that_left_the_desk(world: World, state: str) -> None:
    run = world.run()
    Run.objects.filter(pk=run.pk).update(state=state)
    assert refused(world, run, 0, 0) == "not_open"


def test_nothing_is_decided_while_a_run_is_computed(world: World) -> None:
    run = world.run()
    services.start_run(cohort=world.cohort, actor=world.office, note="", draft_key=uuid.uuid4())
    assert refused(world, run, 0, 0) == "under_way"


def test_a_ban_that_leaves_nobody_is_refused_and_nothing_is_written(db: None) -> None:
    world = make_world(1, 1)
    run = world.run()
    with pytest.raises(adapter.Impossible) as told:
        world.decide(run, 0, 0, "ban")
    assert told.value.failure["rules"] == ["ban"]
    assert (stored(world), Run.objects.count()) == (set(), 1)


def test_taking_back_computes_anew(world: World) -> None:
    run = world.run()
    mentor, mentee = other_pair(world, run)
    world.decide(run, mentor, mentee)
    again = services.take_decision_back(
        decision=PairDecision.objects.get(), actor=world.office, draft_key=uuid.uuid4(), now=NOW
    )
    assert (world.pairs(again), again.origin, stored(world)) == (world.pairs(run), Origin.TAKEN_BACK, set())


def test_taking_back_works_even_when_nothing_can_be_computed(world: World) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    world.decide(run, mentor, mentee)
    world.mentors[0].cohort.applications.filter(side="mentee").update(state="reserve")
    again = services.take_decision_back(
        decision=PairDecision.objects.get(), actor=world.office, draft_key=None, now=NOW
    )
    assert (again.state, again.failure["code"], stored(world)) == ("failed", "empty_side", set())


def test_taking_back_before_the_first_run_needs_none(world: World) -> None:
    decision = PairDecision.objects.create(
        cohort=world.cohort, mentor=world.mentors[0], mentee=world.mentees[0], kind="ban"
    )
    assert services.take_decision_back(decision=decision, actor=world.office, draft_key=None, now=NOW) is None
    assert (stored(world), Run.objects.count()) == (set(), 0)


def test_the_database_holds_one_set_pair_a_mentee(world: World) -> None:
    for mentor in world.mentors[:1]:
        PairDecision.objects.create(cohort=world.cohort, mentor=mentor, mentee=world.mentees[0], kind="lock")
    with pytest.raises(IntegrityError), transaction.atomic():
        PairDecision.objects.create(cohort=world.cohort, mentor=world.mentors[1], mentee=world.mentees[0], kind="lock")


def test_a_large_cohort_is_left_to_the_worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("augenhoehe.matching.services.decisions.AT_ONCE", 3)
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    new = world.decide(run, mentor, mentee).run
    assert new.state == RunState.QUEUED
    services.compute_run(run_id=new.pk, now=NOW)
    assert (mentor, mentee) in world.pairs(new)
