"""The desk's pages: what they show, who sees them, and how they answer what does not fit."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from augenhoehe.applications.models import Application
from augenhoehe.matching import services
from augenhoehe.matching.models import PairDecision, Run
from augenhoehe.people.models import Person
from tests import factories
from tests.factories import NOW

from .world import World, make_world

PAGES = tuple(f"matching-{name}" for name in ("desk", "notices", "proposals", "left-over", "published", "past"))


@pytest.fixture
def office(world: World, as_: Any) -> Client:
    return as_(world.office)


def url(name: str, world: World, *more: object) -> str:
    return reverse(name, args=[world.cohort.pk, *more])


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("page", PAGES)
def test_every_tab_opens_before_the_first_run_and_after(world: World, office: Client, page: str) -> None:
    assert office.get(url(page, world)).status_code == 200
    world.run()
    assert office.get(url(page, world)).status_code == 200


def test_starting_leads_to_progress_and_then_to_the_proposals(world: World, office: Client) -> None:
    key = str(uuid.uuid4())
    answers = [office.post(url("run-start", world), {"note": "first", "draft_key": key}) for _ in range(2)]
    assert [(one.status_code, one.url) for one in answers] == [(302, url("run", world, 1))] * 2
    page = office.get(url("run", world, 1))
    assert 'hx-trigger="every 1s"' in page.content.decode()
    fragment = office.get(url("run", world, 1), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    services.compute_run(run_id=Run.objects.get().pk, now=NOW)
    done = office.get(url("run", world, 1), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == url("run", world, 1)
    assert office.get(url("run", world, 1)).url == url("matching-proposals", world) + "?run=1"


def test_the_proposals_say_why(world: World, office: Client) -> None:
    run = world.run()
    shown = text(office.get(url("matching-proposals", world)))
    assert "The mentor is ahead on “Chat programs”: 100 % of what the mentee is looking for." in shown
    pair = run.proposals.get(mentor=world.mentors[1])
    all_reasons = text(office.get(url("run-pair", world, 1, pair.mentor_id, pair.mentee_id)))
    assert "Time (50&nbsp;%, weight 10): Common times: Mon 8–10 and Mon 10–12." in all_reasons
    assert "2 tandems: no plan within the rules has more." in shown


def test_the_left_over_list_says_why_and_what_helps(as_: Any, db: None) -> None:
    world = make_world(1, 2)
    world.run()
    shown = text(as_(world.office).get(url("matching-left-over", world)))
    names = " and ".join(one.person.get_full_name() for one in world.mentees)
    assert f"2 mentees ({names}) share one place, with {world.mentors[0].person.get_full_name()}." in shown
    assert "There is one possible mentor. One more mentor for this group, or a further place, would help." in shown


def test_warnings_name_the_rule_and_the_people(world: World, office: Client) -> None:
    Application.objects.filter(pk=world.mentors[0].pk).update(languages=["en"])
    shown = text(office.get(url("matching-notices", world)))
    name = world.mentors[0].person.get_full_name()
    assert f"“a common language” alone leaves no possible partner for {name}." in shown


def test_a_failed_run_names_the_rule_and_the_hint(as_: Any, db: None) -> None:
    world = make_world(direction="classic")
    world.run()
    shown = text(as_(world.office).get(url("run", world, 1)))
    assert "This alone rules out everybody: distance of the function levels." in shown
    assert "are mentors and mentees mixed up?" in shown


def test_other_partners_come_with_their_effect(as_: Any, db: None) -> None:
    world = make_world(3, 3)
    run = world.run()
    page = as_(world.office).get(url("run-partners", world, run.number, world.mentees[0].pk))
    shown = text(page)
    partner = next(mentor for mentor, mentee in world.pairs(run) if mentee == 0)
    others = [one for k, one in enumerate(world.mentors) if k != partner]
    links = [url("run-pair", world, run.number, one.pk, world.mentees[0].pk) for one in others]
    assert sorted(re.findall(r'href="([^"]*/pairs/[^"]*)"', page.content.decode())) == sorted(links)
    assert "Person Fit Tandems Weakest fit Sum Warnings" in shown


def pair_of(world: World, run: Run, *, proposed: bool) -> tuple[int, int]:
    pairs = world.pairs(run)
    i, j = next((i, j) for i in range(2) for j in range(2) if ((i, j) in pairs) is proposed)
    return world.mentors[i].pk, world.mentees[j].pk


def test_swapping_shows_the_effect_and_saves(world: World, office: Client) -> None:
    run = world.run()
    mentor, mentee = pair_of(world, run, proposed=False)
    page = office.get(url("run-pair", world, 1, mentor, mentee))
    assert "These pairs go" in text(page)
    answer = office.post(page.request["PATH_INFO"], {"note": "asked for", "draft_key": str(uuid.uuid4())})
    assert (answer.status_code, answer.url) == (302, url("run", world, 2))
    assert Run.objects.get(number=2).proposals.filter(mentor=mentor, mentee=mentee, locked=True).exists()


def test_a_missing_note_is_told_at_the_field(as_: Any, db: None) -> None:
    world = make_world(1, 2)
    run = world.run()
    left = run.left_over.get().application_id
    answer = as_(world.office).post(url("run-pair", world, 1, world.mentors[0].pk, left), {"note": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"note": ["Please say in a note why you do this in spite of the warnings."]}
    assert PairDecision.objects.count() == 0


def test_a_blocked_pair_cannot_be_set_by_hand_either(world: World, office: Client) -> None:
    Application.objects.filter(pk=world.mentors[0].pk).update(languages=["en"])
    world.run()
    path = url("run-pair", world, 1, world.mentors[0].pk, world.mentees[0].pk)
    assert "This pair is not possible a common language" in text(office.get(path))
    answer = office.post(path, {"note": "still"})
    assert answer.status_code == 422
    assert "Not possible: a common language." in text(answer)


def test_a_stale_decision_is_a_409_that_keeps_the_note(world: World, office: Client) -> None:
    run = world.run()
    mentor, mentee = pair_of(world, run, proposed=True)
    world.run()
    answer = office.post(url("run-ban", world, 1, mentor, mentee), {"note": "my long thought"})
    assert answer.status_code == 409
    assert "my long thought" in answer.content.decode()
    assert url("run-ban", world, 2, mentor, mentee) in answer.content.decode()
    assert PairDecision.objects.count() == 0


def test_a_double_click_on_take_back_is_one(world: World, office: Client) -> None:
    run = world.run()
    world.decide(run, 0, 0)
    path = url("matching-decision-take-back", world, PairDecision.objects.get().pk)
    key = {"draft_key": str(uuid.uuid4())}
    answers = [office.post(path, key) for _ in range(2)]
    assert [one.url for one in answers] == [url("run", world, 3)] * 2
    assert office.post(path).status_code == 404


def test_submitting_returning_and_taking_back(world: World, office: Client, as_: Any) -> None:
    run = world.run()
    other = as_(world.office2)
    page = office.get(url("run-check", world, 1))
    assert "Nothing stands against publishing" in text(page)
    assert office.post(url("run-submit", world, 1), {"version": run.version}).status_code == 302
    run.refresh_from_db()
    assert "Take back" in text(office.get(url("run-check", world, 1)))
    assert url("run-publish", world, 1) in other.get(url("run-check", world, 1)).content.decode()
    refused = other.post(url("run-return", world, 1), {"version": run.version, "note": ""})
    assert (refused.status_code, refused.context["return_form"].errors) == (
        422,
        {"note": ["Please say what should be changed."]},
    )
    assert other.post(url("run-return", world, 1), {"version": run.version, "note": "pair 3"}).status_code == 302
    assert "The second person asks for a change pair 3" in text(office.get(url("run-check", world, 1)))
    stale = office.post(url("run-withdraw", world, 1), {"version": run.version})
    assert stale.status_code == 409


def test_warnings_have_to_be_confirmed_before_submitting(world: World, office: Client) -> None:
    run = world.run()
    factories.make_application(world.cohort, "mentor", topics={world.topic: (3, 0)})
    answer = office.post(url("run-submit", world, 1), {"version": run.version})
    assert (answer.status_code, answer.context["submit_form"].errors) == (
        422,
        {"acknowledged": ["Please confirm that you have read the warnings."]},
    )
    answer = office.post(url("run-submit", world, 1), {"version": run.version, "acknowledged": "on"})
    assert (answer.status_code, Run.objects.get().state) == (302, "submitted")


def test_two_runs_side_by_side(world: World, office: Client) -> None:
    run = world.run()
    mentor, mentee = next(iter(world.pairs(run)))
    world.decide(run, mentor, mentee, "ban")
    shown = text(office.get(url("matching-compare", world), {"a": 1, "b": 2}))
    pair = f"{world.mentors[mentor].person} and {world.mentees[mentee].person} forbidden by the office no yes"
    assert pair in shown
    assert "Same input, same result" in text(office.get(url("matching-compare", world), {"a": 1, "b": 1}))


def test_comparing_what_does_not_exist_is_told_at_the_field(world: World, office: Client) -> None:
    world.run()
    answer = office.get(url("matching-compare", world), {"a": 1, "b": 99})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["b"])


@pytest.mark.parametrize("number", ["7", "x", "-1", "9" * 30])
def test_an_unknown_run_is_404(world: World, office: Client, number: str) -> None:
    world.run()
    assert office.get(url("matching-proposals", world), {"run": number}).status_code == 404


def test_people_of_another_cohort_are_404(world: World, office: Client) -> None:
    world.run()
    stranger = factories.make_application(factories.make_cohort(world.cohort.programme), "mentor")
    for path in (
        url("run-partners", world, 1, stranger.pk),
        url("run-pair", world, 1, stranger.pk, world.mentees[0].pk),
        url("run-pair", world, 1, world.mentees[0].pk, world.mentors[0].pk),
    ):
        assert (path, office.get(path).status_code) == (path, 404)


def test_somebody_admitted_later_is_not_in_the_run(world: World, office: Client) -> None:
    world.run()
    late = factories.make_application(world.cohort, "mentor", topics={world.topic: (3, 0)})
    assert office.get(url("run-partners", world, 1, late.pk)).status_code == 404


def test_the_approver_reads_and_decides_nothing(world: World, as_: Any) -> None:
    run = world.run()
    approver = factories.make_person()
    factories.make_role(world.cohort.programme, approver, "approver")
    client = as_(approver)
    pair = (world.mentors[0].pk, world.mentees[0].pk)
    reads = [client.get(url(page, world)).status_code for page in PAGES]
    reads.append(client.get(url("run-check", world, run.number)).status_code)
    writes = [
        client.post(url("run-start", world)).status_code,
        client.post(url("run-pair", world, 1, *pair)).status_code,
        client.post(url("run-submit", world, 1)).status_code,
    ]
    assert (reads, writes) == ([200] * 7, [404] * 3)


@pytest.mark.parametrize("role", ["council", "sponsor", None])
def test_council_sponsor_and_participants_see_no_run(world: World, as_: Any, role: str | None) -> None:
    run = world.run()
    person = world.mentors[0].person
    if role:
        person = factories.make_person()
        factories.make_role(world.cohort.programme, person, role)
    client = as_(person)
    paths = [url(page, world) for page in PAGES]
    paths += [url("run", world, 1), url("run-check", world, 1), url("run-export", world, 1, "json")]
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    assert run.state == "ready"


@pytest.mark.parametrize("page", PAGES[:1] + PAGES[2:])
def test_a_page_takes_the_same_few_queries_for_any_number_of_rows(
    page: str, as_: Any, db: None, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for people in (1, 3, 12):
        world = make_world(people, people + 1)
        world.run()
        Run.objects.filter(cohort=world.cohort).update(state="published")
        client = as_(Person.objects.get(pk=world.office.pk))
        client.get(url(page, world))
        with django_assert_max_num_queries(15) as counted:
            client.get(url(page, world))
        counts.append(len(counted))
    assert counts == [counts[0]] * 3
