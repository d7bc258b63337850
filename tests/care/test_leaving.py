"""The early end: silent, the same for both, and nothing in any table that tells who it was."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.care.models import Break, CareLink, Extension, Signal, Wish
from augenhoehe.care.selectors.office import resting
from augenhoehe.care.services.breaks import pause_tandem
from augenhoehe.care.services.extensions import ask_extension
from augenhoehe.care.services.leaving import end_tandem, wish_partner
from augenhoehe.matching import adapter
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.selectors.attention import waiting_people, with_proposals
from augenhoehe.tandems.services.placing import propose_pair
from tests import factories
from tests.factories import NOW
from tests.matching.world import World, make_world
from tests.tandems.world import both_accept, both_confirm, published

from .world import alike, day, link_to, mails, meeting, put, running

As = Callable[[Person], Client]


def test_both_get_the_same_mail_and_are_asked_the_same(tandem: Tandem) -> None:
    assert end_tandem(tandem=tandem, now=NOW).state == TandemState.ENDED
    assert {mail.person_id for mail in mails("ended")} == {tandem.mentor.person_id, tandem.mentee.person_id}
    assert len(alike(mails("ended"), tandem)) == 1
    assert {(link.side, link.purpose) for link in CareLink.objects.all()} == {("mentor", "wish"), ("mentee", "wish")}


def test_every_table_is_the_same_whoever_it_was(as_: As, db: None) -> None:
    """Two tandems, one ended by the mentor and one by the mentee, in the browser: their rows differ in ids alone."""
    left = []
    for side in Side:
        tandem = running()
        as_(tandem.application_of(side).person).post(f"/tandems/{tandem.pk}/care/end/")
        tandem.refresh_from_db()
        entries = Entry.objects.filter(object_type="tandems.Tandem", object_id=tandem.pk).order_by("pk")
        left.append(
            [
                (tandem.state, tandem.version, tandem.mentor_answer, tandem.mentee_answer),
                [(one.action, one.actor_id, one.data) for one in entries],
                sorted(Mail.objects.filter(text__contains="ended before").values_list("key", flat=True))[:2],
                sorted(CareLink.objects.filter(tandem=tandem).values_list("side", "purpose", "used_at")),
                list(Wish.objects.filter(tandem=tandem)),
            ]
        )
    assert left[0] == left[1]
    assert left[0][1] == [("tandems.ended", None, {})]


def test_what_waits_is_closed_and_dates_ahead_leave_both_calendars(tandem: Tandem) -> None:
    was, ahead = meeting(tandem, -5), meeting(tandem, 10)
    ask_extension(tandem=tandem, side=Side.MENTOR, months=2, now=NOW)
    Signal.objects.create(tandem=tandem, reason="no_first", asked_at=NOW)
    pause_tandem(tandem=tandem, until=None, now=NOW)
    end_tandem(tandem=tandem, now=day(3))
    assert (Extension.objects.count(), Break.objects.get().ended_on, Signal.objects.get().settled_at) == (
        0, day(3).date(), NOW,
    )  # fmt: skip
    assert dict(Meeting.objects.values_list("pk", "state")) == {was.pk: "planned", ahead.pk: "cancelled"}
    assert set(CareLink.objects.filter(used_at=None).values_list("purpose", flat=True)) == {"wish"}


def test_twice_is_once(tandem: Tandem) -> None:
    for _time in range(2):
        end_tandem(tandem=tandem, now=NOW)
    assert (len(mails("ended")), Entry.objects.filter(action="tandems.ended").count()) == (2, 1)


def test_before_the_confirmation_it_does_not_come_about(tandem: Tandem) -> None:
    Tandem.objects.filter(pk=tandem.pk).update(state="accepted", mentor_confirms="yes", mentee_confirms="open")
    assert end_tandem(tandem=tandem, now=NOW).state == TandemState.NOT_FORMED
    assert (len(mails("ended")), Mail.objects.filter(key="tandems.not_formed").count()) == (0, 2)


@pytest.mark.parametrize("state", [TandemState.PROPOSED, TandemState.CLOSED])
def test_nothing_to_end(tandem: Tandem, state: TandemState) -> None:
    put(tandem, state)
    with pytest.raises(TandemError):
        end_tandem(tandem=tandem, now=NOW)


def test_the_page_says_what_it_means_and_get_ends_nothing(tandem: Tandem, as_: As) -> None:
    mentor = as_(tandem.mentor.person)
    assert "cannot be taken back" in mentor.get(f"/tandems/{tandem.pk}/care/end/").content.decode()
    tandem.refresh_from_db()
    assert tandem.state == "confirmed"
    assert mentor.post(f"/tandems/{tandem.pk}/care/end/").status_code == 302
    pages = {as_(one.person).get(f"/tandems/{tandem.pk}/").content.decode().partition("<h1")[2].partition("csrf")[0]
             for one in (tandem.mentor, tandem.mentee)}  # fmt: skip
    assert len(pages) == 1


# What each wants next.


@pytest.fixture
def ended(tandem: Tandem) -> Tandem:
    return end_tandem(tandem=tandem, now=NOW)


def test_who_wants_a_new_partner_waits_and_who_does_not_is_left_in_peace(ended: Tandem) -> None:
    assert list(waiting_people(ended.cohort)) == []
    wish_partner(tandem=ended, side=Side.MENTEE, wanted=True, now=NOW)
    wish_partner(tandem=ended, side=Side.MENTOR, wanted=False, now=NOW)
    assert list(waiting_people(ended.cohort)) == [ended.mentee]
    wish_partner(tandem=ended, side=Side.MENTEE, wanted=False, now=NOW)
    assert list(waiting_people(ended.cohort)) == []


def test_the_log_of_a_wish_names_no_side(ended: Tandem) -> None:
    wish_partner(tandem=ended, side=Side.MENTEE, wanted=True, now=NOW)
    entry = Entry.objects.get(action="care.wish")
    assert (entry.actor_id, entry.object_type, entry.data) == (None, "tandems.Tandem", {})


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_by_the_link_in_the_mail(ended: Tandem, answer: str) -> None:
    path = link_to(ended, Side.MENTOR, "ended")
    client = Client()
    page = client.get(path)
    assert (page.status_code, Wish.objects.count()) == (200, 0)
    assert ended.mentee.person.last_name not in page.content.decode()
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"answer": answer}).status_code == 200
    assert list(Wish.objects.values_list("side", "wanted")) == [("mentor", answer == "yes")]
    assert client.get(path).status_code == 410


def test_on_the_page_one_may_think_again(ended: Tandem, as_: As) -> None:
    mentor = as_(ended.mentor.person)
    for answer in ("yes", "no"):
        assert mentor.post(f"/tandems/{ended.pk}/care/wish/", {"answer": answer}).status_code == 302
    assert list(Wish.objects.values_list("side", "wanted")) == [("mentor", False)]
    assert mentor.post(f"/tandems/{ended.pk}/care/wish/", {}).status_code == 404


def test_a_tandem_that_runs_has_no_such_question(tandem: Tandem, as_: As) -> None:
    with pytest.raises(TandemError):
        wish_partner(tandem=tandem, side=Side.MENTOR, wanted=True, now=NOW)
    mentor = as_(tandem.mentor.person)
    assert mentor.post(f"/tandems/{tandem.pk}/care/wish/", {"answer": "yes"}).status_code == 404


# The matching: nobody is placed anew who did not ask for it, and what it costs is told.


@pytest.fixture
def parted(db: None) -> World:
    """One of two tandems has ended; a third mentor was left over, and a fourth is on the reserve list."""
    world = make_world(3, 2)
    first = published(world)[0]
    both_confirm(both_accept(first))
    end_tandem(tandem=first, now=NOW)
    factories.make_application(world.cohort, "mentor", topics={world.topic: (3, 0)}, state="reserve", slots=[0])
    return world


def over(world: World) -> Tandem:
    return Tandem.objects.get(cohort=world.cohort, state=TandemState.ENDED)


def in_the_problem(world: World) -> set[int]:
    problem = adapter.build_problem(
        world.cohort, stored=adapter.current_rules(world.cohort), today=NOW.date(), with_reserve=True
    )
    return {int(one.id) for one in (*problem.mentors, *problem.mentees)}


def test_a_place_stays_taken_until_somebody_asks_for_a_new_partner(parted: World) -> None:
    tandem = over(parted)
    wish_partner(tandem=tandem, side=Side.MENTEE, wanted=True, now=NOW)
    found = in_the_problem(parted)
    assert (tandem.mentor_id in found, tandem.mentee_id in found) == (False, True)


def test_the_new_partner_comes_from_the_unplaced_or_the_reserve_and_never_the_old_one(parted: World) -> None:
    tandem = over(parted)
    for side in Side:
        wish_partner(tandem=tandem, side=side, wanted=True, now=NOW)
    (mentee,) = [one for one in with_proposals(parted.cohort, [tandem.mentee], NOW) if one.application == tandem.mentee]
    assert tandem.mentor_id not in {one.mentor for one in mentee.proposals}
    assert {one.reserve for one in mentee.proposals} == {True, False}
    pair = mentee.proposals[0]
    placed = propose_pair(cohort=parted.cohort, mentor=pair.partner, mentee=tandem.mentee, actor=parted.office, now=NOW)
    assert placed.run.proposals.get().mentee == tandem.mentee


def test_what_a_choice_costs_the_others_is_said(parted: World) -> None:
    """Two mentees wait for two mentors: the best plan costs nobody anything, the other way round costs the sum."""
    tandem = over(parted)
    wish_partner(tandem=tandem, side=Side.MENTEE, wanted=True, now=NOW)
    factories.make_application(parted.cohort, "mentee", topics={parted.topic: (0, 3)}, slots=[0, 1, 2, 3])
    (found,) = with_proposals(parted.cohort, [tandem.mentee], NOW)
    first, second = found.proposals
    assert first.cost == []
    assert second.cost[-1].startswith("Tandems: ±0; ")


def test_the_cost_stands_on_the_page(parted: World, as_: As) -> None:
    wish_partner(tandem=over(parted), side=Side.MENTEE, wanted=True, now=NOW)
    page = as_(parted.office).get(f"/office/cohorts/{parted.cohort.pk}/tandems/attention/?next=best").content.decode()
    assert "it costs nobody anything" in page
    assert "What it costs the others who wait" in page


def test_queries_do_not_grow(parted: World) -> None:
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            resting(parted.cohort)
            list(waiting_people(parted.cohort))
        counts.append(len(queries))
        for _more in range(2):
            wish_partner(
                tandem=end_tandem(tandem=running(parted.cohort), now=NOW), side=Side.MENTOR, wanted=True, now=NOW
            )
    assert counts == [2, 2]
