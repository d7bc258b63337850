"""What participants and the office see and press; who is neither finds nothing."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import Application
from augenhoehe.events.models import Event, EventLink, SignUp
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.factories import NOW

from .world import DAY, change, comes, crowd, link_in, mails, office_of, planned, replies

As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def later(monkeypatch: pytest.MonkeyPatch, event: Event) -> None:
    """It is the day after the event."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: event.starts_at + DAY)


def typed(**changes: Any) -> dict[str, Any]:
    values = {
        "kind": "kick_off", "audience": "both", "title_de": "Auftakt", "title_en": "Kick-off", "day": "2026-12-07",
        "time": "10:00", "minutes": "120", "place": "Rathaus", "places": "40", "sign_up_until": "2026-11-30",
        "draft_key": str(uuid.uuid4()), **changes,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def base(event: Event) -> str:
    return f"/office/cohorts/{event.cohort_id}/events/"


def test_one_tap_on_the_home_page(event: Event, as_: As) -> None:
    (me,) = crowd(event, 1)
    client = as_(me.person)
    home = client.get("/home/").content.decode()
    assert [word for word in (event.title_en, "I will come", "I cannot come") if word not in home] == []
    assert client.post(f"/events/{event.pk}/answer/", {"answer": "yes", "home": "1"})["Location"] == "/home/"
    assert "You have a place." in client.get("/home/").content.decode()
    assert client.post(f"/events/{event.pk}/answer/", {"answer": "no"})["Location"] == f"/events/{event.pk}/"
    assert replies(event) == {me.pk: "not_coming"}


def test_the_link_to_the_call_is_for_those_who_have_a_place(small: Event, as_: As) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    pages = [as_(one.person).get(f"/events/{small.pk}/").content.decode() for one in people]
    assert [small.video_url in page for page in pages] == [True, True, False]
    assert "You are number 1 on the waiting list" in pages[2]
    files = [as_(one.person).get(f"/events/{small.pk}/invitation.ics") for one in people]
    assert [file.status_code for file in files] == [200, 200, 404]
    assert str(icalendar.Calendar.from_ical(files[0].content).walk("VEVENT")[0]["UID"]) == small.uid


def test_an_answer_too_late_is_told(event: Event, as_: As) -> None:
    (me,) = crowd(event, 1)
    Event.objects.update(sign_up_until=NOW.date() - DAY)
    client, path = as_(me.person), f"/events/{event.pk}/"
    assert "Signing up is over" in client.get(path).content.decode()
    assert client.post(f"{path}answer/", {"answer": "yes"}).status_code == 409
    assert client.post(f"{path}answer/", {"answer": "maybe"}).status_code == 422
    assert SignUp.objects.count() == 0


@pytest.mark.parametrize("who", ["mentee", "reserve", "elsewhere", "nobody"])
def test_whom_it_is_not_for_finds_nothing(event: Event, as_: As, who: str) -> None:
    person = factories.make_person()
    if who == "elsewhere":
        factories.make_application(factories.make_cohort(event.cohort.programme), person=person)
    elif who != "nobody":
        side, state = ("mentee", "admitted") if who == "mentee" else ("mentor", "reserve")
        factories.make_application(event.cohort, side, person, state=state)
    client = as_(person)
    assert client.get(f"/events/{event.pk}/").status_code == 404
    assert client.post(f"/events/{event.pk}/answer/", {"answer": "yes"}).status_code == 404
    assert event.title_en not in client.get("/home/").content.decode()


def test_by_link_without_an_account(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    path = link_in(mails("signed_up", people[0])[0])
    for method in ("get", "head"):
        assert getattr(Client(), method)(path).status_code == 200
    assert replies(small)[people[0].pk] == "coming"
    page = Client().get(path)
    assert (small.place in page.content.decode(), small.video_url in page.content.decode()) == (False, False)
    assert "no-store" in page["Cache-Control"]
    assert Client().post(path, {}).status_code == 422
    assert Client().post(path, {"answer": "no"}).status_code == 200
    assert [replies(small)[one.pk] for one in people] == ["not_coming", "coming", "coming"]
    # Having left the place to somebody else, one can get in line again.
    assert Client().post(path, {"answer": "yes"}).status_code == 200
    assert replies(small)[people[0].pk] == "waiting"


def test_a_link_ends_with_the_event_and_with_the_admission(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    me, other = crowd(event, 2)
    for one in (me, other):
        comes(event, one)
    mine, theirs = (link_in(mails("signed_up", one)[0]) for one in (me, other))
    Application.objects.filter(pk=other.pk).update(state="withdrawn")
    assert [Client().get(path).status_code for path in (mine, theirs)] == [200, 410]
    monkeypatch.setattr("django.utils.timezone.now", lambda: event.starts_at)
    assert [Client().get(mine).status_code, Client().post(mine, {"answer": "no"}).status_code] == [410, 410]
    assert replies(event)[me.pk] == "coming"
    token = mine.split("/")[3]
    assert [Client().get(f"/links/{kind}/{token}/").status_code for kind in ("preparation", "events")] == [404, 410]
    assert EventLink.objects.filter(used_at=None).count() == 2


def test_planning_and_changing_on_the_pages(event: Event, as_: As) -> None:
    client = as_(office_of(event))
    new = f"{base(event)}new/"
    assert client.get(f"{new}?kind=supervision").context["form"].initial == {
        "kind": "supervision",
        "audience": "mentors",
    }
    data = typed()
    paths = [client.post(new, data)["Location"] for _time in range(2)]
    made = Event.objects.get(kind="kick_off")
    assert paths == [f"{base(event)}{made.pk}/"] * 2
    assert (made.starts_at, made.places) == (dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC), 40)
    assert client.post(new, {**data, "place": "Kantine"}).status_code == 409
    edit = f"{base(event)}{made.pk}/edit/"
    assert client.get(edit).status_code == 200
    assert client.post(edit, typed(place="Kantine", version="1")).status_code == 302
    stale = client.post(edit, typed(place="Bibliothek", version="1"))
    assert stale.status_code == 409
    assert [word for word in ("Kantine", "Bibliothek") if word not in stale.content.decode()] == []
    again = typed(place="Bibliothek", version=str(stale.context["form"]["version"].value()))
    assert client.post(edit, again).status_code == 302
    made.refresh_from_db()
    assert made.place == "Bibliothek"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_de": ""}, "title_de"),
        ({"day": "2026-11-22"}, "day"),
        ({"day": "2026-11-23", "time": "09:00", "sign_up_until": ""}, "time"),
        ({"minutes": "5"}, "minutes"),
        ({"places": "0"}, "places"),
        ({"kind": "party"}, "kind"),
        ({"video_url": "javascript:alert(1)"}, "video_url"),
        ({"sign_up_until": "2026-12-08"}, "sign_up_until"),
    ],
)
def test_a_wrong_detail_is_told_at_the_field(event: Event, as_: As, changes: dict[str, str], field: str) -> None:
    page = as_(office_of(event)).post(f"{base(event)}new/", typed(**changes))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Event.objects.count() == 1


