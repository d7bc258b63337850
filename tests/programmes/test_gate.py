"""Before a call opens: what is settled, who may skip what, and that nobody can apply until then."""

import datetime as dt
from collections.abc import Callable
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.services import CallClosedError, start_application
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.portal.selectors import open_calls
from augenhoehe.programmes import services
from augenhoehe.programmes.models import Gate
from augenhoehe.programmes.selectors import call_is_open, public_card, public_programmes
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_cohort, make_gate

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]

COUNCIL = {
    "open": {"council_result": "", "council_on": None},
    "agreed": {"council_result": "agreed"},
    "informed": {"council_result": "informed"},
    "not required": {"council_result": "not_required", "council_on": None, "council_reason": "No staff data"},
    "unrecorded": {"council_result": "unrecorded", "council_on": None},
}
OTHERS = {
    "settled": {},
    "privacy open": {"privacy_on": None},
    "basis open": {"legal_basis": ""},
    "basis not described": {"legal_basis": "other"},
    "retention open": {"retention_on": None},
    "budget open": {"budget_hours": None},
}
DRAFT = "6c6a3a1e-0000-4000-8000-000000000001"


def gate_of(council: str = "agreed", others: str = "settled", **changes: object) -> Gate:
    return make_gate(make_cohort(gate=None), **{**COUNCIL[council], **OTHERS[others], "passed_at": None, **changes})


@pytest.mark.parametrize(("council", "others", "note"), [*product(COUNCIL, OTHERS, ["", "  ", "Time is short"])])
def test_a_call_is_released_only_with_the_council_and_with_a_note_for_every_other_gap(
    cast: Cast, council: str, others: str, note: str
) -> None:
    gate = gate_of(council, others)
    refusal = None
    if council == "open":
        refusal = services.CouncilOpenError
    elif others != "settled" and not note.strip():
        refusal = services.NoteMissingError
    if refusal:
        with pytest.raises(refusal):
            services.pass_gate(gate=gate, version=1, note=note, actor=cast.office, now=NOW)
        assert Gate.objects.get(pk=gate.pk).passed_at is None
        assert not gate.cohort.changes.exists()
        return
    passed = services.pass_gate(gate=gate, version=1, note=note, actor=cast.office, now=NOW)
    override = "" if others == "settled" else "Time is short"
    assert (passed.passed_at, passed.passed_by, passed.override) == (NOW, cast.office, override)
    assert gate.cohort.changes.get().why == override
    logged = Entry.objects.get(action="programmes.call_released")
    assert len(logged.data["open_points"]) == (others != "settled")


@pytest.mark.parametrize(
    ("released", "opens", "closes", "is_open"),
    [
        (True, 0, 0, True),
        (True, -3, 4, True),
        (True, 1, 4, False),
        (True, -3, -1, False),
        (False, 0, 0, False),
        (False, -3, 4, False),
        (False, 1, 4, False),
        (False, -3, -1, False),
    ],
)
def test_a_call_is_open_on_its_days_and_once_it_is_released(
    cast: Cast, released: bool, opens: int, closes: int, is_open: bool
) -> None:
    cohort = make_cohort(phases=[], gate={} if released else {"passed_at": None})
    opens_on, closes_on = (TODAY + dt.timedelta(days) for days in (opens, closes))
    cohort.phases.create(kind="call", opens_on=opens_on, closes_on=closes_on)
    cohort.refresh_from_db()
    card = public_card(public_programmes().get(pk=cohort.programme_id), TODAY)
    assert call_is_open(cohort, TODAY) is is_open
    assert (card.call_open, card.call_waits) == (is_open, opens <= 0 <= closes and not released)
    assert (cohort in open_calls(today=TODAY)) is is_open
    assert (card.phases[0].state == "current") is is_open
    start = {"actor": cast.stranger, "cohort": cohort, "side": "mentor", "draft_key": DRAFT, "now": NOW}
    if is_open:
        assert start_application(**start).state == "draft"
    else:
        with pytest.raises(CallClosedError):
            start_application(**start)


def test_a_cohort_without_a_gate_has_no_open_call() -> None:
    assert not call_is_open(make_cohort(gate=None), TODAY)


