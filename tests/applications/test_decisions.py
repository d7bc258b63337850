"""Decisions about many at once, with advice, and before a second pair of eyes."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import DECIDED, TRANSITIONS, State
from augenhoehe.applications.models import Application, ProposedDecision
from augenhoehe.applications.services import (
    SecondPersonNeededError,
    confirm_many,
    decide_many,
    move_on_reserve_list,
    propose_many,
    withdraw_application,
)
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.applications.forms import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
NOW = factories.NOW


def waiting(cohort: Cohort, number: int = 1) -> list[Application]:
    return [factories.make_application(cohort, "mentee", state=State.SUBMITTED) for _ in range(number)]


@pytest.fixture
def careful(cast: Cast) -> Cohort:
    """The cast's cohort, with four eyes."""
    cast.cohort.selection_four_eyes = True
    cast.cohort.save()
    cast.mail.delete()
    return cast.cohort


@pytest.mark.parametrize("to", DECIDED)
def test_many_cost_as_many_queries_as_one(cast: Cast, to: State) -> None:
    spent = []
    for number in (1, 3, 3):
        people = waiting(cast.cohort, number)
        with CaptureQueriesContext(connection) as queries:
            done = decide_many(actor=cast.office, applications=people, to=to, now=NOW).done
        spent.append((len(done), len(queries)))
    assert spent[0][1] == spent[2][1], spent
    assert [number for number, _queries in spent] == [1, 3, 3]


def test_the_reserve_list_goes_on_in_the_order_of_the_decision(cast: Cast) -> None:
    first, second, third = waiting(cast.cohort, 3)
    for people in ([second], [third, first]):
        decide_many(actor=cast.office, applications=people, to=State.RESERVE, now=NOW)
    ranks = [Application.objects.get(pk=one.pk).reserve_rank for one in (second, third, first)]
    assert ranks == [1, 2, 3]


@pytest.mark.parametrize("to", [State.ADMITTED, State.RESERVE])
def test_whoever_is_taken_back_keeps_no_advice(cast: Cast, to: State) -> None:
    people = waiting(cast.cohort)
    decide_many(actor=cast.office, applications=people, to=State.DECLINED, text="course", message="Kurs", now=NOW)
    decide_many(actor=cast.office, applications=people, to=to, now=NOW)
    people[0].refresh_from_db()
    assert (people[0].decision_text, people[0].decision_message) == ("", "")


def test_moving_up_passes_nobody_of_the_other_role(cast: Cast) -> None:
    """Each role has a list of its own."""
    mentor = factories.make_application(cast.cohort, "mentor", state=State.RESERVE, reserve_rank=1)
    first, second = (
        factories.make_application(cast.cohort, "mentee", state=State.RESERVE, reserve_rank=rank) for rank in (2, 3)
    )
    move_on_reserve_list(actor=cast.office, application=second, up=True)
    ranks = dict(Application.objects.filter(state=State.RESERVE).values_list("pk", "reserve_rank"))
    assert ranks[mentor.pk] == 1
    assert ranks[second.pk] < ranks[first.pk]
    move_on_reserve_list(actor=cast.office, application=second, up=True)
    assert dict(Application.objects.filter(state=State.RESERVE).values_list("pk", "reserve_rank")) == ranks


def test_one_who_cannot_be_decided_about_does_not_stop_the_others(cast: Cast) -> None:
    good, gone = waiting(cast.cohort, 2)
    withdraw_application(actor=gone.person, application=gone, now=NOW)
    result = decide_many(
        actor=cast.office, applications=[gone, cast.mentor_application, good], to=State.RESERVE, now=NOW
    )
    assert (result.done, list(result.refused)) == ([good], [gone, cast.mentor_application])


def test_advice_is_a_decline_with_words_that_the_person_reads(cast: Cast, as_: As) -> None:
    [one] = waiting(cast.cohort)
    url = f"/office/cohorts/{cast.cohort.pk}/applications/{one.pk}/"
    advice = {"to": "advised", "text": "consultation", "message": "Frau Kern hilft gern.", "reason": "kennt schon viel"}
    office = as_(cast.office)
    assert office.post(url, advice | {"text": "places"}).status_code == 422
    assert office.post(url, advice | {"reason": ""}).status_code == 422
    assert office.post(url, advice).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.decision_text) == (State.DECLINED, "consultation")
    mail = Mail.objects.get(person_id=one.person_id)
    assert (mail.key, "Frau Kern hilft gern." in mail.text) == ("applications.declined_consultation", True)
    page = as_(one.person).get(f"/applications/{one.pk}/").content.decode()
    assert ("Frau Kern hilft gern." in page, "focused talk" in page, "kennt schon viel" in page) == (True, True, False)


def test_who_decides_comes_back_to_where_they_ticked(cast: Cast, as_: As) -> None:
    [one] = waiting(cast.cohort)
    base = f"/office/cohorts/{cast.cohort.pk}/applications/"
    url, office = f"{base}decide/", as_(cast.office)
    here = f"{base}selection/?side=mentee&page=2"
    assert here in office.get(here).context["request"].get_full_path()
    assert office.post(url, {"to": "admitted", "next": here})["Location"] == here
    page = office.post(url, {"ids": [one.pk], "to": "admitted", "next": here})
    assert office.post(url, fields(page))["Location"] == here
    compared = office.post(url, {"ids": [one.pk], "to": "compare", "next": here})["Location"]
    assert office.get(compared).context["back"] == here
    assert office.post(url, {"to": "admitted", "next": "https://elsewhere.example/"})["Location"] == base


