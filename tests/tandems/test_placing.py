"""After a tandem did not come about: who waits, who would be next, and one click that asks them."""

from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.matching.models import Run
from augenhoehe.matching.partnerships import partnerships
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import PublicationError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.selectors.attention import waiting_people, with_proposals
from augenhoehe.tandems.services.answers import answer_proposal
from augenhoehe.tandems.services.placing import propose_pair
from augenhoehe.tandems.services.publication import publish_run
from tests import factories
from tests.factories import NOW
from tests.matching.world import World, make_world

from .world import in_state, mails, published

As = Callable[[Person], Client]


@pytest.fixture
def failed(db: None) -> World:
    """One of two tandems did not come about; a third mentor was left over, a fourth is on the reserve list."""
    world = make_world(3, 2)
    first = published(world)[0]
    answer_proposal(tandem=first, side=Side.MENTOR, accept=False, now=NOW)
    factories.make_application(world.cohort, "mentor", topics={world.topic: (3, 0)}, state="reserve", slots=[0])
    return world


def broken(world: World) -> Tandem:
    return Tandem.objects.get(cohort=world.cohort, state=TandemState.NOT_FORMED)


def left_over_mentor(world: World) -> Application:
    placed = Tandem.objects.filter(cohort=world.cohort).values("mentor")
    return Application.objects.get(cohort=world.cohort, side="mentor", state="admitted", pk__in=[
        one.pk for one in world.mentors if one.pk not in {row["mentor"] for row in placed}
    ])  # fmt: skip


def test_both_wait_and_nobody_else(failed: World) -> None:
    tandem = broken(failed)
    assert {one.pk for one in waiting_people(failed.cohort)} == {tandem.mentor_id, tandem.mentee_id}


def test_who_has_another_tandem_or_left_waits_no_more(failed: World) -> None:
    tandem = broken(failed)
    factories.make_tandem(failed.cohort, tandem.mentor, factories.make_application(failed.cohort, "mentee"))
    Application.objects.filter(pk=tandem.mentee_id).update(state="withdrawn")
    assert list(waiting_people(failed.cohort)) == []


def test_the_next_best_come_from_the_unplaced_and_the_reserve_but_not_the_same_pair(failed: World) -> None:
    tandem = broken(failed)
    found = {one.application.pk: one.proposals for one in with_proposals(
        failed.cohort, list(waiting_people(failed.cohort)), NOW
    )}  # fmt: skip
    reserve = Application.objects.get(cohort=failed.cohort, state=State.RESERVE)
    assert {(one.mentor, one.reserve) for one in found[tandem.mentee_id]} == {
        (left_over_mentor(failed).pk, False),
        (reserve.pk, True),
    }
    assert found[tandem.mentor_id] == []


def test_an_exclusion_keeps_somebody_out_of_the_next_best(failed: World) -> None:
    tandem = broken(failed)
    confidential.replace_exclusions(application=left_over_mentor(failed), emails=[tandem.mentee.person.email])
    (waiting,) = with_proposals(failed.cohort, [tandem.mentee], NOW)
    assert [one.reserve for one in waiting.proposals] == [True]


def test_with_four_eyes_the_pair_goes_to_the_second_person(failed: World) -> None:
    mentor, mentee = left_over_mentor(failed), broken(failed).mentee
    placed = propose_pair(cohort=failed.cohort, mentor=mentor, mentee=mentee, actor=failed.office, now=NOW)
    assert (placed.published, placed.run.state) == (False, "submitted")
    assert not Tandem.objects.filter(mentor=mentor).exists()
    before = len(mails("left_over"))
    publish_run(run=placed.run, actor=failed.office2, now=NOW, acknowledged=False)
    tandem = Tandem.objects.get(mentor=mentor)
    assert (tandem.mentee, tandem.state, len(mails("left_over"))) == (mentee, "proposed", before)


def test_without_four_eyes_both_are_asked_at_once(failed: World) -> None:
    failed.cohort.four_eyes = False
    failed.cohort.save()
    mentor, mentee = left_over_mentor(failed), broken(failed).mentee
    assert propose_pair(cohort=failed.cohort, mentor=mentor, mentee=mentee, actor=failed.office, now=NOW).published
    assert Tandem.objects.get(mentor=mentor).mentee == mentee


def test_pressing_twice_is_one_proposal(failed: World) -> None:
    mentor, mentee = left_over_mentor(failed), broken(failed).mentee
    runs = {
        propose_pair(cohort=failed.cohort, mentor=mentor, mentee=mentee, actor=failed.office, now=NOW).run
        for _time in range(2)
    }
    assert len(runs) == 1


def test_somebody_on_the_reserve_list_is_admitted_by_it(failed: World) -> None:
    mentor, mentee = Application.objects.get(cohort=failed.cohort, state="reserve"), broken(failed).mentee
    placed = propose_pair(cohort=failed.cohort, mentor=mentor, mentee=mentee, actor=failed.office, now=NOW)
    mentor.refresh_from_db()
    assert (mentor.state, mentor.decided_by) == (State.ADMITTED, failed.office)
    publish_run(run=placed.run, actor=failed.office2, now=NOW, acknowledged=False)
    assert Tandem.objects.get(mentor=mentor).mentee == mentee


