"""Quotas, who comes first, and policies on the desk: from the settings to what the office reads."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.matching import adapter, services
from augenhoehe.matching.exports import to_json
from augenhoehe.matching.models import Run, Waiting
from augenhoehe.matching.presentation import failure, left_over_rows, notices, pinning, summary
from augenhoehe.matching.selectors import findings_of, lexicon_of
from augenhoehe.people.models import Unit
from augenhoehe.tandems.services.retention import forget_unmatched
from tests import factories
from tests.factories import NOW

from .world import World, make_world

pytestmark = pytest.mark.django_db


def settings(world: World, *, quotas: list[dict[str, Any]] | None = None, **policy: Any) -> None:
    stored = world.cohort.matching_rules.latest("number")
    stored.policy, stored.quotas = policy, quotas or []
    stored.save()


def quota(people: list[Application], side: str, *, at_least: int = 0, at_most: int | None = None) -> dict[str, Any]:
    """A quota for these people's own section, which is made below the unit they are in."""
    section = factories.make_unit(name="Digitales", short="DIG", kind="section", parent=people[0].person.unit)
    for one in people:
        one.person.unit = section
        one.person.save()
    return {
        "side": side,
        "kind": "unit",
        "id": section.pk,
        "name": "Digitales",
        "at_least": at_least,
        "at_most": at_most,
    }


def causes(run: Run) -> dict[int, tuple[str, str]]:
    rows = left_over_rows(run.left_over.select_related("application__person"), run.cohort)
    return {row.application.pk: (row.cause.title, row.cause.sentence) for row in rows}


def test_a_full_quota_is_told_as_the_cause(world: World) -> None:
    settings(world, quotas=[quota(world.mentees, "mentee", at_most=1)])
    run = world.run()
    assert run.figures["pairs"] == 1
    assert (run.figures["certified"], run.figures["verified"]) == (True, True)
    told = causes(run)
    assert {title for title, _sentence in told.values()} == {"A quota"}
    assert all("“Mentees from Digitales: at most 1”" in sentence for _title, sentence in told.values())
    proof = summary(run, lexicon_of(run.cohort, people=pinning(run)))["proof"]
    assert "Quota “Mentees from Digitales: at most 1”: 1 tandem in this run." in proof


def test_a_unit_holds_all_below_it_and_a_site_whoever_works_there(world: World) -> None:
    below = quota(world.mentees[:1], "mentee", at_most=0)
    above = Unit.objects.get(pk=below["id"]).parent
    site = factories.make_site()
    for one in world.mentors:
        one.person.site = site
        one.person.save()
    settings(
        world,
        quotas=[
            {**below, "id": above.pk, "at_most": 0},
            {**below, "side": "mentor", "kind": "site", "id": site.pk, "at_most": 5},
        ],
    )
    problem = adapter.build_problem(world.cohort, stored=adapter.current_rules(world.cohort), today=NOW.date())
    unit, place = problem.quotas
    assert str(world.mentees[0].pk) in unit.people
    assert place.people == {str(one.pk) for one in world.mentors}


def test_rules_in_conflict_fail_the_run_by_name(world: World) -> None:
    settings(world, quotas=[quota(world.mentees[:1], "mentee", at_least=2)])
    run = world.run()
    assert run.state == "failed"
    assert failure(run)[0] == "This cannot be kept: Mentees from Digitales: at least 2, possible are 1."
    assert notices(world.cohort, today=NOW.date())["failure"] == failure(run)


def test_a_decision_beyond_a_quota_is_refused(world: World) -> None:
    settings(world, quotas=[quota(world.mentees[:1], "mentee", at_least=1)])
    first = world.run()
    world.decide(first, 0, 0, "ban")
    preview = adapter.preview_lock(world.run(), mentor=world.mentors[1].pk, mentee=world.mentees[1].pk)
    assert preview.blocked_by == ["quota"]
    with pytest.raises(services.NotPossible):
        world.decide(Run.objects.latest("number"), 1, 1, "lock")
    with pytest.raises(adapter.Impossible) as caught:
        world.decide(Run.objects.latest("number"), 1, 0, "ban")
    assert caught.value.failure["code"] == "quotas"


