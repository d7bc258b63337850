"""A small pilot from five settings, and what is missing before a call."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.portal.selectors import is_preparing
from augenhoehe.programmes import preparation
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort, Gate, Programme
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.selectors import current_rules
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_cohort, make_lesson, make_programme, make_role

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def pilot_data(**changes: object) -> dict[str, object]:
    return {
        "name": "Pilot 2027",
        "starts_on": "2027-01-11",
        "places": 10,
        "stand_in": "vertretung@stadt.example",
        "contact_email": "mentoring@stadt.example",
        "draft_key": "6c6a3a1e-0000-4000-8000-000000000003",
        **changes,
    }


def test_five_settings_make_a_pilot_that_lacks_nothing_but_the_gate(cast: Cast, as_: SignIn) -> None:
    programme = make_programme()
    make_role(programme, cast.office)
    path = f"/office/programmes/{programme.pk}/cohorts/pilot/"
    assert len(as_(cast.office).get(path).context["form"].visible_fields()) == 5
    answers = [as_(cast.office).post(path, pilot_data()) for _ in range(2)]
    cohort = programme.cohorts.get()
    assert [answer.url for answer in answers] == [f"/office/cohorts/{cohort.pk}/"] * 2
    assert (cohort.name_de, cohort.name_en, cohort.places, cohort.four_eyes) == ("Pilot 2027", "Pilot 2027", 10, False)
    assert [part for part in Part if cohort.uses(part)] == [Part.WORKING_TIME, Part.PREPARATION]
    assert [phase.kind for phase in cohort.phases.all()] == [kind.value for kind in PhaseKind]
    assert cohort.phases.get(kind="call").opens_on == dt.date(2027, 1, 11)
    assert current_rules(cohort).rules["direction"] == "reverse"
    programme.refresh_from_db()
    assert (programme.kind, programme.contact_email) == ("pilot", "mentoring@stadt.example")
    assert programme.roles.get(kind="stand_in").person.email == "vertretung@stadt.example"
    assert Mail.objects.filter(recipient="vertretung@stadt.example").count() == 1
    make_role(programme, cast.council, "council")
    open_lines = [line.title for line in preparation.lines(cohort) if not line.done]
    assert open_lines == [
        "Staff council involved",
        "Data protection consulted",
        "Legal basis chosen",
        "Retention periods confirmed",
        "Hours budget set",
        "Call released",
    ]


def test_a_pilot_in_a_running_programme_leaves_its_kind_and_takes_over_no_settings(cast: Cast, as_: SignIn) -> None:
    cast.cohort.save_version(1, meetings=9, selection_four_eyes=True)
    path = f"/office/programmes/{cast.programme.pk}/cohorts/pilot/"
    assert as_(cast.office).post(path, pilot_data()).status_code == 302
    assert Programme.objects.get(pk=cast.programme.pk).kind == "regular"
    pilot = cast.programme.cohorts.get(name_en="Pilot 2027")
    assert (pilot.meetings, pilot.selection_four_eyes) == (6, False)


def test_a_stand_in_from_elsewhere_leaves_nothing_behind(cast: Cast, as_: SignIn) -> None:
    path = f"/office/programmes/{cast.programme.pk}/cohorts/pilot/"
    refused = as_(cast.office).post(path, pilot_data(stand_in="x@anderswo.example"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["stand_in"])
    assert list(cast.programme.cohorts.all()) == [cast.cohort]
    assert Programme.objects.get(pk=cast.programme.pk).contact_email == ""


def test_the_list_before_the_call_names_what_is_missing(cast: Cast) -> None:
    cast.cohort.phases.filter(kind__in=("call", "matching")).delete()
    Gate.objects.update(passed_at=None, legal_basis="", budget_hours=None)
    cohort = make_cohort(cast.programme, starts_on=TODAY + dt.timedelta(days=1), gate=None)
    fresh = Cohort.objects.get(pk=cast.cohort.pk)
    found = {line.title: (line.state, line.done) for line in preparation.lines(fresh)}
    assert found["Phases set"] == ("missing: Call, Matching", False)
    assert found["Tandems aimed at"] == ("no number yet", False)
    assert found["Contact for questions"] == ("nobody is named on the programme page", False)
    assert found["A second person who approves"] == ("there is one", True)
    assert found["Staff council involved"] == ("has agreed, 14 Oct 2026", True)
    assert found["Legal basis chosen"] == ("open", False)
    assert found["Call released"] == ("nobody can apply yet", False)
    assert "Lessons of earlier cohorts" not in found
    assert {line.title: line.state for line in preparation.lines(cohort)}["Lessons of earlier cohorts"] == (
        "1 lesson to decide"
    )


def test_what_is_off_is_not_asked_for(cast: Cast) -> None:
    cohort = cast.cohort
    titles = {line.title for line in preparation.lines(cohort)}
    assert {"Sponsor named", "A second person who approves"} < titles
    cohort.save_version(1, parts=[], four_eyes=False)
    titles = {line.title for line in preparation.lines(cohort)}
    assert {"Sponsor named", "A second person who approves"} & titles == set()


def test_one_person_is_no_second_person(cast: Cast) -> None:
    cast.programme.roles.filter(person=cast.office2).delete()
    make_role(cast.programme, cast.office, "approver")
    found = {line.title: line.done for line in preparation.lines(cast.cohort)}
    assert found["A second person who approves"] is False


@pytest.mark.parametrize(
    ("opens", "released", "over", "preparing"),
    [(1, True, False, True), (0, True, False, False), (0, False, False, True), (-9, False, True, False)],
)
def test_a_cohort_is_being_prepared_until_people_can_apply(
    opens: int, released: bool, over: bool, preparing: bool
) -> None:
    cohort = make_cohort(phases=[], gate={} if released else {"passed_at": None})
    day = TODAY + dt.timedelta(days=opens)
    cohort.phases.create(kind="call", opens_on=day, closes_on=day)
    if over:
        Cohort.objects.filter(pk=cohort.pk).update(ends_on=TODAY - dt.timedelta(days=1))
    cohort = Cohort.objects.get(pk=cohort.pk)
    assert is_preparing(cohort, today=TODAY) is preparing


def test_the_overview_of_a_cohort_in_preparation_is_its_checklist(cast: Cast, as_: SignIn) -> None:
    client, path = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/"
    Gate.objects.update(passed_at=None)

    def page() -> str:
        return client.get(path, headers={"accept-language": "en"}).content.decode()

    assert ("The cohort is being prepared" in page(), "applications to decide" in page()) == (True, False)
    cast.cohort.phases.filter(kind="call").update(opens_on=dt.date(2000, 1, 1), closes_on=dt.date(2999, 1, 1))
    Cohort.objects.update(ends_on=dt.date(2999, 1, 1))
    Gate.objects.update(passed_at=NOW)
    assert ("The cohort is being prepared" in page(), "applications to decide" in page()) == (False, True)


def test_the_list_takes_a_constant_number_of_queries(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(preparation.lines(Cohort.objects.select_related("programme").get(pk=cast.cohort.pk)))
        return len(captured)

    before = queries()
    earlier = make_cohort(cast.programme, starts_on=dt.date(2020, 1, 1))
    for number in range(3):
        make_lesson(earlier)
        make_role(cast.programme, cast.mentor, ("approver", "sponsor", "stand_in")[number])
    assert queries() == before