@pytest.mark.parametrize(
    "spoil",
    [
        lambda mentor, mentee: Application.objects.filter(pk=mentor.pk).update(languages=["fr"]),
        lambda mentor, mentee: Application.objects.filter(pk=mentor.pk).update(slots=[19]),
        lambda mentor, mentee: Application.objects.filter(pk=mentor.pk).update(slots=[]),
        lambda mentor, mentee: Person.objects.filter(pk=mentor.person_id).update(unit=mentee.person.unit),
        lambda mentor, mentee: Person.objects.filter(pk=mentor.person_id).update(function_level=5),
        lambda mentor, mentee: mentor.topics.update(level=0),
        lambda mentor, mentee: confidential.replace_exclusions(application=mentee, emails=[mentor.person.email]),
        lambda mentor, mentee: Application.objects.filter(pk=mentor.pk).update(state="withdrawn"),
        lambda mentor, mentee: factories.make_tandem(mentor.cohort, mentor),
    ],
    ids=["language", "slot", "no slots", "department", "level", "topic", "private", "withdrawn", "taken"],
)
def test_no_rule_can_be_passed_by(failed: World, spoil: Callable[..., object]) -> None:
    mentor, mentee = left_over_mentor(failed), broken(failed).mentee
    spoil(mentor, mentee)
    mentor.refresh_from_db()
    before = (Run.objects.count(), Tandem.objects.count())
    with pytest.raises(PublicationError):
        propose_pair(cohort=failed.cohort, mentor=mentor, mentee=mentee, actor=failed.office, now=NOW)
    assert (Run.objects.count(), Tandem.objects.count()) == before


def test_the_same_pair_is_not_proposed_again(failed: World) -> None:
    tandem = broken(failed)
    with pytest.raises(PublicationError):
        propose_pair(cohort=failed.cohort, mentor=tandem.mentor, mentee=tandem.mentee, actor=failed.office, now=NOW)


def test_a_refused_proposal_admits_nobody(failed: World) -> None:
    mentor = Application.objects.get(cohort=failed.cohort, state="reserve")
    Application.objects.filter(pk=mentor.pk).update(languages=["fr"])
    mentor.refresh_from_db()
    with pytest.raises(PublicationError):
        propose_pair(cohort=failed.cohort, mentor=mentor, mentee=broken(failed).mentee, actor=failed.office, now=NOW)
    mentor.refresh_from_db()
    assert mentor.state == State.RESERVE


def test_one_click_on_the_page(failed: World, as_: As) -> None:
    path = f"/office/cohorts/{failed.cohort.pk}/tandems/attention/"
    client = as_(failed.office)
    assert all(one.proposals is None for one in client.get(path).context["waiting"])
    page = client.get(path, {"next": "best"})
    waiting = next(one for one in page.context["waiting"] if one.application.side == "mentee")
    pair = next(one for one in waiting.proposals if not one.reserve)
    typed = {"mentor": pair.mentor, "mentee": pair.mentee}
    assert client.post(f"{path}propose/", typed).status_code == 302
    submitted = next(one for one in client.get(path).context["waiting"] if one.application.side == "mentee").submitted
    assert submitted == [Run.objects.latest("number").number]


def test_people_of_another_cohort_cannot_be_paired(failed: World, as_: As) -> None:
    stranger = factories.make_application(factories.make_cohort(), "mentor")
    typed = {"mentor": stranger.pk, "mentee": broken(failed).mentee_id}
    client = as_(failed.office)
    assert client.post(f"/office/cohorts/{failed.cohort.pk}/tandems/attention/propose/", typed).status_code == 422


def test_when_nobody_waits_the_page_says_so(db: None, as_: As) -> None:
    world = make_world(1, 1)
    page = as_(world.office).get(f"/office/cohorts/{world.cohort.pk}/tandems/attention/")
    assert "Nobody waits" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "taken", "tried"),
    [("proposed", 1, 0), ("accepted", 1, 0), ("confirmed", 1, 0), ("closed", 1, 0), ("not_formed", 0, 1)],
)
def test_what_the_matching_learns(tandem: Tandem, state: str, taken: int, tried: int) -> None:
    in_state(tandem, TandemState(state))
    known = partnerships(tandem.cohort, ())
    assert known.taken == (dict.fromkeys((tandem.mentor_id, tandem.mentee_id), 1) if taken else {})
    assert len(known.tried) == tried


@pytest.mark.parametrize("state", TandemState)
def test_partners_of_an_earlier_cohort_are_known(tandem: Tandem, state: TandemState) -> None:
    in_state(tandem, state)
    later = factories.make_cohort(
        tandem.cohort.programme, starts_on=tandem.cohort.ends_on, ends_on=tandem.cohort.ends_on
    )
    known = partnerships(later, [tandem.mentor.person_id])
    couple = {(tandem.mentor.person_id, tandem.mentee.person_id)}
    met = state not in (TandemState.PROPOSED, TandemState.NOT_FORMED)
    assert known.together == known.recent == (couple if met else set())


@pytest.mark.parametrize("state", TandemState)
def test_who_is_bound_does_not_withdraw_silently(tandem: Tandem, state: TandemState) -> None:
    from augenhoehe.applications.holds import reason_to_stay

    in_state(tandem, state)
    held = state not in (TandemState.NOT_FORMED, TandemState.ENDED, TandemState.CLOSED)
    assert (reason_to_stay(tandem.mentor) is not None) == held