def test_who_is_refused_is_named_with_the_reason(cast: Cast, as_: As) -> None:
    Cohort.objects.filter(pk=cast.cohort.pk).update(approval_needed=True)
    mentor = factories.make_application(cast.cohort, "mentor", state=State.SUBMITTED)
    office = as_(cast.office)
    page = office.post(f"/office/cohorts/{cast.cohort.pk}/applications/decide/", {"ids": [mentor.pk], "to": "admitted"})
    told = office.post(page.request["PATH_INFO"], fields(page), follow=True).content.decode()
    assert "The supervisor has not agreed. This cohort admits only with approval." in told
    assert "in another state by now" not in told


def test_the_mail_is_shown_before_it_goes(cast: Cast, as_: As) -> None:
    [one] = waiting(cast.cohort)
    url = f"/office/cohorts/{cast.cohort.pk}/applications/decide/"
    office = as_(cast.office)
    page = office.post(url, {"ids": [one.pk], "to": "advised"})
    assert "a course will help you sooner" in page.content.decode()
    again = office.post(url, fields(page, text="later", message="Im Herbst!", preview="yes"))
    assert (again.status_code, "Im Herbst!</p>" in again.content.decode()) == (200, True)
    assert not Mail.objects.filter(person_id=one.person_id).exists()
    assert "a later cohort suits better" in again.content.decode()


@pytest.mark.parametrize(("before", "to"), list(itertools.product(State, DECIDED)))
def test_proposed_and_confirmed_from_every_state(careful: Cohort, cast: Cast, before: State, to: State) -> None:
    one = factories.make_application(careful, "mentee", state=before)
    possible = to in TRANSITIONS[before]
    with pytest.raises(SecondPersonNeededError):
        decide_many(actor=cast.office, applications=[one], to=to, now=NOW)
    proposed = propose_many(actor=cast.office, applications=[one], to=to, reason="because", now=NOW)
    assert ProposedDecision.objects.count() == int(possible)
    assert bool(proposed.refused) == (not possible and before != to)
    one.refresh_from_db()
    assert (one.state, Mail.objects.count()) == (before, 0)
    if not possible:
        return
    proposals = list(ProposedDecision.objects.all())
    own = confirm_many(actor=cast.office, proposals=proposals, now=NOW)
    assert [type(error) for error in own.refused.values()] == [SecondPersonNeededError]
    assert Mail.objects.count() == 0
    confirm_many(actor=cast.office2, proposals=proposals, now=NOW)
    confirm_many(actor=cast.office2, proposals=proposals, now=NOW)
    one.refresh_from_db()
    assert (one.state, one.decided_by, one.confirmed_by, one.decision_reason) == (
        to,
        cast.office,
        cast.office2,
        "because",
    )
    assert (Mail.objects.count(), ProposedDecision.objects.count()) == (1, 0)
    assert [entry.action for entry in Entry.objects.order_by("pk")] == ["applications.proposed", f"applications.{to}"]


def test_a_changed_proposal_is_not_confirmed_unseen(careful: Cohort, cast: Cast) -> None:
    people = waiting(careful)
    propose_many(actor=cast.office, applications=people, to=State.ADMITTED, now=NOW)
    seen = list(ProposedDecision.objects.all())
    propose_many(actor=cast.office, applications=people, to=State.DECLINED, reason="doch nicht", now=NOW)
    assert confirm_many(actor=cast.office2, proposals=seen, now=NOW).done == []
    people[0].refresh_from_db()
    assert (people[0].state, ProposedDecision.objects.get().to) == (State.SUBMITTED, State.DECLINED)


def test_a_withdrawal_takes_the_proposal_along(careful: Cohort, cast: Cast) -> None:
    [one] = waiting(careful)
    propose_many(actor=cast.office, applications=[one], to=State.ADMITTED, now=NOW)
    withdraw_application(actor=one.person, application=one, now=NOW)
    assert ProposedDecision.objects.count() == 0


def test_the_database_holds_four_eyes_too(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        Application.objects.filter(pk=cast.mentor_application.pk).update(
            decided_by=cast.office, confirmed_by=cast.office
        )


def test_two_of_the_office_on_the_pages(careful: Cohort, cast: Cast, as_: As) -> None:
    people = waiting(careful, 2)
    office, second = as_(cast.office), as_(cast.office2)
    base = f"/office/cohorts/{careful.pk}/applications/"
    first = office.post(f"{base}decide/", {"ids": [one.pk for one in people], "to": "admitted"})
    assert office.post(f"{base}decide/", fields(first)).headers["Location"] == base
    ids = [one.pk for one in ProposedDecision.objects.all()]
    office.post(f"{base}proposals/", {"ids": ids, "act": "confirm"})
    assert "somebody else has to confirm" in office.get(f"{base}proposals/").content.decode()
    assert "Waits for a second person" in second.get(f"{base}{people[0].pk}/").content.decode()
    second.post(f"{base}proposals/", {"ids": ids[:1], "act": "confirm"})
    second.post(f"{base}proposals/", {"ids": ids[1:], "act": "drop"})
    states = sorted(Application.objects.filter(pk__in=[one.pk for one in people]).values_list("state", flat=True))
    assert (states, Mail.objects.count(), ProposedDecision.objects.count()) == (["admitted", "submitted"], 1, 0)


def test_queries_of_the_proposals_do_not_grow(careful: Cohort, cast: Cast, as_: As) -> None:
    client, spent = as_(cast.office2), []
    for number in (1, 2):
        propose_many(actor=cast.office, applications=waiting(careful, number), to=State.ADMITTED, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            rows: Any = client.get(f"/office/cohorts/{careful.pk}/applications/proposals/").context["rows"]
        spent.append((len(rows), len(queries)))
    assert (spent[0][0], spent[1][0]) == (1, 3)
    assert spent[0][1] == spent[1][1]