def test_several_rules_in_conflict_are_all_named(world: World) -> None:
    everybody = quota(world.mentees, "mentee", at_least=2)
    mentors = {**everybody, "side": "mentor", "kind": "site", "name": "Nordhaus", "at_least": 0, "at_most": 1}
    site = factories.make_site(name="Nordhaus")
    for one in world.mentors:
        one.person.site = site
        one.person.save()
    settings(world, quotas=[everybody, {**mentors, "id": site.pk}])
    text = failure(world.run())[0]
    assert "Mentees from Digitales: at least 2, possible are 1; Mentors from Nordhaus: at most 1" in text


def test_need_decides_when_mentors_are_scarce() -> None:
    world = make_world(1, 3)
    answer = world.mentees[2].topics.get()
    world.mentees[0].topics.update(relevance=2, level=2)
    world.mentees[1].topics.update(relevance=2, level=2)
    answer.level, answer.relevance = 0, 3
    answer.save()
    settings(world, need=True)
    run = world.run()
    assert world.pairs(run) == {(0, 2)}
    assert run.figures["firsts"] == ["need"]
    assert (
        "Among those, the mentees with the greatest need have one here."
        in summary(run, lexicon_of(run.cohort))["proof"]
    )


def earlier_cohort(world: World, person: Any, state: str = "admitted") -> Application:
    start = world.cohort.starts_on - dt.timedelta(days=400)
    before = factories.make_cohort(
        world.cohort.programme, starts_on=start, ends_on=start + dt.timedelta(days=300), slug="before"
    )
    rules = factories.make_rules(before)
    Run.objects.create(cohort=before, number=1, rules=rules, state="published", figures={"pairs": 0})
    came = dt.datetime.combine(start, dt.time(9), dt.UTC)
    return factories.make_application(before, "mentee", person=person, state=state, submitted_at=came)


def test_who_was_left_over_before_comes_first(client: Client) -> None:
    world = make_world(1, 3)
    earlier_cohort(world, world.mentees[1].person)
    settings(world, waiting=True)
    run = world.run()
    assert world.pairs(run) == {(0, 1)}
    assert run.figures["firsts"] == ["waiting"]
    client.force_login(world.office)
    page = client.get(f"/office/cohorts/{world.cohort.pk}/matching/").content.decode()
    assert page.count("left over before") == 1


@pytest.mark.parametrize(("state", "kept"), [("admitted", 1), ("reserve", 1), ("declined", 0)])
def test_it_is_kept_when_the_application_goes_and_forgotten_after_two_years(state: str, kept: int) -> None:
    world = make_world(1, 3)
    before = earlier_cohort(world, world.mentees[1].person, state)
    day = before.cohort.ends_on
    before.cohort.phases.filter(kind="matching").delete()
    before.cohort.phases.create(kind="matching", opens_on=day, closes_on=day)
    for _twice in range(2):
        forget_unmatched(today=day + dt.timedelta(days=100))
    assert not Application.objects.filter(pk=before.pk).exists()
    assert Waiting.objects.filter(person=world.mentees[1].person).count() == kept
    settings(world, waiting=True)
    assert (world.pairs(world.run()) == {(0, 1)}) == bool(kept)
    forget_unmatched(today=day + dt.timedelta(days=731))
    assert not Waiting.objects.exists()


def test_the_floor_in_steps_tells_who_pins_it() -> None:
    world = make_world(3, 3)
    world.mentors[0].aspect_gives = {}
    world.mentors[0].save()
    settings(world, floor="steps", concavity=2)
    run = world.run()
    steps = run.figures["floors"]
    assert steps[0]["floor"] == run.figures["floor"]
    assert steps[0]["pairs"]
    proof = summary(run, lexicon_of(run.cohort, people=pinning(run)))["proof"]
    assert any("the weakest of all others reaches" in sentence for sentence in proof)
    assert any("points of weak tandems count more" in sentence for sentence in proof)
    assert run.figures["verified"]


def test_a_plan_that_no_proof_closes_may_be_published_by_whoever_has_read_that(world: World) -> None:
    run = world.run()
    run.figures = {**run.figures, "certified": False, "gap": 3}
    assert run.plan is not None
    run.plan["certificate"] |= {"certified": False, "gap": 3}
    run.save()
    found = findings_of(run, today=NOW.date())
    assert (found.blockers, [one.code for one in found.warnings], found.verified) == ([], ["not_proven"], False)


