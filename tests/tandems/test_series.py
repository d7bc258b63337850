"""Six at once: proposed by one, taken or changed by the other, and in no calendar before."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.models import Assistant
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import SeriesState, TandemState
from augenhoehe.tandems.errors import NothingProposedError, SeriesOpenError, TandemError
from augenhoehe.tandems.models import Meeting, Series, SeriesDate, Tandem
from augenhoehe.tandems.services.meetings import MeetingDetails
from augenhoehe.tandems.services.series import propose_series, take_series, withdraw_series
from tests import factories
from tests.factories import NOW

from .world import DETAILS, in_state, link_to, mails

As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def dates(count: int = 6) -> list[MeetingDetails]:
    return [
        MeetingDetails(DETAILS.starts_at + dt.timedelta(days=28 * number), 90, "in_person", "Rathaus")
        for number in range(count)
    ]


def proposed(tandem: Tandem, **changes: Any) -> Series:
    values = {
        "tandem": tandem,
        "actor": tandem.mentor.person,
        "dates": dates(),
        "draft_key": uuid.uuid4(),
        "now": NOW,
        **changes,
    }
    return propose_series(**values)[0]


def test_nothing_is_in_a_calendar_before_it_is_taken(formed: Tandem) -> None:
    series = proposed(formed)
    assert (Meeting.objects.count(), Mail.objects.exclude(calendar="").count()) == (0, 0)
    (mail,) = mails("series_proposed")
    assert mail.person_id == formed.mentee.person_id
    meetings = take_series(series=series, actor=formed.mentee.person, version=1, dates=dates(), now=NOW)
    assert [one.number for one in meetings] == [1, 2, 3, 4, 5, 6]
    assert len({one.uid for one in meetings}) == 6
    assert (len(mails("meeting_invitation")), len(mails("meeting_next"))) == (2, 10)
    assert SeriesDate.objects.count() == 0


def test_a_proposal_by_video_has_no_place(formed: Tandem) -> None:
    video = {"mode": "video", "video_url": "https://video.stadt.example/1"}
    proposed(formed, dates=[replace(one, **video) for one in dates(1)])
    assert SeriesDate.objects.get().place == ""


def test_the_same_form_twice_is_one_proposal(formed: Tandem) -> None:
    key = uuid.uuid4()
    assert proposed(formed, draft_key=key) == proposed(formed, draft_key=key)
    assert (Series.objects.count(), len(mails("series_proposed"))) == (1, 1)


def test_one_proposal_at_a_time(formed: Tandem) -> None:
    proposed(formed)
    with pytest.raises(SeriesOpenError):
        proposed(formed, actor=formed.mentee.person)


@pytest.mark.parametrize("state", [TandemState.PROPOSED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED])
def test_only_a_running_tandem_proposes(formed: Tandem, state: TandemState) -> None:
    in_state(formed, state)
    with pytest.raises(TandemError):
        proposed(formed)


def test_without_dates_there_is_no_proposal(formed: Tandem) -> None:
    with pytest.raises(NothingProposedError):
        proposed(formed, dates=[])


def test_who_proposed_cannot_take(formed: Tandem) -> None:
    with pytest.raises(TandemError):
        take_series(series=proposed(formed), actor=formed.mentor.person, version=1, dates=dates(), now=NOW)


def test_nor_can_whoever_arranges_dates_for_them(formed: Tandem) -> None:
    assistant = factories.make_person()
    Assistant.objects.create(executive=formed.mentor.person, assistant=assistant)
    with pytest.raises(TandemError):
        take_series(series=proposed(formed), actor=assistant, side=Side.MENTOR, version=1, dates=dates(), now=NOW)
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("before", SeriesState)
@pytest.mark.parametrize("act", ["take", "withdraw"])
def test_every_step(formed: Tandem, before: SeriesState, act: str) -> None:
    series = proposed(formed)
    Series.objects.filter(pk=series.pk).update(state=before)

    def step() -> None:
        if act == "take":
            take_series(series=series, actor=formed.mentee.person, version=1, dates=dates(1), now=NOW)
        else:
            withdraw_series(series=series, actor=formed.mentor.person, version=1, now=NOW)

    if before == SeriesState.OPEN:
        step()
    else:
        with pytest.raises(StaleError):
            step()
    series.refresh_from_db()
    changed = SeriesState.TAKEN if act == "take" else SeriesState.WITHDRAWN
    assert series.state == (changed if before == SeriesState.OPEN else before)
    assert Meeting.objects.count() == (1 if before == SeriesState.OPEN and act == "take" else 0)


def rows(count: int = 6, **changes: str) -> dict[str, str]:
    form = {"minutes": "90", "mode": "in_person", "place": "Rathaus", "draft_key": str(uuid.uuid4())}
    for line, one in enumerate(dates(count)):
        form |= {f"day_{line}": f"{one.starts_at:%Y-%m-%d}", f"time_{line}": "10:00"}
    return form | changes


def test_proposing_on_the_page_and_changing_in_the_mail(formed: Tandem, as_: As) -> None:
    path = f"/tandems/{formed.pk}/series/"
    mentor = as_(formed.mentor.person)
    page = mentor.get(path)
    assert page.context["form"].count == 6
    assert all(row.day.value() and row.time.value() for row in page.context["form"].rows())
    assert mentor.post(path, rows()).status_code == 302
    assert "Withdraw the proposal" in mentor.get(path).content.decode()
    link = link_to(formed, Side.MENTEE, "series_proposed")
    page = Client().get(link)
    assert (page.status_code, page.context["form"].count, "Rathaus" in page.content.decode()) == (200, 6, False)
    answer = {"act": "take", "version": "1", **rows(), "time_1": "14:30", "drop_5": "on"}
    assert Client().post(link, answer).status_code == 200
    found = list(Meeting.objects.order_by("starts_at"))
    assert [one.place for one in found] == ["Rathaus"] * 5
    times = [f"{timezone.localtime(one.starts_at):%H:%M}" for one in found]
    assert times == ["10:00", "14:30", "10:00", "10:00", "10:00"]
    assert Client().get(link).status_code == 410


def test_what_was_changed_stays_where_a_place_is_taken_meanwhile(formed: Tandem) -> None:
    place = factories.make_place(formed.cohort.programme)
    factories.make_held_date(place, starts_at=DETAILS.starts_at, taken_by="another@stadt.example")
    proposed(formed, dates=[replace(one, place=f"{place.name}, {place.address}") for one in dates()])
    link = link_to(formed, Side.MENTEE, "series_proposed")
    page = Client().post(link, {"act": "take", "version": "1", **rows(), "time_1": "14:30"})
    assert (page.status_code, page.context["form"]["time_1"].value(), Meeting.objects.count()) == (409, "14:30", 0)


def test_none_of_them_suits(formed: Tandem, as_: As) -> None:
    proposed(formed)
    link = link_to(formed, Side.MENTEE, "series_proposed")
    assert Client().post(link, {"act": "withdraw", "version": "7"}).status_code == 409
    assert Client().post(link, {"act": "withdraw", "version": "1"}).status_code == 200
    assert (Series.objects.get().state, SeriesDate.objects.count(), Meeting.objects.count()) == ("withdrawn", 0, 0)
    (told,) = mails("series_declined")
    assert told.person_id == formed.mentor.person_id


def test_who_takes_a_proposal_back_is_told_nothing(formed: Tandem) -> None:
    withdraw_series(series=proposed(formed), actor=formed.mentor.person, version=1, now=NOW)
    assert mails("series_declined") == []


def test_each_date_says_why_and_what_else_there_is_and_a_missing_one_why_not(formed: Tandem, as_: As) -> None:
    Tandem.objects.filter(pk=formed.pk).update(ends_on=dt.date(2027, 2, 1))
    Cohort.objects.filter(pk=formed.cohort_id).update(meetings=4)
    page = as_(formed.mentor.person).get(f"/tandems/{formed.pk}/series/")
    lines = [row.line for row in page.context["form"].rows()]
    assert [bool(line.starts_at) for line in lines] == [True, True, True, False]
    assert any(line.others for line in lines)
    assert lines[3].why == "A month after the date before, your time together is over."
    text = page.content.decode()
    assert all(said in text for line in lines for said in (line.why, *(other.words for other in line.others)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day_2": "2026-11-01"}, "day_2"),
        ({"day_2": "2031-01-01"}, "day_2"),
        ({"time_2": ""}, "time_2"),
        ({"time_2": "25:00"}, "time_2"),
        ({"day_1": "2026-12-07"}, "day_1"),
        ({"place": ""}, "place"),
        ({"mode": "video"}, "video_url"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(formed: Tandem, as_: As, changes: dict[str, str], field: str) -> None:
    page = as_(formed.mentor.person).post(f"/tandems/{formed.pk}/series/", rows(**changes))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Series.objects.count() == 0


def test_an_empty_proposal_is_told(formed: Tandem, as_: As) -> None:
    empty = {name: "" if name[:3] in ("day", "tim") else value for name, value in rows().items()}
    page = as_(formed.mentor.person).post(f"/tandems/{formed.pk}/series/", empty)
    assert (page.status_code, Series.objects.count()) == (409, 0)


def test_when_all_have_a_date_there_is_nothing_to_propose(formed: Tandem, as_: As) -> None:
    for _time in range(formed.cohort.meetings):
        factories.make_meeting(formed)
    page = as_(formed.mentor.person).get(f"/tandems/{formed.pk}/series/")
    assert "All meetings have a date" in page.content.decode()


def test_strangers_find_nothing(formed: Tandem, as_: As) -> None:
    proposed(formed)
    client = as_(factories.make_person())
    assert client.get(f"/tandems/{formed.pk}/series/").status_code == 404
    assert client.post(f"/tandems/{formed.pk}/series/", {"act": "withdraw", "version": "1"}).status_code == 404