def test_pages_say_that_nobody_can_apply_before_the_release(cast: Cast, as_: SignIn) -> None:
    cast.cohort.phases.filter(kind="call").update(opens_on=dt.date(2000, 1, 1), closes_on=dt.date(2999, 1, 1))

    def pages() -> list[str]:
        client = as_(cast.stranger)
        paths = (f"/programmes/{cast.programme.slug}/", "/home/", f"/cohorts/{cast.cohort.pk}/apply/")
        return [client.get(path).content.decode() for path in paths]

    programme, home, apply = pages()
    assert ("Apply now" in programme, f"/cohorts/{cast.cohort.pk}/apply/" in home, 'name="side"' in apply) == (
        True,
    ) * 3
    Gate.objects.update(passed_at=None)
    programme, home, apply = pages()
    assert ("Apply now" in programme, f"/cohorts/{cast.cohort.pk}/apply/" in home, 'name="side"' in apply) == (
        False,
        False,
        False,
    )
    assert "The call will open soon" in programme


def test_a_planned_call_is_a_plan_until_it_is_released() -> None:
    cohort = make_cohort(phases=[], gate={"passed_at": None})
    day = dt.date(2999, 1, 1)
    cohort.phases.create(kind="call", opens_on=day, closes_on=day)
    path = f"/programmes/{cohort.programme.slug}/"
    assert "is planned for" in Client().get(path, headers={"accept-language": "en"}).content.decode()
    Gate.objects.update(passed_at=NOW)
    assert "opens on" in Client().get(path, headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"council_result": "", "passed_at": NOW},
        {"council_result": "agreed", "council_on": None},
        {"council_result": "not_required", "council_reason": ""},
    ],
)
def test_the_database_holds_the_councils_point(values: dict[str, object]) -> None:
    cohort = make_cohort(gate=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_gate(cohort, **values)


def test_while_a_call_is_released_the_council_stays_settled(cast: Cast) -> None:
    gate = gate_of(passed_at=NOW)
    with pytest.raises(services.CallReleasedError):
        services.change_gate(
            gate=gate, version=1, changes={"council_result": "", "council_on": None}, actor=cast.office
        )
    services.change_gate(gate=gate, version=1, changes={"budget_hours": 500}, actor=cast.office, why="More places")
    back = services.take_back_gate(gate=gate, version=2, why="New agreement", actor=cast.office)
    assert (back.passed_at, back.passed_by) == (None, None)
    services.change_gate(gate=gate, version=3, changes={"council_result": "", "council_on": None}, actor=cast.office)
    assert [change.why for change in gate.cohort.changes.all()] == ["", "New agreement", "More places"]


def test_twice_is_once_and_a_stale_release_is_refused(cast: Cast) -> None:
    gate = gate_of()
    services.change_gate(gate=gate, version=1, changes={"budget_hours": 500}, actor=cast.office2)
    with pytest.raises(StaleError):
        services.pass_gate(gate=gate, version=1, note="", actor=cast.office, now=NOW)
    for _ in range(2):
        services.pass_gate(gate=gate, version=2, note="", actor=cast.office, now=NOW)
    assert gate.cohort.changes.filter(values__has_key="passed_at").count() == 1
    for _ in range(2):
        services.take_back_gate(gate=gate, version=3, why="x", actor=cast.office)
    assert gate.cohort.changes.filter(values__has_key="passed_at").count() == 2


def test_the_next_cohort_passes_its_gate_anew(cast: Cast) -> None:
    following = services.create_cohort(
        programme=cast.programme, name_de="N", name_en="N", starts_on=TODAY, ends_on=TODAY, actor=cast.office
    )
    assert [str(point) for point in following.gate.open_points] == [
        "council",
        "privacy",
        "legal_basis",
        "retention",
        "budget",
    ]


def gate_data(**changes: object) -> dict[str, object]:
    return {
        "version": 1,
        "council_result": "agreed",
        "council_on": "2026-01-05",
        "council_reason": "",
        "privacy_on": "2026-01-06",
        "privacy_with": "Officer",
        "legal_basis": "consent",
        "legal_basis_text": "",
        "retention_on": "2026-01-07",
        "budget_hours": "400",
        "why": "",
        **changes,
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"council_on": ""}, "council_on"),
        ({"council_result": "not_required"}, "council_reason"),
        ({"council_result": "unrecorded"}, "council_result"),
        ({"privacy_with": ""}, "privacy_with"),
        ({"privacy_on": ""}, "privacy_on"),
        ({"legal_basis": "other"}, "legal_basis_text"),
        ({"retention_on": "2999-01-01"}, "retention_on"),
    ],
)
def test_a_point_that_is_begun_is_complete(cast: Cast, as_: SignIn, changes: dict[str, str], field: str) -> None:
    answer = as_(cast.office).post(f"/office/cohorts/{cast.cohort.pk}/settings/gate/", gate_data(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_the_office_fills_in_releases_and_takes_back(cast: Cast, as_: SignIn) -> None:
    Gate.objects.update(**COUNCIL["open"], budget_hours=None, passed_at=None)
    client, path = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/settings/gate/"
    assert b"No note can take the place of that" in client.get(path).content
    refused = client.post(f"{path}release/", {"version": 1, "note": "Please"})
    assert (refused.status_code, len(refused.context["pass_form"].non_field_errors())) == (422, 1)
    assert client.post(path, gate_data(budget_hours="")).status_code == 302
    silent = client.post(f"{path}release/", {"version": 2, "note": ""})
    assert (silent.status_code, list(silent.context["pass_form"].errors)) == (422, ["note"])
    assert client.post(f"{path}release/", {"version": 2, "note": "The mayor asks"}).status_code == 302
    released = client.post(path, gate_data(version=3, council_result="", council_on=""))
    assert (released.status_code, list(released.context["form"].errors)) == (422, ["council_result"])
    assert client.post(f"{path}take-back/", {"version": 3, "why": ""}).status_code == 422
    assert client.post(f"{path}take-back/", {"version": 3, "why": "A new agreement"}).status_code == 302
    assert Gate.objects.get(cohort=cast.cohort).passed_at is None


def test_two_editors_the_second_sees_what_is_stored_and_keeps_what_was_typed(cast: Cast, as_: SignIn) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/settings/gate/"
    assert as_(cast.office).post(path, gate_data(budget_hours="500")).status_code == 302
    late = as_(cast.office2).post(path, gate_data(budget_hours="600"))
    assert (late.status_code, late.context["conflict"]) == (409, [("Hours of working time in all", "500")])
    assert late.context["form"]["budget_hours"].value() == "600"
    Gate.objects.update(passed_at=None)
    stale = as_(cast.office2).post(f"{path}release/", {"version": 1, "note": "My words"})
    assert (stale.status_code, stale.context["pass_form"]["note"].value()) == (409, "My words")
    assert stale.context["pass_form"]["version"].value() == "2"


def test_the_council_reads_states_dates_reasons_and_what_was_skipped(cast: Cast, as_: SignIn) -> None:
    Gate.objects.update(
        council_result="not_required",
        council_on=None,
        council_reason="Only volunteers",
        budget_hours=None,
        passed_at=None,
    )
    gate = Gate.objects.get(cohort=cast.cohort)
    services.change_gate(gate=gate, version=1, changes={"retention_on": TODAY}, actor=cast.office, why="Checked again")
    services.pass_gate(gate=gate, version=2, note="The mayor asks", actor=cast.office, now=NOW)
    client = as_(cast.council)
    assert f'href="/council/{cast.cohort.pk}/"' in client.get("/home/").content.decode()
    page = client.get(f"/council/{cast.cohort.pk}/", headers={"accept-language": "en"}).content.decode()
    for text in ("Only volunteers", "Released with open points: “The mayor asks”", "Checked again", "Office Muster"):
        assert text in page
    assert page.count(">open<") == 1


def test_the_council_gets_a_mail_with_what_was_skipped_and_why(cast: Cast) -> None:
    Gate.objects.update(budget_hours=None, council_reason="Report at half time", passed_at=None)
    gate = Gate.objects.get(cohort=cast.cohort)
    for _ in range(2):
        services.pass_gate(gate=gate, version=1, note="The mayor asks", actor=cast.office, now=NOW)
    mail = Mail.objects.get(key="programmes.call_released")
    assert mail.recipient == cast.council.email
    for text in (
        "has agreed, 14 Oct 2026, Report at half time",
        "Hours budget set",
        "“The mayor asks”",
        f"http://testserver/council/{cast.cohort.pk}/",
    ):
        assert text in mail.text


def test_a_council_reads_its_own_programmes_only(cast: Cast, as_: SignIn) -> None:
    elsewhere = make_cohort()
    factories.make_role(elsewhere.programme, cast.stranger, "council")
    assert as_(cast.council).get(f"/council/{elsewhere.pk}/").status_code == 404
    assert as_(cast.stranger).get(f"/council/{elsewhere.pk}/").status_code == 200


def test_the_councils_page_takes_a_constant_number_of_queries(cast: Cast, as_: SignIn) -> None:
    client, gate = as_(cast.council), cast.cohort.gate

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/council/{cast.cohort.pk}/").status_code == 200
        return len(captured)

    counts = []
    for version in range(1, 4):
        actor = (cast.office, cast.office2)[version % 2]
        services.change_gate(gate=gate, version=version, changes={"budget_hours": 1000 + version}, actor=actor)
        counts.append(queries())
    assert counts == [counts[0]] * 3
