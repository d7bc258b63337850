"""What people, assistants, the office and the administrator do on the pages."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry as LogEntry
from augenhoehe.calendars.models import (
    Assistant,
    Feed,
    HeldDate,
    Mailbox,
    NeutralPlace,
    Source,
    TravelTime,
    WeeklyHours,
)
from augenhoehe.messaging.models import Mail
from augenhoehe.people.mailboxes import is_shared
from augenhoehe.people.models import Person
from tests.calendars.test_reading import calendar, event
from tests.cast import Cast
from tests.factories import NOW, make_held_date, make_person, make_place, make_site, make_source, make_travel_time
from tests.sign_in import came_by

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
WEEK = {"monday": "9-12", "tuesday": "", "wednesday": "8 bis 10 Uhr, 13-15", "thursday": "", "friday": ""}
FUTURE = dt.datetime.now(dt.UTC).replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=9)


def errors(response: Any) -> dict[str, int]:
    return {"status": response.status_code, **dict.fromkeys(response.context["form"].errors, 1)}


def test_a_usual_week_is_kept_and_said_in_one_form(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentor)
    assert client.post("/times/", {"version": 0, **WEEK}).status_code == 302
    stored = WeeklyHours.objects.get(person=cast.mentor)
    assert (stored.monday, stored.wednesday) == ("09:00–12:00", "08:00–10:00, 13:00–15:00")
    assert stored.week.days[2] == ((480, 600), (780, 900))
    late = client.post("/times/", {"version": 0, **WEEK, "monday": "10-12"})
    assert (late.status_code, late.context["conflict"]) == (409, [("Monday", "09:00–12:00")])
    assert late.context["form"]["monday"].value() == "10-12"
    again = client.post("/times/", {"version": 0, **WEEK})
    assert again.status_code == 302
    assert client.post("/times/", {"version": 1, **WEEK, "monday": ""}).status_code == 302
    assert WeeklyHours.objects.get(person=cast.mentor).monday == ""


def test_hours_that_are_none_are_refused(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentor)
    assert errors(client.post("/times/", {"version": 0, **WEEK, "friday": "früh"})) == {"status": 422, "friday": 1}
    empty = dict.fromkeys(WEEK, "")
    assert errors(client.post("/times/", {"version": 0, **empty})) == {"status": 422, "monday": 1}


def add(client: Client, kind: str, **data: Any) -> Any:
    values = {"name": "Arbeit", "draft_key": str(uuid.uuid4()), **data}
    return client.post(f"/times/calendars/new/{kind}/", values)


def test_an_address_is_added_sealed_and_shown_to_nobody(cast: Cast, as_: SignIn) -> None:
    client, draft = as_(cast.mentor), str(uuid.uuid4())
    for _ in range(2):
        assert add(client, "address", url="webcal://kalender.example/geheim.ics", draft_key=draft).status_code == 302
    source = Source.objects.get(person=cast.mentor, kind="address")
    assert b"geheim" not in bytes(source.sealed)
    page = client.get("/times/calendars/").content.decode()
    assert source.name in page
    assert "geheim" not in page
    assert "kalender.example" not in page


def test_an_account_needs_all_three(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentor)
    assert errors(add(client, "caldav", url="https://dav.example/")) == {"status": 422, "user": 1, "password": 1}
    filled = {"url": "https://dav.example/", "user": "kim", "password": " p "}
    assert add(client, "caldav", **filled).status_code == 302
    refused = add(client, "caldav", **{**filled, "user": ""})
    assert 'value=" p "' not in refused.content.decode()


@pytest.mark.parametrize(
    "url", ["kalender", "ftp://x/", "file:///etc/passwd", "https://", "https://a:b@x/", "https://[x"]
)
def test_what_is_no_address_is_refused(cast: Cast, as_: SignIn, url: str) -> None:
    assert errors(add(as_(cast.mentor), "address", url=url)) == {"status": 422, "url": 1}


def test_a_file_is_read_at_once_and_not_kept(cast: Cast, as_: SignIn) -> None:
    begin = (dt.datetime.now(dt.UTC) + dt.timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    text = calendar(event(f":{begin:%Y%m%dT%H%M%SZ}", f":{begin + dt.timedelta(hours=1):%Y%m%dT%H%M%SZ}"))
    client, draft = as_(cast.stranger), str(uuid.uuid4())
    for _ in range(2):
        file = SimpleUploadedFile("a.ics", text)
        assert add(client, "pasted", file=file, draft_key=draft).status_code == 302
    source = Source.objects.get(person=cast.stranger)
    minute = int(begin.timestamp()) // 60
    assert (source.busy, source.sealed) == ([[minute, minute + 60]], None)
    other = add(client, "pasted", file=SimpleUploadedFile("b.ics", calendar()), draft_key=draft)
    assert other.status_code == 409
    wrong = add(client, "pasted", file=SimpleUploadedFile("b.ics", b"<html>"))
    assert errors(wrong) == {"status": 422, "file": 1}


def test_nobody_has_more_than_ten_calendars(cast: Cast, as_: SignIn) -> None:
    for _ in range(10):
        make_source(cast.stranger)
    refused = add(as_(cast.stranger), "address", url="https://x.example/")
    assert errors(refused) == {"status": 422, "__all__": 1}


def test_a_calendar_is_removed_by_its_owner_alone(cast: Cast, as_: SignIn) -> None:
    path = f"/times/calendars/{cast.source.pk}/delete/"
    assert as_(cast.mentee).post(path).status_code == 404
    assert as_(cast.mentor).post(path).status_code == 302
    assert not Source.objects.filter(pk=cast.source.pk).exists()


def test_what_went_wrong_stands_beside_the_calendar(cast: Cast, as_: SignIn) -> None:
    make_source(cast.mentor, error="refused")
    assert "app password" in as_(cast.mentor).get("/times/calendars/").content.decode()


def test_a_feed_is_made_shown_once_and_revoked(cast: Cast, as_: SignIn) -> None:
    client, anybody = as_(cast.mentor), Client()
    address = client.post("/times/feed/new/").context["address"]
    path = "/" + address.split("/", 3)[3]
    first = anybody.get(path)
    assert (first.status_code, first["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert path.rpartition("/")[2].removesuffix(".ics") not in client.get("/times/feed/").content.decode()
    feed = Feed.objects.get(person=cast.mentor)
    assert feed.token_hash not in path
    renewed = client.post("/times/feed/new/").context["address"]
    assert anybody.get(path).status_code == 404
    path = "/" + renewed.split("/", 3)[3]
    assert anybody.get(path).status_code == 200
    Person.objects.filter(pk=cast.mentor.pk).update(is_active=False)
    assert anybody.get(path).status_code == 404
    Person.objects.filter(pk=cast.mentor.pk).update(is_active=True)
    as_(cast.mentor).post("/times/feed/close/")
    assert anybody.get(path).status_code == 404


def test_how_much_a_feed_says_is_the_persons_choice(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentor)
    assert client.post("/times/feed/", {"version": 1}).status_code == 404
    client.post("/times/feed/new/")
    version = Feed.objects.get(person=cast.mentor).version
    assert client.post("/times/feed/", {"version": version}).status_code == 302
    assert Feed.objects.get(person=cast.mentor).discreet is False
    assert client.post("/times/feed/", {"version": version, "discreet": "on"}).status_code == 409


def test_an_assistant_is_named_told_and_can_leave(cast: Cast, as_: SignIn) -> None:
    client, draft = as_(cast.mentor), str(uuid.uuid4())
    for _ in range(2):
        data = {"email": cast.assistant.email.upper(), "draft_key": draft}
        assert client.post("/times/assistants/", data).status_code == 302
    row = Assistant.objects.get(executive=cast.mentor)
    mail = Mail.objects.get(key="calendars.assistant_named", recipient=cast.assistant.email)
    assert str(cast.mentor) in mail.text
    assert as_(cast.mentee).post(f"/assistance/{row.pk}/end/").status_code == 404
    assert as_(cast.assistant).post(f"/assistance/{row.pk}/end/").status_code == 302
    assert not Assistant.objects.filter(executive=cast.mentor).exists()
    acts = LogEntry.objects.filter(object_id=row.pk, action__startswith="calendars.assist").values_list(
        "action", "actor_id"
    )
    assert list(acts.order_by("pk")) == [
        ("calendars.assistant_named", cast.mentor.pk),
        ("calendars.assistance_ended", cast.assistant.pk),
    ]


@pytest.mark.parametrize("email", ["mentor@stadt.example", "wer@anderswo.example", "nichts"])
def test_who_cannot_be_an_assistant(cast: Cast, as_: SignIn, email: str) -> None:
    refused = as_(cast.mentor).post("/times/assistants/", {"email": email, "draft_key": str(uuid.uuid4())})
    assert errors(refused) == {"status": 422, "email": 1}


def test_whoever_shares_a_mailbox_says_so(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentee)
    shared = {"version": 0, "shared": "on"}
    assert not is_shared(cast.mentee)
    assert errors(client.post("/times/mailbox/", shared)) == {"status": 422, "shared": 1}
    TOTP.activate(cast.mentee, "SECRET")
    assert client.post("/times/mailbox/", shared).status_code == 302
    assert is_shared(cast.mentee)
    assert not is_shared(cast.mentor)
    assert client.post("/times/mailbox/", {"version": 1}).status_code == 403, "not by what may be the mailbox alone"
    came_by(client, cast.mentee)
    assert client.post("/times/mailbox/", {"version": 0}).status_code == 409
    assert client.post("/times/mailbox/", {"version": 1}).status_code == 302
    assert not Mailbox.objects.get(person=cast.mentee).shared


def place_data(**changes: Any) -> dict[str, Any]:
    return {"name": "Café im Rathaus", "address": "Marktplatz 1", "seats": 4, "draft_key": str(uuid.uuid4()), **changes}


def test_the_office_keeps_places_and_everybody_of_the_programme_finds_them(cast: Cast, as_: SignIn) -> None:
    client, office = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/places/"
    data = place_data(steps_free="on")
    assert [client.post(f"{office}new/", data).status_code for _ in range(2)] == [302, 302]
    place = NeutralPlace.objects.get(name="Café im Rathaus")
    page = as_(cast.mentor).get(f"/cohorts/{cast.cohort.pk}/places/").content.decode()
    assert place.name in page
    taken = client.post(f"{office}new/", place_data(name="café im rathaus"))
    assert errors(taken) == {"status": 422, "name": 1}
    edit = f"{office}{place.pk}/"
    assert client.post(edit, place_data(version=1, address="Marktplatz 2")).status_code == 302
    late = as_(cast.office2).post(edit, place_data(version=1, offered="on"))
    assert late.status_code == 409
    assert place.name not in as_(cast.mentor).get(f"/cohorts/{cast.cohort.pk}/places/").content.decode()


def test_places_of_other_programmes_are_not_there(cast: Cast, as_: SignIn) -> None:
    foreign = make_place(cast.other_office.roles.get().programme)
    office = f"/office/cohorts/{cast.cohort.pk}/places/"
    client = as_(cast.office)
    assert foreign.name not in client.get(office).content.decode()
    for tail in ("", "delete/", "dates/"):
        assert client.post(f"{office}{foreign.pk}/{tail}").status_code == 404


def test_dates_are_held_week_by_week_on_the_wall_clock(cast: Cast, as_: SignIn) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/places/{cast.place.pk}/"
    day = FUTURE.date()
    data = {"day": day.isoformat(), "begins": "14:00", "minutes": 120, "weeks": 30}
    client = as_(cast.office)
    assert [client.post(f"{path}dates/", data).status_code for _ in range(2)] == [302, 302]
    held = HeldDate.objects.filter(place=cast.place, minutes=120).exclude(pk=cast.held.pk)
    assert held.count() == 30
    assert {f"{one.starts_at.astimezone():%H}" for one in held} <= {"12", "13", "14"}
    over = client.post(f"{path}dates/", {**data, "day": "2020-01-01", "weeks": 1})
    assert (over.status_code, list(over.context["dates"].errors)) == (422, ["day"])


def test_what_a_tandem_has_taken_stays(cast: Cast, as_: SignIn) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/places/{cast.place.pk}/"
    taken = make_held_date(cast.place, starts_at=FUTURE, taken_by="u@x")
    client = as_(cast.office)
    client.post(f"{path}dates/{taken.pk}/drop/")
    client.post(f"{path}delete/")
    assert HeldDate.objects.filter(pk=taken.pk).exists()
    page = client.get(path).content.decode()
    assert "taken" in page
    assert "u@x" not in page
    HeldDate.objects.filter(pk=taken.pk).update(taken_by=None)
    client.post(f"{path}dates/{taken.pk}/drop/")
    client.post(f"{path}delete/")
    assert not NeutralPlace.objects.filter(pk=cast.place.pk).exists()


def test_a_way_is_known_once_whichever_way_round(cast: Cast, as_: SignIn) -> None:
    one, other = make_site(), make_site()
    client = as_(cast.admin)
    for a, b, minutes in ((one, other, 20), (other, one, 25)):
        assert client.post("/installation/travel/", {"one": a.pk, "other": b.pk, "minutes": minutes}).status_code == 302
    assert list(TravelTime.objects.filter(one=one).values_list("other", "minutes")) == [(other.pk, 25)]
    same = client.post("/installation/travel/", {"one": one.pk, "other": one.pk, "minutes": 5})
    assert errors(same) == {"status": 422, "other": 1}
    client.post(f"/installation/travel/{TravelTime.objects.get(one=one).pk}/delete/")
    assert not TravelTime.objects.filter(one=one).exists()


def test_queries_do_not_grow(cast: Cast, as_: SignIn) -> None:
    clients = {
        f"/office/cohorts/{cast.cohort.pk}/places/": cast.office,
        f"/office/cohorts/{cast.cohort.pk}/places/{cast.place.pk}/": cast.office,
        f"/cohorts/{cast.cohort.pk}/places/": cast.mentor,
        "/times/calendars/": cast.mentor,
        "/times/assistants/": cast.mentee,
        "/assistance/": cast.assistant,
        "/installation/travel/": cast.admin,
    }
    signed_in = {path: as_(person) for path, person in clients.items()}

    def queries() -> dict[str, int]:
        found = {}
        for path, client in signed_in.items():
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            found[path] = len(asked)
        return found

    before = queries()
    for number in range(2):
        make_held_date(make_place(cast.programme))
        make_held_date(cast.place, starts_at=NOW + dt.timedelta(days=40 + number))
        make_source(cast.mentor)
        Assistant.objects.create(executive=cast.mentee, assistant=make_person())
        Assistant.objects.create(executive=make_person(), assistant=cast.assistant)
        make_travel_time()
    assert queries() == before


def test_whoever_assists_finds_the_way_on_their_page(cast: Cast, as_: SignIn) -> None:
    assert f"For {cast.mentee}" in as_(cast.assistant).get("/home/").content.decode()
    assert "/assistance/" not in as_(cast.mentee).get("/home/").content.decode()
