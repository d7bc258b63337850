"""The page of a date, from the mail and for an assistant: move, cancel, take a suggestion, say how it went."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.models import Assistant
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import DateLink, Meeting, MeetingRecord, Tandem
from augenhoehe.tandems.services.date_links import links_to_dates
from augenhoehe.tandems.services.meetings import move_meeting
from augenhoehe.tandems.services.series import propose_series
from tests import factories
from tests.factories import NOW

from .test_pages import typed
from .world import DETAILS, in_state, link_to, planned

As = Callable[[Person], Client]
AFTER = DETAILS.starts_at + dt.timedelta(hours=3)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture(autouse=True)
def _clock(clock: Callable[[dt.datetime], None]) -> None:
    clock(NOW)


def path_of(meeting: Meeting, side: Side = Side.MENTEE, now: dt.datetime = NOW) -> str:
    return links_to_dates([(meeting, side)], now)[0].removeprefix("http://testserver")


def sent(act: str, meeting: Meeting, **changes: Any) -> dict[str, Any]:
    return typed(**{"act": act, "version": str(meeting.version), "number": "2", **changes})


def test_the_invitation_brings_a_link_that_moves_and_cancels(formed: Tandem, client: Client) -> None:
    meeting = planned(formed)
    path = link_to(formed, Side.MENTEE, "meeting_invitation")
    page = client.get(path)
    assert (page.status_code, formed.mentor.person.get_full_name() in page.content.decode()) == (200, True)
    assert client.post(path, sent("move", meeting, time="11:30"))["Location"] == path
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence) == (DETAILS.starts_at + dt.timedelta(minutes=90), 1)
    for _time in range(2):
        assert client.post(path, {"act": "cancel"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 2)


def test_a_link_says_when_and_not_where(formed: Tandem, client: Client) -> None:
    meeting = planned(formed)
    path = path_of(meeting)
    assert DETAILS.place not in client.get(path).content.decode()
    client.post(path, sent("move", meeting, place="Kantine", time="13:00"))
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == (DETAILS.place, 1)


def test_a_link_follows_a_date_that_is_moved_far(
    formed: Tandem, client: Client, clock: Callable[[dt.datetime], None]
) -> None:
    meeting, later = planned(formed), DETAILS.starts_at + dt.timedelta(days=80)
    path = path_of(meeting)
    details = replace(DETAILS, starts_at=later)
    move_meeting(meeting=meeting, actor=formed.mentor.person, version=1, details=details, now=NOW)
    clock(later - dt.timedelta(hours=1))
    assert client.get(path).status_code == 200


def test_opening_a_link_changes_nothing(formed: Tandem, client: Client) -> None:
    meeting = planned(formed)
    path = path_of(meeting)
    for _time in range(2):
        assert client.get(path).status_code == client.head(path).status_code == 200
    meeting.refresh_from_db()
    assert (meeting.version, DateLink.objects.exclude(used_at=None).count()) == (1, 0)


def test_a_suggested_time_is_one_press(formed: Tandem, client: Client) -> None:
    meeting = planned(formed)
    path = path_of(meeting)
    page = client.get(path)
    best = page.context["times"][0]
    assert best.why == "Before nine in the morning"
    assert best.why in page.content.decode()
    assert client.post(path, sent("take", meeting, at=best.starts_at.isoformat())).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (best.starts_at, DETAILS.place)


def test_a_suggested_time_is_one_press_for_who_is_signed_in_too(formed: Tandem, as_: As) -> None:
    meeting, client = planned(formed), as_(formed.mentor.person)
    path = f"/tandems/{formed.pk}/meeting/{meeting.pk}/edit/"
    best = client.get(path).context["times"][0][0]
    press = {"at": best.starts_at.isoformat(), "version": "1"}
    assert [client.post(path, press).status_code for _time in range(2)] == [302, 409]
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.sequence) == (best.starts_at, DETAILS.place, 1)
    assert client.post(path, {"at": "nonsense", "version": "2"}).status_code == 422


@pytest.mark.parametrize("at", ["", "nonsense", "2026-11-22T10:00:00+01:00", "2031-01-01T10:00:00+01:00"])
def test_a_time_that_cannot_be_is_refused(formed: Tandem, client: Client, at: str) -> None:
    meeting = planned(formed)
    assert client.post(path_of(meeting), sent("take", meeting, at=at)).status_code == 422
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_a_stale_move_is_told_and_shows_how_things_stand(formed: Tandem, client: Client) -> None:
    meeting = planned(formed)
    path = path_of(meeting)
    client.post(path, sent("move", meeting, time="13:00"))
    page = client.post(path, sent("move", meeting, time="16:00"))
    assert (page.status_code, "13:00 to 14:30" in page.content.decode()) == (409, True)
    meeting.refresh_from_db()
    assert meeting.sequence == 1


def test_what_is_wrong_is_told_at_the_field(formed: Tandem, client: Client) -> None:
    meeting = planned(formed)
    page = client.post(path_of(meeting), sent("move", meeting, time=""))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["time"])
    assert client.post(path_of(meeting), {"act": "dance"}).status_code == 422


def running(tandem: Tandem) -> Meeting:
    """A confirmed tandem whose second meeting is just over."""
    in_state(tandem, TandemState.CONFIRMED)
    Tandem.objects.filter(pk=tandem.pk).update(ends_on=dt.date(2027, 5, 1))
    tandem.refresh_from_db()
    factories.make_meeting(tandem, state="held", starts_at=NOW - dt.timedelta(days=30))
    return factories.make_meeting(tandem, starts_at=DETAILS.starts_at)


def test_three_taps_the_button_an_aspect_and_yes(
    formed: Tandem, client: Client, clock: Callable[[dt.datetime], None]
) -> None:
    meeting = running(formed)
    path = path_of(meeting)
    clock(AFTER)
    page = client.get(path)
    form = page.context["form"]
    shown = {name: form[name].value() for name in ("minutes", "mode")}
    assert client.post(path, {"act": "held", "aspects": "future", **shown}).status_code == 302
    kept = MeetingRecord.objects.get(meeting=meeting)
    assert (kept.minutes, kept.mode, kept.aspects) == (90, "in_person", ["future"])
    page = client.get(path)
    assert (page.status_code, "It is entered that this meeting took place." in page.content.decode()) == (200, True)
    assert (
        client.post(
            path, sent("take", meeting, at=page.context["times"][0].starts_at.isoformat(), number="3")
        ).status_code
        == 302
    )
    assert list(formed.meetings.order_by("starts_at").values_list("number", "state")) == [
        (1, "held"),
        (2, "held"),
        (3, "planned"),
    ]


def test_no_and_then_a_new_date(formed: Tandem, client: Client, clock: Callable[[dt.datetime], None]) -> None:
    meeting = running(formed)
    path = path_of(meeting)
    clock(AFTER)
    assert client.post(path, {"act": "missed"}).status_code == 302
    new = sent("move", meeting, day="2026-12-14", number="2", draft_key=str(uuid.uuid4()))
    for _time in range(2):
        assert client.post(path, new).status_code == 302
    assert list(formed.meetings.order_by("starts_at").values_list("number", "state")) == [
        (1, "held"),
        (2, "missed"),
        (2, "planned"),
    ]


def test_the_second_answer_changes_nothing(
    formed: Tandem, client: Client, clock: Callable[[dt.datetime], None]
) -> None:
    meeting = running(formed)
    one, other = path_of(meeting, Side.MENTOR), path_of(meeting, Side.MENTEE)
    clock(AFTER)
    assert client.post(one, {"act": "held", "minutes": "75", "mode": "video"}).status_code == 302
    assert client.post(other, {"act": "held", "minutes": "30", "mode": "video"}).status_code == 409
    assert MeetingRecord.objects.get(meeting=meeting).minutes == 75


@pytest.mark.parametrize("state", [TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED])
def test_a_link_is_over_with_the_tandem(formed: Tandem, client: Client, state: TandemState) -> None:
    meeting = planned(formed)
    path = path_of(meeting)
    in_state(formed, state)
    assert client.get(path).status_code == client.post(path, {"act": "cancel"}).status_code == 410
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def test_a_link_is_over_two_months_after_the_meeting(
    formed: Tandem, client: Client, clock: Callable[[dt.datetime], None]
) -> None:
    path = path_of(planned(formed))
    clock(DETAILS.starts_at + dt.timedelta(days=60))
    assert client.get(path).status_code == 200
    clock(DETAILS.starts_at + dt.timedelta(days=61))
    assert client.get(path).status_code == 410


def test_a_forged_link_finds_nothing(formed: Tandem, client: Client) -> None:
    path = path_of(planned(formed))
    assert client.get(path[:-3] + "xx/").status_code == 404


def test_the_page_takes_the_same_queries_however_many_meetings(formed: Tandem, client: Client) -> None:
    counts = []
    for _time in (1, 2):
        meeting = planned(formed, details=DETAILS.__class__(DETAILS.starts_at, 90, "in_person", "Rathaus"))
        path = path_of(meeting)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        counts.append(len(seen))
        for number in range(2):
            factories.make_meeting(formed, starts_at=NOW + dt.timedelta(days=40 + number))
        break
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    assert counts[0] == len(seen) <= 14


@pytest.fixture
def assistant(formed: Tandem) -> Person:
    person = factories.make_person()
    Assistant.objects.create(executive=formed.mentee.person, assistant=person)
    return person


def test_an_assistant_moves_and_cancels(formed: Tandem, as_: As, assistant: Person) -> None:
    meeting, client = planned(formed), as_(assistant)
    path = f"/dates/{meeting.pk}/"
    page = client.get(path).content.decode()
    assert [name in page for name in (formed.mentor.person.last_name, DETAILS.place)] == [False, True]
    assert client.post(path, sent("move", meeting, time="15:00")).status_code == 302
    assert client.post(path, {"act": "cancel"})["Location"] == "/home/"
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["", "meetings/", "meeting/{m}/", "meeting/{m}/edit/", "series/"])
def test_an_assistant_sees_nothing_else(formed: Tandem, as_: As, assistant: Person, path: str) -> None:
    meeting = planned(formed)
    assert as_(assistant).get(f"/tandems/{formed.pk}/{path.format(m=meeting.pk)}").status_code == 404


def test_an_assistant_proposes_and_takes_dates_and_reads_no_name(
    formed: Tandem, as_: As, assistant: Person, clock: Callable[[dt.datetime], None]
) -> None:
    """For three executives at once: what is to be arranged stands on one page, and leads to the dates."""
    client, mentor = as_(assistant), formed.mentor.person
    Assistant.objects.create(executive=factories.make_person(), assistant=assistant)
    path = f"/dates/mentee/{formed.pk}/"
    page = client.get("/assistance/").content.decode()
    assert [text in page for text in ("0 of 6 meetings have a date.", path, mentor.last_name)] == [True, True, False]
    page = client.get(path)
    assert mentor.last_name not in page.content.decode()
    dates = {row.day.html_name: f"{row.day.value()}" for row in page.context["form"].rows()}
    times = {row.time.html_name: f"{row.time.value():%H:%M}" for row in page.context["form"].rows()}
    form = {"minutes": "90", "mode": "in_person", "place": "Rathaus", "draft_key": str(uuid.uuid4())}
    assert client.post(path, form | dates | times)["Location"] == "/assistance/"
    assert "the other side has yet to answer" in client.get("/assistance/").content.decode()
    assert client.post(path, {"act": "take", "version": "1"} | dates | times).status_code == 409
    taken = {"act": "take", "version": "1"} | dates | times
    assert as_(mentor).post(f"/tandems/{formed.pk}/series/", taken).status_code == 302
    assert (formed.meetings.count(), client.get("/assistance/").context["to_arrange"]) == (6, [])


def test_an_assistant_takes_what_the_other_side_proposes(formed: Tandem, as_: As, assistant: Person) -> None:
    details = [DETAILS, replace(DETAILS, starts_at=DETAILS.starts_at + dt.timedelta(days=28))]
    propose_series(tandem=formed, actor=formed.mentor.person, dates=details, draft_key=uuid.uuid4(), now=NOW)
    client, path = as_(assistant), f"/dates/mentee/{formed.pk}/"
    assert "The other side has proposed dates." in client.get("/assistance/").content.decode()
    page = client.get(path)
    assert [text in page.content.decode() for text in (formed.mentor.person.last_name, DETAILS.place)] == [False, True]
    sent = {"act": "take", "version": "1", "day_0": "2026-12-07", "time_0": "10:00", "drop_1": "on"}
    assert client.post(path, sent)["Location"] == "/assistance/"
    assert [one.starts_at for one in formed.meetings.all()] == [DETAILS.starts_at]


@pytest.mark.parametrize("path", ["mentor/{pk}/", "mentee/999999/", "nobody/{pk}/"])
def test_an_assistant_arranges_for_their_executive_alone(formed: Tandem, as_: As, assistant: Person, path: str) -> None:
    assert as_(assistant).get(f"/dates/{path.format(pk=formed.pk)}").status_code == 404
    assert as_(formed.mentee.person).get(f"/dates/mentee/{formed.pk}/").status_code == 404


@pytest.mark.parametrize("state", [TandemState.PROPOSED, TandemState.PAUSED, TandemState.ENDED])
def test_an_assistant_arranges_nothing_of_a_tandem_that_does_not_run(
    formed: Tandem, as_: As, assistant: Person, state: TandemState
) -> None:
    in_state(formed, state)
    client = as_(assistant)
    assert (
        client.get("/assistance/").context["to_arrange"],
        client.get(f"/dates/mentee/{formed.pk}/").status_code,
    ) == (
        [],
        404,
    )


@pytest.mark.parametrize("act", ["held", "missed"])
def test_an_assistant_is_not_asked_whether_it_took_place(
    formed: Tandem, as_: As, assistant: Person, act: str, clock: Callable[[dt.datetime], None]
) -> None:
    meeting = planned(formed)
    clock(AFTER)
    client = as_(assistant)
    assert client.post(f"/dates/{meeting.pk}/", {"act": act, "minutes": "90", "mode": "video"}).status_code == 422
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def test_nobody_else_arranges_it(formed: Tandem, as_: As) -> None:
    meeting = planned(formed)
    for person in (factories.make_person(), formed.mentor.person, formed.cohort.programme.roles.first().person):
        client = as_(person)
        assert client.get(f"/dates/{meeting.pk}/").status_code == 404
        assert client.post(f"/dates/{meeting.pk}/", {"act": "cancel"}).status_code == 404