def test_fewer_places_than_people_are_told_at_the_field(event: Event, as_: As) -> None:
    for one in crowd(event, 2):
        comes(event, one)
    data = typed(kind="training", audience="mentors", places="1", version="1")
    page = as_(office_of(event)).post(f"{base(event)}{event.pk}/edit/", data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["places"])
    data = typed(kind="training", audience="mentees", version="1")
    page = as_(office_of(event)).post(f"{base(event)}{event.pk}/edit/", data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["audience"])


def test_inviting_signing_up_and_cancelling_on_the_pages(event: Event, as_: As) -> None:
    first, second = crowd(event, 2)
    client, one = as_(office_of(event)), f"{base(event)}{event.pk}/"
    for _time in range(2):
        client.post(f"{one}invite/", {"version": "1"})
    assert len(mails("invited")) == 2
    client.post(f"{one}people/{first.pk}/", {"answer": "yes"})
    client.post(f"{one}people/{second.pk}/", {"answer": "no"})
    assert replies(event) == {first.pk: "coming", second.pk: "not_coming"}
    page = client.get(one)
    assert page.context["counts"] == {"coming": 1, "waiting": 0, "not_coming": 1, "open": 0}
    assert "1 person" in client.get(f"{one}cancel/").content.decode()
    assert client.post(f"{one}cancel/", {"message": "Sorry."}).status_code == 302
    assert [mail.person_id for mail in mails("cancelled")] == [first.person_id]
    assert client.get(f"{one}edit/").status_code == 404
    assert as_(first.person).get(f"/events/{event.pk}/").context["event"].state == "cancelled"


@pytest.mark.parametrize(("show", "found"), [("", 4), ("coming", 2), ("waiting", 1), ("open", 1), ("nonsense", 4)])
def test_the_list_narrows_down(small: Event, as_: As, show: str, found: int) -> None:
    for one in crowd(small, 4)[:3]:
        comes(small, one)
    page = as_(office_of(small)).get(f"{base(small)}{small.pk}/?show={show}")
    assert len(page.context["page"].object_list) == found


