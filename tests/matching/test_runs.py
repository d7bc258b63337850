"""Starting, computing and failing; the same start twice is one run."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.matching import services
from augenhoehe.matching.enums import TRANSITIONS, RunState
from augenhoehe.matching.models import PairDecision, Run
from augenhoehe.programmes.models import MatchingRules
from tests.factories import NOW

from .world import World, make_world


def start(world: World, note: str = "", key: uuid.UUID | None = None) -> tuple[Run, bool]:
    return services.start_run(cohort=world.cohort, actor=world.office, note=note, draft_key=key or uuid.uuid4())


def test_a_run_keeps_input_result_version_and_proof(world: World) -> None:
    run = world.run()
    assert run.state == RunState.READY
    assert len(run.input_hash) == 64
    assert run.engine_version == run.plan["engine_version"]
    assert [person["id"] for person in run.problem["mentors"]] == [str(one.pk) for one in world.mentors]
    assert {name: run.figures[name] for name in ("pairs", "mentors_left", "mentees_left", "certified", "verified")} == {
        "pairs": 2,
        "mentors_left": 0,
        "mentees_left": 0,
        "certified": True,
        "verified": True,
    }
    assert {one.mentor_id for one in run.proposals.all()} == {one.pk for one in world.mentors}
    assert {one.mentee_id for one in run.proposals.all()} == {one.pk for one in world.mentees}


def test_a_score_is_the_sum_of_its_parts(world: World) -> None:
    for one in world.run().proposals.all():
        assert one.score == sum(part["points"] * part["weight"] for part in one.contributions.values())


def test_who_is_left_over_has_a_cause(db: None) -> None:
    world = make_world(mentors=1, mentees=3)
    run = world.run()
    found = {one.application_id: (one.cause, one.facts["shortage"]["seats"]) for one in run.left_over.all()}
    paired = run.proposals.get().mentee_id
    assert found == {one.pk: ("scarcity", 1) for one in world.mentees if one.pk != paired}


def test_the_same_form_twice_starts_one_run(world: World) -> None:
    key = uuid.uuid4()
    first, second = start(world, "a", key), start(world, "a", key)
    assert (first[0].pk, first[1], second[0].pk, second[1]) == (second[0].pk, True, first[0].pk, False)
    assert Run.objects.count() == 1


def test_the_same_key_with_another_note_is_refused(world: World) -> None:
    key = uuid.uuid4()
    start(world, "a", key)
    with pytest.raises(services.NotPossible) as told:
        start(world, "b", key)
    assert told.value.code == "draft_reused"


def test_a_start_while_another_run_is_under_way_gives_that_run(world: World) -> None:
    first, _created = start(world)
    second, created = start(world)
    assert (second.pk, created, Run.objects.count()) == (first.pk, False, 1)


def test_the_database_holds_one_run_at_a_time(world: World) -> None:
    run, _created = start(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(cohort=world.cohort, number=2, rules=run.rules)


def test_no_run_without_rules(world: World) -> None:
    MatchingRules.objects.all().delete()
    with pytest.raises(services.NotPossible) as told:
        start(world)
    assert told.value.code == "no_rules"


def test_no_run_while_one_waits_for_the_second_person(world: World) -> None:
    submitted = world.submitted()
    with pytest.raises(services.NotPossible) as told:
        start(world)
    assert (told.value.code, told.value.facts) == ("waits", {"number": submitted.number})


def test_computing_twice_changes_nothing(world: World) -> None:
    run = world.run()
    before = list(run.proposals.values("pk", "mentor", "mentee", "score"))
    services.compute_run(run_id=run.pk, now=NOW)
    assert list(run.proposals.values("pk", "mentor", "mentee", "score")) == before
    assert Run.objects.get().version == run.version


def test_a_run_whose_worker_was_lost_is_computed_again(world: World) -> None:
    run, _created = start(world)
    Run.objects.filter(pk=run.pk).update(state="running")
    services.compute_run(run_id=run.pk, now=NOW)
    run.refresh_from_db()
    assert (run.state, run.proposals.count()) == (RunState.READY, 2)


def test_nobody_possible_fails_the_run_with_the_rule(db: None) -> None:
    world = make_world(level_gap_min=5)
    run = world.run()
    assert (run.state, run.failure["code"], run.failure["rules"]) == ("failed", "nobody_possible", ["function_level"])
    assert (run.plan, run.figures, run.proposals.count()) == (None, {}, 0)


def test_swapped_roles_are_hinted_at(db: None) -> None:
    world = make_world(direction="classic")
    assert world.run().failure["hint"] == "roles_swapped"


def test_an_empty_side_fails_the_run(world: World) -> None:
    Application.objects.filter(side="mentor").update(state="reserve")
    assert world.run().failure == {"code": "empty_side", "role": "mentor"}


def test_a_set_pair_against_a_rule_fails_the_run_and_names_both(world: World) -> None:
    mentor, mentee = world.mentors[0], world.mentees[0]
    PairDecision.objects.create(cohort=world.cohort, mentor=mentor, mentee=mentee, kind="lock")
    Application.objects.filter(pk=mentor.pk).update(languages=["en"])
    assert world.run().failure == {
        "code": "lock_rule",
        "mentor": mentor.pk,
        "mentee": mentee.pk,
        "rules": ["language"],
    }


def test_what_nobody_expected_fails_the_run_and_is_raised(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("out of the blue")

    run, _created = start(world)
    monkeypatch.setattr("augenhoehe.matching.adapter.compute", broken)
    with pytest.raises(RuntimeError):
        services.compute_run(run_id=run.pk, now=NOW)
    run.refresh_from_db()
    assert (run.state, run.failure) == (RunState.FAILED, {"code": "unexpected"})


def test_a_failed_run_can_be_computed_once_more(world: World) -> None:
    Application.objects.filter(side="mentor").update(state="reserve")
    run = world.run()
    Application.objects.filter(side="mentor").update(state="admitted")
    services.try_again(run=run, actor=world.office, version=run.version, now=NOW)
    services.compute_run(run_id=run.pk, now=NOW)
    run.refresh_from_db()
    assert (run.state, run.failure, run.proposals.count()) == (RunState.READY, {}, 2)


def test_numbers_go_on_and_every_step_is_in_the_log(world: World) -> None:
    runs = [world.run(), world.run()]
    assert [run.number for run in runs] == [1, 2]
    entries = Entry.objects.filter(object_type="matching.Run", object_id=runs[1].pk).order_by("pk")
    assert [entry.action for entry in entries] == ["matching.run_started", "matching.run_running", "matching.run_ready"]


@pytest.mark.parametrize("after", RunState)
@pytest.mark.parametrize("before", RunState)
def test_only_the_steps_of_the_table_are_possible(world: World, before: RunState, after: RunState) -> None:
    run = world.run()
    world.cohort.four_eyes = before == RunState.SUBMITTED
    world.cohort.save()
    Run.objects.filter(pk=run.pk).update(state=before, submitted_by=world.office)

    def step() -> Run:
        return services.change_state(run=run, to=after, actor=world.office2, now=NOW)

    if after in TRANSITIONS[before]:
        assert step().state == after
    else:
        with pytest.raises(services.NotPossible) as told:
            step()
        assert (told.value.code, Run.objects.get().state) == ("transition", before)


def test_a_step_from_an_old_page_is_refused(world: World) -> None:
    run = world.run()
    with pytest.raises(StaleError):
        services.discard_run(run=run, actor=world.office, version=run.version - 1, now=NOW)
    assert Run.objects.get().state == RunState.READY