def test_the_download_names_people_by_address_in_every_part_of_the_proof(world: World) -> None:
    settings(world, quotas=[quota(world.mentees, "mentee", at_most=1)], need=True)
    told = json.loads(to_json(world.run()))
    addresses = {one.person.email for one in (*world.mentors, *world.mentees)}
    aims = told["certificate"]["aims"]
    assert [one["kind"] for one in aims] == ["count", "precedence", "floor", "total"]
    assert {name for one in aims for side in ("mentors", "mentees") for name in one[side]} <= addresses
    assert told["quotas"][0]["name"] == "Digitales"


def test_policies_are_compared_on_one_page(world: World, client: Client) -> None:
    client.force_login(world.office)
    path = f"/office/cohorts/{world.cohort.pk}/matching/policies/"
    assert client.get(path).templates[0].name == "matching/none_yet.html"
    run = world.run()
    page = client.get(f"{path}?run={run.number}")
    fits, badly = page.context["shown"].tables
    assert [row.name for row in fits.rows if row.own] == ["Weakest tandem first"]
    assert len(fits.rows) == len(badly.rows) == 6
    assert {(*row.figures[2], row.certified) for row in fits.rows} == {("2", None, True)}
    assert {row.figures[1] for row in badly.rows} == {("0", "0")}
    assert [row.figures[2] for row in badly.rows if row.own] == [("0", None)]
    assert fits.rows[0].figures[0][0] in page.content.decode()
    assert adapter.compare_policies(run) is adapter.compare_policies(run)


def test_a_large_cohorts_policies_are_computed_by_the_worker(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("augenhoehe.matching.adapter.policies.AT_ONCE", 0)
    client.force_login(world.office)
    path = f"/office/cohorts/{world.cohort.pk}/matching/policies/"
    run = world.run()
    before = run.figures
    assert "Compute the comparison" in client.get(path).content.decode()
    for _twice in range(2):
        assert client.post(path).status_code == 302
    assert Entry.objects.filter(action="matching.policies_asked").count() == 1
    waiting = client.get(path)
    assert waiting.context["shown"].under_way
    assert "Compute the comparison" not in waiting.content.decode()
    assert client.get(path, headers={"HX-Request": "true"}).status_code == 204
    services.compute_policies(run_id=run.pk)
    run.refresh_from_db()
    assert {**run.figures, "policies": None} == {**before, "policies": None}
    services.compute_policies(run_id=run.pk)
    fits, _badly = client.get(path).context["shown"].tables
    assert [row.own for row in fits.rows] == [True, *[False] * 5]
    assert client.get(path, headers={"HX-Request": "true"})["HX-Redirect"] == path


def test_policies_that_could_not_be_computed_can_be_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = world.run()
    services.ask_for_policies(run=run, actor=world.office)
    with monkeypatch.context() as broken:
        broken.setattr("augenhoehe.matching.adapter.policies_to_keep", lambda _run: {}["nothing"])
        with pytest.raises(KeyError):
            services.compute_policies(run_id=run.pk)
    run.refresh_from_db()
    assert "policies" not in run.figures
    services.ask_for_policies(run=run, actor=world.office)
    Run.objects.filter(pk=run.pk).update(plan=None, figures={})  # as where somebody has withdrawn meanwhile
    services.compute_policies(run_id=run.pk)
    run.refresh_from_db()
    assert run.figures == {}


def test_a_single_pair_later_may_fill_no_quota_but_not_go_beyond_one(world: World) -> None:
    settings(world, quotas=[quota(world.mentees, "mentee", at_least=2)])
    problem = adapter.build_problem(world.cohort, stored=adapter.current_rules(world.cohort), today=NOW.date())
    alone = problem.without(mentor=str(world.mentors[1].pk))
    found = adapter.next_best(alone, [(world.mentees[0].pk, "mentee")], limit=2)
    assert found[world.mentees[0].pk]
    run, created = services.run_of_one_pair(
        cohort=world.cohort, mentor=world.mentors[0], mentee=world.mentees[0], actor=world.office, now=NOW
    )
    assert created
    assert run.figures["pairs"] == 1
