"""What stands against publishing, submitting, and four eyes."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.applications import confidential
from augenhoehe.applications.models import Application
from augenhoehe.common.models import StaleError
from augenhoehe.matching import services
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import PairDecision, Run
from augenhoehe.matching.selectors import Findings, findings_of, withdrawn_since
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW, TODAY

from .world import World


def found(run: Run) -> Findings:
    return findings_of(Run.objects.get(pk=run.pk), today=TODAY)


def codes(run: Run) -> tuple[list[str], list[str]]:
    told = found(run)
    return [one.code for one in told.blockers], [one.code for one in told.warnings]


def submit(world: World, run: Run, **changes: Any) -> Run:
    values = {"actor": world.office, "version": run.version, "acknowledged": False, "now": NOW, **changes}
    return services.submit_for_approval(run=run, **values)


def test_nothing_stands_against_a_fresh_run(world: World) -> None:
    run = world.run()
    assert (codes(run), found(run).verified, withdrawn_since(run)) == (([], []), True, False)


@pytest.mark.parametrize("state", ["withdrawn", "declined", "reserve"])
def test_who_is_no_longer_admitted_needs_a_new_run(world: World, state: str) -> None:
    run = world.run()
    Application.objects.filter(pk=world.mentees[1].pk).update(state=state)
    assert codes(run)[0] == ["gone"]
    assert found(run).blockers[0].applications == [world.mentees[1].pk]
    assert withdrawn_since(run)


def test_when_a_whole_side_is_gone_everybody_is_named(world: World) -> None:
    run = world.run()
    Application.objects.filter(side="mentee").update(state="withdrawn")
    assert codes(run)[0] == ["gone"]


def test_a_pair_that_a_rule_forbids_by_now_needs_a_new_run(world: World) -> None:
    run = world.run()
    one = run.proposals.first()
    Application.objects.filter(pk=one.mentor_id).update(languages=["fr"])
    told = found(run)
    assert [(item.code, item.applications, item.facts) for item in told.blockers] == [
        ("broken", [one.mentor_id, one.mentee_id], {"rules": ["language"]})
    ]


def test_an_exclusion_after_the_run_is_told_as_private_reasons(world: World) -> None:
    run = world.run()
    one = run.proposals.select_related("mentor", "mentee__person").first()
    confidential.replace_exclusions(application=one.mentor, emails=[one.mentee.person.email])
    assert found(run).blockers[0].facts == {"rules": ["private"]}


def test_a_later_run_or_a_change_of_rules_counts(world: World) -> None:
    run = world.run()
    later = world.run()
    assert codes(run)[0] == ["not_latest"]
    factories.make_rules(world.cohort, number=2)
    assert codes(later)[0] == ["rules"]


def test_a_decision_that_the_run_does_not_know_counts(world: World) -> None:
    run = world.run()
    PairDecision.objects.create(cohort=world.cohort, mentor=world.mentors[0], mentee=world.mentees[0], kind="lock")
    assert codes(run)[0] == ["decisions"]


def test_newcomers_and_changed_answers_are_warnings(world: World) -> None:
    run = world.run()
    Application.objects.filter(pk=world.mentors[0].pk).update(slots=[0, 1, 2])
    assert codes(run) == ([], ["answers"])
    newcomer = factories.make_application(world.cohort, "mentor", topics={world.topic: (3, 0)})
    assert codes(run) == ([], ["newcomers"])
    assert found(run).warnings[0].applications == [newcomer.pk]


def test_a_result_that_was_tampered_with_is_not_published(world: World) -> None:
    run = world.run()
    plan = run.plan
    plan["total"] += 1
    Run.objects.filter(pk=run.pk).update(plan=plan, input_hash="0" * 64)
    assert "not_verified" in codes(run)[0]


def test_submitting_writes_to_everybody_else_who_may_approve(world: World) -> None:
    approver, council = factories.make_person(), factories.make_person()
    factories.make_role(world.cohort.programme, approver, "approver")
    factories.make_role(world.cohort.programme, council, "council")
    run = submit(world, world.run())
    assert (run.state, run.submitted_by_id) == (RunState.SUBMITTED, world.office.pk)
    mails = Mail.objects.filter(key="matching.approval_wanted")
    assert {mail.recipient for mail in mails} == {world.office2.email, approver.email}
    assert all(f"/office/cohorts/{world.cohort.pk}/matching/runs/1/check/" in mail.text for mail in mails)


def test_what_stands_against_it_stops_the_submission(world: World) -> None:
    run = world.run()
    Application.objects.filter(pk=world.mentees[1].pk).update(state="withdrawn")
    with pytest.raises(services.NotPossible) as told:
        submit(world, run, acknowledged=True)
    assert (told.value.code, told.value.facts) == ("findings", {"codes": ["gone"]})
    assert (Run.objects.get().state, Mail.objects.count()) == ("ready", 0)


def test_a_warning_has_to_be_acknowledged(world: World) -> None:
    run = world.run()
    Application.objects.filter(pk=world.mentors[0].pk).update(slots=[0, 1, 2])
    with pytest.raises(services.NotPossible) as told:
        submit(world, run)
    assert told.value.code == "acknowledge"
    assert submit(world, run, acknowledged=True).state == RunState.SUBMITTED


def test_a_submission_from_an_old_page_is_refused(world: World) -> None:
    run = world.run()
    with pytest.raises(StaleError):
        submit(world, run, version=run.version - 1)


def test_submitting_twice_sends_one_mail(world: World) -> None:
    run = world.run()
    submit(world, run)
    with pytest.raises(StaleError):
        submit(world, run)
    assert Mail.objects.filter(key="matching.approval_wanted").count() == 1


def test_the_second_person_publishes_and_the_first_cannot(world: World) -> None:
    run = world.submitted()

    def publish(person: Any) -> Run:
        return services.change_state(run=run, to=RunState.PUBLISHED, actor=person, now=NOW)

    with pytest.raises(services.NotPossible) as told:
        publish(world.office)
    assert told.value.code == "same_person"
    published = publish(world.office2)
    assert (published.approved_by_id, published.published_at) == (world.office2.pk, NOW)


def test_without_submission_there_is_no_publication(world: World) -> None:
    run = world.run()
    with pytest.raises(services.NotPossible) as told:
        services.change_state(run=run, to=RunState.PUBLISHED, actor=world.office2, now=NOW)
    assert told.value.code == "four_eyes"


def test_a_small_pilot_may_do_without_four_eyes(world: World) -> None:
    world.cohort.four_eyes = False
    world.cohort.save()
    run = services.change_state(run=world.run(), to=RunState.PUBLISHED, actor=world.office, now=NOW)
    assert (run.approved_by_id, run.submitted_by_id) == (world.office.pk, None)


def test_the_database_holds_four_eyes_too(world: World) -> None:
    run = world.run()
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(submitted_by=world.office, approved_by=world.office)


def test_a_returned_run_is_open_again_and_its_submitter_is_told(world: World) -> None:
    run = world.submitted()
    returned = services.return_run(
        run=run, actor=world.office2, version=run.version, note="Look at the third pair.", now=NOW
    )
    assert (returned.state, returned.submitted_by_id, returned.returned_note) == (
        RunState.READY,
        None,
        "Look at the third pair.",
    )
    mail = Mail.objects.get(key="matching.run_returned")
    assert mail.recipient == world.office.email
    assert "Look at the third pair." in mail.text


def test_the_office_takes_its_submission_back_and_decides_on(world: World) -> None:
    run = world.submitted()
    run = services.withdraw_submission(run=run, actor=world.office, version=run.version, now=NOW)
    mentor, mentee = next(iter(world.pairs(run)))
    assert world.decide(run, mentor, mentee, draft_key=uuid.uuid4()).created
    assert Mail.objects.filter(key="matching.run_returned").count() == 0


@pytest.mark.parametrize("act", [services.return_run, services.withdraw_submission])
def test_what_is_not_submitted_cannot_come_back(world: World, act: Any) -> None:
    run = world.run()
    more = {"note": "x"} if act is services.return_run else {}
    with pytest.raises(services.NotPossible):
        act(run=run, actor=world.office, version=run.version, now=NOW, **more)
