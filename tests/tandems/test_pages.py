"""The pages of both partners and of the office; who is neither finds nothing."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import Application
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.portal.selectors import overview_of
from augenhoehe.programmes.models import Programme
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.meetings import move_meeting
from tests import factories
from tests.factories import NOW
from tests.matching.world import World, make_world

from .world import DETAILS, both_accept, in_state, planned, published

As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def typed(**changes: Any) -> dict[str, Any]:
    values = {
        "day": "2026-12-07",
        "time": "10:00",
        "minutes": "90",
        "mode": "in_person",
        "place": "Rathaus, Zimmer 112",
        "video_url": "",
        "draft_key": str(uuid.uuid4()),
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize("state", TandemState)
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_both_partners_have_a_page_in_every_state(tandem: Tandem, as_: As, state: TandemState, side: str) -> None:
    in_state(tandem, state)
    me, partner = tandem.mentor.person, tandem.mentee.person
    if side == "mentee":
        me, partner = partner, me
    page = as_(me).get(f"/tandems/{tandem.pk}/")
    assert page.status_code == 200
    over = state in (TandemState.NOT_FORMED, TandemState.ENDED)
    assert (partner.get_full_name() in page.content.decode()) != over


def test_the_first_page_says_how_to_reach_the_office(formed: Tandem, as_: As) -> None:
    client, path = as_(formed.mentor.person), f"/tandems/{formed.pk}/"
    Programme.objects.update(contact_email="")
    assert "mailto:" not in client.get(path).content.decode()
    Programme.objects.update(contact_email="mentoring@stadt.example")
    assert "mailto:mentoring@stadt.example" in client.get(path).content.decode()


def test_after_the_end_both_read_the_same_page(tandem: Tandem, as_: As) -> None:
    as_(tandem.mentor.person).post(f"/tandems/{tandem.pk}/answer/", {"answer": "no"})
    pages = []
    for person in (tandem.mentor.person, tandem.mentee.person):
        client = as_(person)
        client.get(f"/tandems/{tandem.pk}/")
        text = client.get(f"/tandems/{tandem.pk}/").content.decode()
        pages.append(text[text.index("<h1") : text.index("</main>")])
    assert pages[0] == pages[1]


def test_answering_on_the_page(tandem: Tandem, as_: As) -> None:
    for person in (tandem.mentor.person, tandem.mentee.person):
        client = as_(person)
        assert client.post(f"/tandems/{tandem.pk}/answer/", {"answer": ""}).status_code == 422
        assert client.post(f"/tandems/{tandem.pk}/answer/", {"answer": "yes"}).status_code == 302
        assert client.post(f"/tandems/{tandem.pk}/answer/", {"answer": "yes"}).status_code == 409
    tandem.refresh_from_db()
    assert tandem.state == TandemState.ACCEPTED
    for person in (tandem.mentor.person, tandem.mentee.person):
        assert as_(person).post(f"/tandems/{tandem.pk}/confirm/", {"answer": "yes"}).status_code == 302
    tandem.refresh_from_db()
    assert tandem.state == TandemState.CONFIRMED


def test_who_has_accepted_does_not_learn_the_others_answer(tandem: Tandem, as_: As) -> None:
    def page() -> str:
        text = as_(tandem.mentor.person).get(f"/tandems/{tandem.pk}/").content.decode()
        return text[text.index("<h1") : text.index("</main>")]

    before = page()
    as_(tandem.mentee.person).post(f"/tandems/{tandem.pk}/answer/", {"answer": "yes"})
    fresh = page().split('name="csrfmiddlewaretoken"')
    assert [part.split(">", 1)[-1] for part in fresh] == [
        part.split(">", 1)[-1] for part in before.split('name="csrfmiddlewaretoken"')
    ]


def test_planning_moving_and_cancelling_on_the_pages(formed: Tandem, as_: As) -> None:
    client = as_(formed.mentee.person)
    new = f"/tandems/{formed.pk}/meeting/"
    assert client.get(new).status_code == 200
    assert client.post(new, typed()).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.starts_at == DETAILS.starts_at
    page = f"{new}{meeting.pk}/"
    edit = f"{page}edit/"
    assert client.get(new)["Location"] == edit
    assert client.get(edit).status_code == 200
    assert client.post(edit, typed(time="11:30", version="1")).status_code == 302
    assert client.get(page).status_code == 200
    file = client.get(f"{page}invitation.ics")
    assert file["Content-Type"].startswith("text/calendar")
    assert b"SEQUENCE:1" in file.content
    assert client.post(f"{page}cancel/").status_code == 302
    assert client.post(f"{page}cancel/").status_code == 302
    assert Mail.objects.filter(key="tandems.meeting_cancelled").count() == 2
    assert client.get(edit).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "2026-11-22"}, "day"),
        ({"day": "2026-11-23", "time": "09:00"}, "time"),
        ({"day": "2031-01-01"}, "day"),
        ({"day": "2026-13-40"}, "day"),
        ({"time": "25:00"}, "time"),
        ({"minutes": "5"}, "minutes"),
        ({"minutes": "481"}, "minutes"),
        ({"mode": "balloon"}, "mode"),
        ({"place": ""}, "place"),
        ({"place": "x" * 201}, "place"),
        ({"mode": "video"}, "video_url"),
        ({"mode": "video", "video_url": "javascript:alert(1)"}, "video_url"),
        ({"mode": "video", "video_url": "ftp://stadt.example/"}, "video_url"),
    ],
)
def test_a_wrong_date_is_told_at_the_field_and_the_typed_text_stays(
    formed: Tandem, as_: As, changes: dict[str, str], field: str
) -> None:
    page = as_(formed.mentor.person).post(f"/tandems/{formed.pk}/meeting/", typed(**changes))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    if changes.get("place") is None:
        assert "Rathaus, Zimmer 112" in page.content.decode()
    assert (Meeting.objects.count(), Mail.objects.filter(key="tandems.meeting_invitation").count()) == (0, 0)


def test_the_slower_of_two_keeps_the_typed_text(formed: Tandem, as_: As) -> None:
    planned(formed)
    page = as_(formed.mentee.person).post(f"/tandems/{formed.pk}/meeting/", typed(place="Kantine"))
    assert page.status_code == 409
    assert {"Kantine", "Rathaus, Zimmer 112"} <= {
        word for word in ("Kantine", "Rathaus, Zimmer 112") if word in page.content.decode()
    }


def test_who_was_slower_moves_the_meeting_by_sending_again(formed: Tandem, as_: As) -> None:
    meeting = planned(formed)
    client = as_(formed.mentee.person)
    page = client.post(f"/tandems/{formed.pk}/meeting/", typed(place="Kantine"))
    edit = f"/tandems/{formed.pk}/meeting/{meeting.pk}/edit/"
    assert f'action="{edit}"' in page.content.decode()
    assert (
        client.post(edit, typed(place="Kantine", version=str(page.context["form"].data["version"]))).status_code == 302
    )
    meeting.refresh_from_db()
    assert (meeting.place, Meeting.objects.count()) == ("Kantine", 1)


def test_a_stale_move_shows_both_and_can_then_be_saved(formed: Tandem, as_: As) -> None:
    meeting = planned(formed)
    move_meeting(
        meeting=meeting,
        actor=formed.mentor.person,
        version=1,
        details=DETAILS.__class__(DETAILS.starts_at, 60, "in_person", "Bibliothek"),
        now=NOW,
    )
    client, edit = as_(formed.mentee.person), f"/tandems/{formed.pk}/meeting/{meeting.pk}/edit/"
    page = client.post(edit, typed(place="Kantine", version="1"))
    assert page.status_code == 409
    text = page.content.decode()
    assert [word for word in ("Kantine", "Bibliothek") if word not in text] == []
    assert (
        client.post(edit, typed(place="Kantine", version=str(page.context["form"]["version"].value()))).status_code
        == 302
    )
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Kantine", 2)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "answer/",
        "confirm/",
        "guide/",
        "meeting/",
        "meetings/",
        "meeting/{m}/",
        "meeting/{m}/edit/",
        "meeting/{m}/cancel/",
        "meeting/{m}/invitation.ics",
    ],
)
def test_swapping_ids_finds_nothing(db: None, as_: As, path: str) -> None:
    mine, theirs = (both_accept(published(make_world(1, 1))[0]) for _time in range(2))
    meeting = planned(theirs)
    for tandem in (theirs, mine):
        address = f"/tandems/{tandem.pk}/{path.format(m=meeting.pk)}"
        if tandem == mine and "{m}" not in path:
            continue
        client = as_(mine.mentor.person)
        assert client.get(address).status_code in (404, 405)
        assert client.post(address, typed(version="1", answer="yes")).status_code in (404, 405)
    meeting.refresh_from_db()
    theirs.refresh_from_db()
    assert (meeting.version, meeting.state, theirs.mentor_confirms) == (1, "planned", "open")


def test_the_office_does_not_enter_a_tandems_page(formed: Tandem, as_: As, world: World) -> None:
    office = formed.cohort.programme.roles.first().person
    assert as_(office).get(f"/tandems/{formed.pk}/").status_code == 404


def office_of(tandem: Tandem) -> Person:
    return tandem.cohort.programme.roles.first().person


@pytest.mark.parametrize("query", ["", "?state=proposed", "?meeting=none", "?q=Person", "?state=nonsense&page=x&q=%00"])
def test_the_office_lists_its_tandems(tandem: Tandem, as_: As, query: str) -> None:
    page = as_(office_of(tandem)).get(f"/office/cohorts/{tandem.cohort_id}/tandems/{query}")
    assert page.status_code == 200


def test_the_list_tells_how_many_answers_are_missing_and_when_they_meet(formed: Tandem, as_: As) -> None:
    planned(formed)
    page = as_(office_of(formed)).get(f"/office/cohorts/{formed.cohort_id}/tandems/")
    (row,) = page.context["rows"]
    assert (row.state, row.outstanding, row.meeting_at) == (TandemState.ACCEPTED, 2, DETAILS.starts_at)


@pytest.mark.parametrize(("meeting", "ahead", "gone"), [("planned", 1, 0), ("none", 0, 1), ("", 1, 1)])
def test_the_filter_for_dates(formed: Tandem, as_: As, meeting: str, ahead: int, gone: int) -> None:
    """A date that has gone by is none to come, whether somebody has said anything of it or not."""
    first = planned(formed)
    office, here = as_(office_of(formed)), f"/office/cohorts/{formed.cohort_id}/tandems/"
    assert len(office.get(f"{here}?meeting={meeting}").context["rows"]) == ahead
    assert "in person" in office.get(f"{here}{formed.pk}/").content.decode()
    Meeting.objects.filter(pk=first.pk).update(starts_at=NOW - dt.timedelta(days=400))
    assert len(office.get(f"{here}?meeting={meeting}").context["rows"]) == gone
    assert overview_of(formed.cohort, person=office_of(formed)).without_meeting == 1


def test_an_empty_list_says_what_to_do(cast, as_: As) -> None:
    cohort = factories.make_cohort(cast.programme)
    page = as_(cast.office).get(f"/office/cohorts/{cohort.pk}/tandems/").content.decode()
    assert f"/office/cohorts/{cohort.pk}/matching/" in page


@pytest.mark.parametrize(
    ("path", "fewer", "more", "most"), [("", 1, 3, 12), ("attention/", 2, 4, 12), ("attention/?next=best", 2, 4, 30)]
)
def test_lists_take_the_same_queries_however_long(
    db: None, as_: As, path: str, fewer: int, more: int, most: int
) -> None:
    counts = []
    for number in (fewer, more):
        world = make_world(number, number)
        published(world)
        if path:
            Tandem.objects.filter(cohort=world.cohort).update(state="not_formed")
        client = as_(world.office)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(f"/office/cohorts/{world.cohort.pk}/tandems/{path}")
        assert len(page.context["waiting"] if path else page.context["rows"]) == (2 * number if path else number)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= most


@pytest.mark.parametrize("state", [TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.CLOSED])
def test_the_first_page_takes_twelve_queries_with_all_that_the_rooms_show(
    tandem: Tandem, as_: As, state: TandemState
) -> None:
    in_state(tandem, state)
    client = as_(tandem.mentee.person)
    client.get(f"/tandems/{tandem.pk}/")
    counts = []
    for _more in (1, 2):
        factories.make_meeting(tandem)
        factories.make_meeting(tandem, state="held")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/tandems/{tandem.pk}/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_another_office_finds_nothing(formed: Tandem, as_: As) -> None:
    stranger = factories.make_person()
    factories.make_role(factories.make_programme(), stranger)
    for path in ("", "attention/", f"{formed.pk}/"):
        assert as_(stranger).get(f"/office/cohorts/{formed.cohort_id}/tandems/{path}").status_code == 404
    for path in ("attention/propose/", f"{formed.pk}/end/"):
        assert as_(stranger).post(f"/office/cohorts/{formed.cohort_id}/tandems/{path}").status_code == 404


def test_a_tandem_of_another_cohort_is_not_found_in_this_one(cast, as_: As) -> None:
    other = factories.make_cohort(cast.programme)
    client = as_(cast.office)
    assert client.get(f"/office/cohorts/{cast.cohort.pk}/tandems/{cast.tandem.pk}/").status_code == 200
    assert client.get(f"/office/cohorts/{other.pk}/tandems/{cast.tandem.pk}/").status_code == 404
    assert client.post(f"/office/cohorts/{other.pk}/tandems/{cast.tandem.pk}/end/", {"version": "1"}).status_code == 404


def test_the_office_ends_an_overdue_tandem(formed: Tandem, as_: As) -> None:
    Tandem.objects.filter(pk=formed.pk).update(confirm_by=NOW - dt.timedelta(days=1))
    client, path = as_(office_of(formed)), f"/office/cohorts/{formed.cohort_id}/tandems/{formed.pk}/"
    page = client.get(path)
    assert page.context["late"] is True
    client.post(f"{path}end/", {"version": str(page.context["row"].version)})
    formed.refresh_from_db()
    assert formed.state == TandemState.NOT_FORMED


def test_publishing_on_the_page(world: World, as_: As) -> None:
    run = world.submitted()
    path = f"/office/cohorts/{world.cohort.pk}/matching/runs/{run.number}/publish/"
    page = as_(world.office2).get(path)
    assert (page.status_code, page.context["tandems"], len(page.context["previews"])) == (200, 2, 4)
    assert as_(world.office).post(path).status_code == 409
    assert Tandem.objects.count() == 0
    assert as_(world.office2).post(path).status_code == 302
    assert as_(world.office2).post(path).status_code == 302
    assert (Tandem.objects.count(), Mail.objects.filter(key__startswith="tandems.").count()) == (2, 4)
    assert as_(world.office2).get(path).status_code == 200


def test_warnings_have_to_be_confirmed_again(world: World, as_: As) -> None:
    run = world.submitted()
    factories.make_application(world.cohort, "mentee", topics={world.topic: (0, 3)})
    path = f"/office/cohorts/{world.cohort.pk}/matching/runs/{run.number}/publish/"
    client = as_(world.office2)
    assert len(client.get(path).context["warnings"]) == 1
    assert client.post(path).status_code == 422
    assert client.post(path, {"acknowledged": "on"}).status_code == 302


def test_a_run_that_is_not_ready_has_no_such_page(world: World, as_: As) -> None:
    run = world.run()
    type(run).objects.filter(pk=run.pk).update(state="discarded")
    path = f"/office/cohorts/{world.cohort.pk}/matching/runs/{run.number}/publish/"
    assert as_(world.office2).get(path).status_code == 404
    assert as_(factories.make_person()).get(path).status_code == 404


def test_who_only_approves_publishes_and_does_not_enter_the_office(world: World, as_: As) -> None:
    approver = factories.make_person()
    factories.make_role(world.cohort.programme, approver, "approver")
    run = world.submitted()
    path = f"/office/cohorts/{world.cohort.pk}/matching/runs/{run.number}/publish/"
    assert as_(approver).post(path)["Location"] == path
    assert as_(approver).get(path).status_code == 200
    assert as_(approver).get(f"/office/cohorts/{world.cohort.pk}/tandems/").status_code == 404


def test_one_application_of_each_is_shown_to_its_own_partner_only(db: None, as_: As) -> None:
    world = make_world(2, 2)
    one, other = published(world)
    page = as_(one.mentor.person).get(f"/tandems/{one.pk}/").content.decode()
    assert other.mentee.person.get_full_name() not in page
    assert Application.objects.count() == 4


def test_whose_tandems_are_whose(db: None) -> None:
    world = make_world(2, 2)
    one, other = published(world)
    assert list(Tandem.objects.visible_to(one.mentor.person)) == [one]
    assert list(Tandem.objects.visible_to(other.mentee.person)) == [other]
    assert list(Tandem.objects.visible_to(world.office)) == []
    assert set(Tandem.objects.managed_by(world.office)) == {one, other}
    assert list(Tandem.objects.managed_by(one.mentor.person)) == []
