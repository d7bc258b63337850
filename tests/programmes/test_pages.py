import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.people.models import Person
from augenhoehe.programmes.defaults import RULES, WEIGHTS
from augenhoehe.programmes.models import Cohort, Phase, Programme
from augenhoehe.programmes.selectors import current_cohort, public_card, public_programmes
from augenhoehe.programmes.services import change_matching_rules
from tests.cast import Cast
from tests.factories import TODAY, make_cohort, make_person, make_programme, make_role

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def days(cohort: Cohort, kind: str, opens: int, closes: int) -> None:
    Phase.objects.update_or_create(
        cohort=cohort,
        kind=kind,
        defaults={"opens_on": TODAY + dt.timedelta(opens), "closes_on": TODAY + dt.timedelta(closes)},
    )


@pytest.mark.parametrize(
    ("opens", "closes", "is_open", "states"),
    [(0, 0, True, "current"), (-5, -1, False, "done"), (1, 9, False, "open"), (-1, 1, True, "current")],
)
def test_the_public_card_on_a_day(opens: int, closes: int, is_open: bool, states: str) -> None:
    cohort = make_cohort(phases=[])
    days(cohort, "call", opens, closes)
    card = public_card(public_programmes().get(), TODAY)
    assert (card.cohort, card.call_open, [step.state for step in card.phases]) == (cohort, is_open, [states])
    assert (card.next_call is not None) == (opens > 0)


@pytest.mark.parametrize(("call", "coming"), [(-1, False), (-9, True)])
def test_the_card_tells_when_the_tandems_meet_of_the_cohort_one_can_still_join(call: int, coming: bool) -> None:
    """With the call over, a reader's time is that of the next cohort, not of the one that is shown."""
    now = make_cohort(phases=[])
    later = make_cohort(now.programme, phases=[], starts_on=now.ends_on, ends_on=now.ends_on)
    days(now, "call", call, call + 5)
    days(now, "running", 10, 20)
    assert public_card(public_programmes().get(), TODAY).joining == now
    days(later, "call", 300, 310)
    days(later, "running", 330, 500)
    card = public_card(public_programmes().get(), TODAY)
    assert (card.cohort, card.joining) == (now, later if coming else now)
    assert card.running == card.joining.phases.get(kind="running")


def test_which_cohort_people_ask_about() -> None:
    programme = make_programme()
    year = dt.timedelta(days=365)
    past, running, coming = (
        make_cohort(programme, phases=[], starts_on=TODAY + n * year - dt.timedelta(9), ends_on=TODAY + n * year)
        for n in (-1, 0, 1)
    )
    assert current_cohort(programme, TODAY) == running
    assert current_cohort(programme, TODAY + dt.timedelta(1)) == coming
    assert current_cohort(programme, TODAY + 2 * year) == coming
    days(past, "call", 0, 5)
    assert current_cohort(Programme.objects.get(pk=programme.pk), TODAY) == past
    assert current_cohort(make_programme(), TODAY) is None


def test_queries_do_not_grow_with_programmes_and_cohorts(cast: Cast, as_: SignIn) -> None:
    office = as_(cast.office)

    def queries(client: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    settings = f"/office/cohorts/{cast.cohort.pk}/settings"
    paths = ["/programmes/", "/office/programmes/", f"{settings}/history/", f"{settings}/roles/"]
    paths.append(f"/rules/{cast.cohort.pk}/")
    change_matching_rules(cohort=cast.cohort, rules=RULES, weights={**WEIGHTS, "time": 9}, note="x", actor=cast.office)
    before = [queries(office, path) for path in paths]
    for n in range(2):
        programme = make_programme()
        make_cohort(programme)
        make_cohort(cast.programme)
        make_role(programme, cast.office)
        make_role(cast.programme, make_person(), "sponsor")
        change_matching_rules(
            cohort=cast.cohort, rules=RULES, weights={**WEIGHTS, "time": n}, note="x", actor=cast.office
        )
    assert [queries(office, path) for path in paths] == before


def cohort_data(cohort: Cohort, **changes: object) -> dict[str, object]:
    return {
        "version": cohort.version,
        "name_de": cohort.name_de,
        "name_en": cohort.name_en,
        "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(),
        "mentor_hours": 24,
        "mentee_hours": 16,
        "meetings": 6,
        "meeting_minutes": 90,
        "respond_days": 5,
        "confirm_days": 10,
        "mentor_capacity": 1,
        "texts_kept_days": 30,
        "tandems_kept_months": 12,
        "four_eyes": "on",
        **changes,
    }


def test_settings_are_saved_checked_and_never_overwritten_silently(cast: Cast, as_: SignIn) -> None:
    office, other = as_(cast.office), as_(cast.office2)
    path = f"/office/cohorts/{cast.cohort.pk}/settings/"
    wrong = office.post(path, cohort_data(cast.cohort, ends_on="2000-01-01", mentor_capacity=99))
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["ends_on", "mentor_capacity"])
    assert office.post(path, cohort_data(cast.cohort, mentor_hours=30)).status_code == 302
    late = other.post(path, cohort_data(cast.cohort, mentor_hours=40))
    assert (late.status_code, late.context["conflict"]) == (409, [("Hours of a mentor", "30")])
    assert Cohort.objects.get(pk=cast.cohort.pk).mentor_hours == 30


def phase_data(cohort: Cohort, **changes: object) -> dict[str, object]:
    data: dict[str, object] = {"version": Cohort.objects.get(pk=cohort.pk).version}
    for phase in cohort.phases.all():
        data[f"{phase.kind}_opens_on"] = phase.opens_on.isoformat()
        data[f"{phase.kind}_closes_on"] = phase.closes_on.isoformat()
    return {**data, **changes}


