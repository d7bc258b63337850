"""Whoever withdraws leaves no answer behind in a run that nobody published."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.applications.models import Application
from augenhoehe.applications.services import withdraw_application
from augenhoehe.matching import adapter, services
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import LeftOver, PairDecision, Proposal, Run
from augenhoehe.people.models import Person
from tests.factories import NOW

from .world import World, make_world


def withdraw(application: Application) -> None:
    withdraw_application(actor=application.person, application=application, now=NOW)


@pytest.mark.parametrize("state", [RunState.READY, RunState.SUBMITTED, RunState.DISCARDED])
def test_an_unpublished_run_is_emptied(world: World, as_: Callable[[Person], Client], state: RunState) -> None:
    run = world.run()
    Run.objects.filter(pk=run.pk).update(state=state)
    withdraw(world.mentors[0])
    run.refresh_from_db()
    assert (run.state, run.problem, run.plan, run.figures, run.input_hash) == (RunState.EMPTIED, None, None, {}, "")
    assert (Proposal.objects.count(), LeftOver.objects.count()) == (0, 0)
    page = as_(world.office).get(f"/office/cohorts/{world.cohort.pk}/matching/runs/{run.number}/")
    assert (page.status_code, "Somebody of this run has withdrawn" in page.content.decode()) == (200, True)
    assert world.run().figures["pairs"] == 1


@pytest.mark.parametrize("page", ["", "past/", "proposals/", "left-over/"])
def test_the_desk_goes_on_without_the_emptied_run(world: World, as_: Callable[[Person], Client], page: str) -> None:
    world.run()
    withdraw(world.mentors[0])
    assert as_(world.office).get(f"/office/cohorts/{world.cohort.pk}/matching/{page}", follow=True).status_code == 200


def test_whoever_was_left_over_is_forgotten_too(db: None) -> None:
    world = make_world(mentors=1, mentees=2)
    run = world.run()
    withdraw(run.left_over.get().application)
    run.refresh_from_db()
    assert (run.state, LeftOver.objects.count()) == (RunState.EMPTIED, 0)


def test_a_published_run_still_proves_the_pairs_of_the_others(world: World) -> None:
    run = world.run()
    Run.objects.filter(pk=run.pk).update(state=RunState.PUBLISHED)
    withdraw(world.mentors[0])
    run.refresh_from_db()
    assert (run.state, adapter.verify_again(run), run.proposals.count()) == (RunState.PUBLISHED, True, 2)


def test_a_run_without_the_person_stays(world: World) -> None:
    late = make_world().mentors[0]
    run = world.run()
    before = json.dumps(run.problem)
    withdraw(late)
    run.refresh_from_db()
    assert (run.state, json.dumps(run.problem)) == (RunState.READY, before)


def test_what_the_office_decided_about_their_pairs_goes(world: World) -> None:
    world.decide(world.run(), 0, 0, kind="ban")
    world.decide(Run.objects.latest("pk"), 1, 1, kind="ban")
    withdraw(world.mentors[0])
    assert [one.mentor for one in PairDecision.objects.all()] == [world.mentors[1]]


def test_who_withdraws_while_it_computes_is_not_stored(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    compute = adapter.compute

    def slowly(*args: object, **how: object) -> adapter.Outcome:
        outcome = compute(*args, **how)  # type: ignore[arg-type]
        withdraw(world.mentors[0])
        return outcome

    monkeypatch.setattr(adapter, "compute", slowly)
    run = world.run()
    assert (run.state, run.problem, Proposal.objects.count()) == (RunState.EMPTIED, None, 0)
    assert services.start_run(cohort=world.cohort, actor=world.office, note="", draft_key=None)[1]
