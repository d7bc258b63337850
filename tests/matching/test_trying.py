"""What the office asks a run without changing it: why not these two, other weights, the next best plans."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from augenhoehe.applications.models import Application
from augenhoehe.matching import adapter, presentation
from augenhoehe.matching.forms import shared_out
from augenhoehe.matching.models import Run
from augenhoehe.programmes.models import MatchingRules

from .test_pages import text
from .world import World, make_world

HTMX = {"HX-Request": "true"}


@pytest.fixture
def busy(db: None) -> World:
    return make_world(4, 3)


@pytest.fixture
def run(busy: World) -> Run:
    return busy.run()


@pytest.fixture
def office(busy: World, as_: Any) -> Client:
    return as_(busy.office)


def url(name: str, run: Run) -> str:
    return reverse(name, args=[run.cohort_id, run.number])


def apart(world: World, run: Run) -> tuple[Application, Application]:
    """Two whom the run does not propose, because that would cost the cohort something."""
    for mentor in world.mentors:
        for mentee in world.mentees:
            effect = adapter.preview_lock(run, mentor=mentor.pk, mentee=mentee.pk).effect
            if effect and effect.total < 0:
                return mentor, mentee
    raise AssertionError("every pair is as good as any other")


def test_why_not_says_what_it_costs_and_who_would_have_to_move(busy: World, run: Run, office: Client) -> None:
    mentor, mentee = apart(busy, run)
    page = office.get(url("run-why-not", run), {"mentor": mentor.pk, "mentee": mentee.pk})
    shown = text(page)
    pair = page.context["pair"]
    why = r"Because (all fits together|the weakest tandem of the cohort) would lose [\d.]+ points of 100\."
    assert re.search(why, shown)
    assert pair.chain[0].startswith(f"{mentee.person} goes from ")
    assert pair.chain[0].endswith(f" to {mentor.person}.")
    assert all(sentence in page.content.decode() for sentence in pair.chain)
    same = text(office.get(reverse("run-pair", args=[run.cohort_id, run.number, mentor.pk, mentee.pk])))
    assert all(sentence in same for sentence in ("Who would have to move", *pair.chain))
    partners = text(office.get(reverse("run-partners", args=[run.cohort_id, run.number, mentee.pk])))
    assert pair.chain[0] in partners


def test_why_not_of_a_tandem_and_of_a_pair_the_rules_forbid(busy: World, office: Client) -> None:
    Application.objects.filter(pk=busy.mentors[0].pk).update(languages=["en"])
    run = busy.run()
    i, j = min(busy.pairs(run))
    ask = {"mentor": busy.mentors[i].pk, "mentee": busy.mentees[j].pk}
    assert "The run proposes exactly this pair." in text(office.get(url("run-why-not", run), ask))
    shown = text(office.get(url("run-why-not", run), {**ask, "mentor": busy.mentors[0].pk}))
    assert "The rules of the cohort do not permit this pair: a common language." in shown
    assert "Look at this pair" not in shown


def test_why_not_needs_two_people_of_the_run(busy: World, run: Run, office: Client) -> None:
    path, mentor = url("run-why-not", run), busy.mentors[0].pk
    assert office.get(path).status_code == 200
    half = office.get(path, {"mentee": busy.mentees[1].pk})
    assert (half.status_code, half.context["form"]["mentee"].value()) == (200, str(busy.mentees[1].pk))
    assert office.get(path, {"mentor": mentor, "mentee": mentor}).status_code == 422
    fragment = office.get(path, {"mentor": mentor, "mentee": ""}, headers=HTMX).content.decode()
    assert ("<html" in fragment, 'id="answer"' in fragment) == (False, True)


def test_the_answer_about_a_forbidden_pair_says_who_forbade_it(busy: World, run: Run) -> None:
    i, j = min(busy.pairs(run))
    decided = busy.decide(run, i, j, "ban").run
    preview = adapter.preview_lock(decided, mentor=busy.mentors[i].pk, mentee=busy.mentees[j].pk)
    assert (preview.banned, preview.blocked_by, preview.in_plan) == (True, [], False)
    assert preview.effect is not None
    assert preview.effect.total >= 0


def test_other_weights_are_shown_beside_the_run_and_nothing_is_saved(run: Run, office: Client) -> None:
    path = url("run-weights", run)
    first = office.get(path).content.decode()
    assert first.count('type="range"') == len(run.rules.weights)
    assert "Move a slider to see what would come of it." in first
    tried = {**run.rules.weights, "time": 40, "topic_fit": 10}
    page = office.get(path, tried)
    shown = text(page)
    assert "Weight: Time 10 40" in shown
    assert "Tandems 3 3" in shown
    fragment = office.get(path, tried, headers=HTMX).content.decode()
    assert ("<html" in fragment, 'id="trial"' in fragment, 'id="trial-head"' in fragment) == (False, True, True)
    assert "topic_fit=10" in fragment  # to the settings, with these weights
    assert (Run.objects.count(), MatchingRules.objects.count()) == (1, 1)
    settings = office.get(reverse("office-rules", args=[run.cohort_id]), {"time": "40", "topic_fit": "x"})
    values = {name: settings.context["form"][name].value() for name in ("time", "topic_fit")}
    assert values == {"time": "40", "topic_fit": run.rules.weights["topic_fit"]}


def test_a_trial_is_what_a_run_with_these_weights_finds(busy: World, run: Run) -> None:
    weights = {**run.rules.weights, "time": 50, "topic_fit": 0}
    trial = adapter.try_weights(run, weights)
    MatchingRules.objects.filter(pk=run.rules_id).update(weights=weights)
    again = busy.run()
    assert (trial.after.pairs, trial.after.worst, trial.after.total, trial.after.max_score) == tuple(
        again.figures[name] for name in ("pairs", "worst", "total", "max_score")
    )
    after = {(one.mentor_id, one.mentee_id) for one in again.proposals.all()}
    before = {(one.mentor_id, one.mentee_id) for one in run.proposals.all()}
    assert (set(trial.effect.removed), set(trial.effect.added)) == (before - after, after - before)


def test_weights_beyond_a_hundred_are_shared_out_and_nonsense_is_refused(run: Run, office: Client) -> None:
    assert shared_out({"a": 100, "b": 100, "c": 100}) == {"a": 34, "b": 33, "c": 33}
    assert shared_out({"a": 60, "b": 30}) == {"a": 60, "b": 30}
    everything = dict.fromkeys(run.rules.weights, 100)
    assert office.get(url("run-weights", run), everything).status_code == 200
    for wrong in ("101", "-1", "many", ""):
        answer = office.get(url("run-weights", run), {**everything, "time": wrong})
        assert answer.status_code == 422
        assert "Please give each weight as a whole number from 0 to 100." in text(answer)
    assert office.get(url("run-weights", run), dict.fromkeys(run.rules.weights, 0)).status_code == 200


def test_the_next_best_plans_come_in_order(run: Run, office: Client) -> None:
    page = office.get(url("run-plans", run))
    plans = page.context["plans"]
    assert plans
    assert "Plan 1:" in text(page)
    found = adapter.next_best_plans(run)
    assert found is not None
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    assert all(plan.changes for plan in plans)


def test_where_there_is_no_other_plan_the_page_says_so(as_: Any, db: None) -> None:
    world = make_world(1, 1)
    run = world.run()
    assert "There is no other plan" in text(as_(world.office).get(url("run-plans", run)))


@pytest.mark.parametrize("page", ["run-why-not", "run-weights", "run-plans"])
def test_only_computed_runs_can_be_asked(busy: World, office: Client, as_: Any, page: str) -> None:
    assert office.get(reverse(page, args=[busy.cohort.pk, 1])).status_code == 404
    run = busy.run()
    assert as_(busy.mentors[0].person).get(url(page, run)).status_code == 404
    assert office.post(url(page, run)).status_code == 405


def test_the_pages_ask_the_database_the_same_for_one_and_for_many(
    as_: Any, db: None, django_assert_max_num_queries: Any
) -> None:
    for size in (2, 5):
        world = make_world(size, size)
        run, client = world.run(), as_(world.office)
        ask = {"mentor": world.mentors[0].pk, "mentee": world.mentees[1].pk}
        for page, query in (
            ("run-why-not", ask),
            ("run-weights", {**run.rules.weights, "time": 60}),
            ("run-plans", {}),
        ):
            with django_assert_max_num_queries(14):
                client.get(url(page, run), query)


def test_whose_application_was_deleted_since_is_no_partner_any_more(busy: World, run: Run, office: Client) -> None:
    left = run.left_over.get().application_id
    path = reverse("run-partners", args=[run.cohort_id, run.number, busy.mentees[0].pk])
    before = {other.pk for _row, other in office.get(path).context["rows"]}
    Application.objects.get(pk=left).delete()
    assert {other.pk for _row, other in office.get(path).context["rows"]} == before - {left}
    assert left in before
    ask = {"mentor": left, "mentee": busy.mentees[0].pk}
    assert office.get(url("run-why-not", run), ask).status_code == 422


def test_a_change_is_told_by_the_mentee(busy: World, run: Run) -> None:
    mentor, mentee = apart(busy, run)
    view = presentation.pair(run, mentor, mentee, "lock")  # type: ignore[arg-type]
    assert view is not None
    assert (view.others, view.why_not != "") == (0, True)