def test_phases_are_set_reopened_and_left_out(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.office)
    path = f"/office/cohorts/{cast.cohort.pk}/settings/phases/"
    assert not cast.cohort.phases.filter(kind="closing").exists()
    changes = {"closing_opens_on": "2027-01-01", "closing_closes_on": "2027-02-01"}
    changes |= {"call_opens_on": "", "call_closes_on": ""}
    stale = phase_data(cast.cohort, selection_closes_on="2027-03-03")
    assert client.post(path, phase_data(cast.cohort, **changes)).status_code == 302
    assert str(cast.cohort.phases.get(kind="closing").closes_on) == "2027-02-01"
    assert not cast.cohort.phases.filter(kind="call").exists()
    assert client.post(path, stale).status_code == 409
    half = client.post(path, phase_data(cast.cohort, running_opens_on=""))
    assert (half.status_code, list(half.context["form"].errors)) == (422, ["running_opens_on"])
    back = client.post(path, phase_data(cast.cohort, running_closes_on="2001-01-01"))
    assert (back.status_code, list(back.context["form"].errors)) == (422, ["running_closes_on"])


def rules_data(number: int = 1, **changes: object) -> dict[str, object]:
    on = {name: "on" for name, value in RULES.items() if value is True}
    rest = {"department": 1, "direction": "reverse", "level_gap_min": 2, "level_gap_max": ""}
    data = {**on, **rest, **WEIGHTS, "based_on": number, "note": "Because", **changes}
    return {name: value for name, value in data.items() if value is not None}


def test_rules_and_weights_by_form(cast: Cast, as_: SignIn) -> None:
    client, other = as_(cast.office), as_(cast.office2)
    path = f"/office/cohorts/{cast.cohort.pk}/settings/rules/"
    too_much = client.post(path, rules_data(time=50))
    assert (too_much.status_code, list(too_much.context["form"].errors)) == (422, ["topic_fit"])
    silent = client.post(path, rules_data(time=5, note=""))
    assert (silent.status_code, list(silent.context["form"].errors)) == (422, ["note"])
    assert client.post(path, rules_data(slot=None, level_gap_max=4)).status_code == 302
    stored = cast.cohort.matching_rules.first()
    assert (stored.number, stored.rules) == (2, {**RULES, "slot": False, "level_gap_max": 4})
    late = other.post(path, rules_data(time=5))
    assert late.status_code == 409
    assert late.context["conflict"] == [
        ("Levels apart, at most", "4"),
        ("A common time", "off"),
        ("Weight: Time", "10"),
    ]
    assert late.context["form"]["based_on"].value() == "2"
    assert cast.cohort.matching_rules.count() == 2


def test_who_reads_the_published_rules_sees_the_log(cast: Cast, as_: SignIn) -> None:
    weights = {**WEIGHTS, "career_stage": 0}
    change_matching_rules(cohort=cast.cohort, rules=RULES, weights=weights, note="Age is no matter", actor=cast.office)
    for reader in (cast.mentor, cast.mentee, cast.council, cast.office):
        page = as_(reader).get(f"/rules/{cast.cohort.pk}/").content.decode()
        assert "Age is no matter" in page
        assert "Office Muster" in page
    for outsider in (cast.stranger, cast.sponsor, cast.supervisor, cast.admin, cast.other_office):
        assert as_(outsider).get(f"/rules/{cast.cohort.pk}/").status_code == 404


def test_roles_by_form(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.office)
    path = f"/office/cohorts/{cast.cohort.pk}/settings/roles/"
    assert client.post(path, {"email": "neu@stadt.example", "kind": "council"}).status_code == 302
    role = cast.programme.roles.get(person__email="neu@stadt.example")
    refused = client.post(path, {"email": "x@anderswo.example", "kind": "council"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["email"])
    foreign = make_role(make_programme(), cast.stranger)
    assert client.post(f"{path}{foreign.pk}/withdraw/").status_code == 404
    assert client.post(f"{path}{role.pk}/withdraw/").status_code == 302
    assert not cast.programme.roles.filter(pk=role.pk).exists()
    own = cast.programme.roles.get(person=cast.office)
    assert client.post(f"{path}{own.pk}/withdraw/").url == "/home/"


def test_a_cohort_twice_is_one(cast: Cast, as_: SignIn) -> None:
    data = {"name_de": "2027", "name_en": "2027", "starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    data["draft_key"] = "6c6a3a1e-0000-4000-8000-000000000001"
    path = f"/office/programmes/{cast.programme.pk}/cohorts/new/"
    answers = [as_(cast.office).post(path, data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert cast.programme.cohorts.filter(name_de="2027").count() == 1


def test_an_administrator_founds_a_programme_and_gets_no_role(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.admin)
    data = {"name_de": "Klassisch", "name_en": "Classic", "direction": "classic", "office": "x@anderswo.example"}
    data["kind"] = "pilot"
    refused = client.post("/installation/programmes/new/", data)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["office"])
    assert not Programme.objects.filter(slug="klassisch").exists()
    data["office"] = "buero@stadt.example"
    assert [client.post("/installation/programmes/new/", data).status_code for _ in range(2)] == [302, 302]
    programme = Programme.objects.get(slug="klassisch")
    assert [role.person.email for role in programme.roles.all()] == ["buero@stadt.example"]
    assert programme.topics.count() == 42
    answer = client.post(f"/installation/programmes/{programme.pk}/office/", {"email": "zwei@stadt.example"})
    assert answer.status_code == 302
    assert programme.roles.count() == 2
    assert not programme.roles.filter(person=cast.admin).exists()