def test_recording_who_was_there(event: Event, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, third = (factories.make_sign_up(event) for _time in range(3))
    client, path = as_(office_of(event)), f"{base(event)}{event.pk}/attendance/"
    assert client.get(path).status_code == 404
    later(monkeypatch, event)
    client = as_(office_of(event))
    assert "supervisors do not see it" in client.get(path).content.decode()

    def send(**chosen: str) -> Any:
        seen = {f"initial-seat-{row.pk}": "open" for row in (one, other, third)}
        picked = {f"seat-{row.pk}": chosen.get(name, "open") for name, row in (("a", one), ("b", other), ("c", third))}
        more = {"all": "yes"} if "everybody" in chosen else {}
        return client.post(path, {**seen, **picked, **more})

    assert send(a="excused").status_code == 302
    page = send(a="missed", b="came")
    assert (page.status_code, page.context["stored"]) == (409, [(one.application.person.get_full_name(), "excused")])
    # What was chosen stays, and sent again it counts: by now it is known what was stored.
    assert [field.value() for field in page.context["fields"]] == ["missed", "came", "open"]
    assert page.context["form"].seen()[one.pk] == ("excused", "missed")
    assert send(a="excused", everybody="yes").status_code == 302
    assert list(SignUp.objects.order_by("pk").values_list("attendance", flat=True)) == ["excused", "came", "came"]
    assert send(a="balloon").status_code == 422


def test_lists_to_print_and_to_take_along(small: Event, as_: As) -> None:
    people = crowd(small, 4)
    Person.objects.filter(pk=people[0].person_id).update(last_name="=cmd()")
    for one in people[:3]:
        comes(small, one)
    client, one = as_(office_of(small)), f"{base(small)}{small.pk}/"
    assert len(client.get(f"{one}list/").context["rows"]) == 2
    table = client.get(f"{one}export/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert sorted(row[5] for row in rows[1:]) == ["has a place", "has a place", "no answer yet", "on the waiting list"]
    assert "'=cmd()" in {row[0] for row in rows}
    assert client.get(f"{one}export/xlsx/")["Content-Type"].endswith("sheet")
    assert client.get(f"{one}export/pdf/").status_code == 404
    assert "attendance" not in table.lower()


@pytest.mark.parametrize("path", ["", "{e}/", "{e}/?show=coming", "{e}/attendance/", "{e}/list/", "induction/"])
def test_lists_take_the_same_queries_however_long(
    db: None, as_: As, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for number in (1, 3):
        event = planned()
        for _time in range(number - 1 if not path else 0):
            factories.make_event(event.cohort)
        for one in crowd(event, number):
            factories.make_sign_up(event, one)
        later(monkeypatch, event)
        root = base(event) if path != "induction/" else f"/office/cohorts/{event.cohort_id}/"
        client, address = as_(office_of(event)), root + path.format(e=event.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16


def test_my_page_takes_the_same_queries_however_many_events(db: None, as_: As) -> None:
    counts = []
    for number in (1, 3):
        event = planned(places=1)
        events = [event, *(factories.make_event(event.cohort, places=1) for _time in range(number - 1))]
        (me,) = crowd(event, 1)
        for one in events:
            factories.make_sign_up(one)
            factories.make_sign_up(one, me, reply="waiting")
        client = as_(me.person)
        client.get("/home/")
        with CaptureQueriesContext(connection) as seen:
            assert len(client.get("/home/").context["home"].events) == number
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_another_office_finds_nothing(event: Event, as_: As) -> None:
    stranger = factories.make_person()
    other = factories.make_cohort()
    factories.make_role(other.programme, stranger)
    client = as_(stranger)
    for cohort in (event.cohort, other):
        root = f"/office/cohorts/{cohort.pk}/events/{event.pk}/"
        for path in ("", "edit/", "cancel/", "list/", "attendance/", "export/csv/"):
            assert client.get(root + path).status_code == 404
        for path in ("edit/", "cancel/", "invite/", f"people/{crowd(event, 1)[0].pk}/", "attendance/"):
            assert client.post(root + path, typed(answer="yes", version="1")).status_code == 404
    assert (Mail.objects.count(), SignUp.objects.count()) == (0, 0)


def test_without_the_part_nothing_of_it_is_left(event: Event, as_: As) -> None:
    (me,) = crowd(event, 1)
    comes(event, me)
    link = link_in(mails("signed_up")[0])
    change(event, places=9)
    office, member = as_(office_of(event)), as_(me.person)
    assert "/events/" in office.get(f"/office/cohorts/{event.cohort_id}/").content.decode()
    Cohort.objects.update(parts=["preparation"])
    overview = office.get(f"/office/cohorts/{event.cohort_id}/").content.decode()
    assert ("/events/" in overview, "/induction/" in overview) == (False, True)
    induction = office.get(f"/office/cohorts/{event.cohort_id}/induction/")
    assert list(induction.context["parts"]) == ["preparation"]
    assert "/events/" not in induction.content.decode()
    Cohort.objects.update(parts=[])
    assert "/induction/" not in office.get(f"/office/cohorts/{event.cohort_id}/").content.decode()
    for path in ("events/", "events/new/", f"events/{event.pk}/", "induction/"):
        assert office.get(f"/office/cohorts/{event.cohort_id}/{path}").status_code == 404
    assert member.get(f"/events/{event.pk}/").status_code == 404
    assert event.title_en not in member.get("/home/").content.decode()
    assert Client().get(link).status_code == 404
