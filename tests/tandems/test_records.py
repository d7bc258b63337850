"""Whether a meeting took place: from every state, told once, changed by whoever read the latest version."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.hours import spent_by
from augenhoehe.tandems.enums import MEETING_TRANSITIONS, MeetingState, TandemState
from augenhoehe.tandems.errors import AlreadyRecordedError, NotBegunError, TandemError
from augenhoehe.tandems.models import Meeting, MeetingRecord, Tandem
from augenhoehe.tandems.services.records import RecordDetails, change_record, hold_meeting, miss_meeting
from tests import factories

from .world import DETAILS, in_state, planned

As = Callable[[Person], Client]
AFTER = DETAILS.starts_at + dt.timedelta(hours=3)
TOLD = RecordDetails(75, "video", ["advice", "future"])


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)


def held(meeting: Meeting, **changes: object) -> MeetingRecord:
    values = {"actor": meeting.tandem.mentor.person, "details": TOLD, "now": AFTER, **changes}
    return hold_meeting(meeting=meeting, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("before", MeetingState)
@pytest.mark.parametrize("to", [MeetingState.HELD, MeetingState.MISSED])
def test_every_step(formed: Tandem, before: MeetingState, to: MeetingState) -> None:
    meeting = planned(formed)
    Meeting.objects.filter(pk=meeting.pk).update(state=before)
    if before == MeetingState.HELD:
        MeetingRecord.objects.create(meeting=meeting, minutes=90, mode="video")
    Entry.objects.all().delete()

    def step() -> None:
        if to == MeetingState.HELD:
            held(meeting)
        else:
            miss_meeting(meeting=meeting, actor=formed.mentee.person, now=AFTER)

    if to in MEETING_TRANSITIONS[before]:
        step()
        assert [entry.action for entry in Entry.objects.all()] == [f"tandems.meeting_{to}"]
    else:
        with pytest.raises(TandemError):
            step()
        assert Entry.objects.count() == 0
    meeting.refresh_from_db()
    assert meeting.state == (to if to in MEETING_TRANSITIONS[before] else before)
    assert MeetingRecord.objects.filter(meeting=meeting).exists() == (meeting.state == MeetingState.HELD)


def test_nobody_knows_before_it_begins(formed: Tandem) -> None:
    with pytest.raises(NotBegunError):
        held(planned(formed), now=DETAILS.starts_at - dt.timedelta(seconds=1))


def test_the_first_who_says_so_is_believed(formed: Tandem) -> None:
    meeting = planned(formed)
    held(meeting)
    with pytest.raises(AlreadyRecordedError):
        held(meeting, actor=formed.mentee.person, details=RecordDetails(30, "video"))
    assert (meeting.record.minutes, meeting.record.aspect_labels) == (75, ["Advice", "Future questions"])


@pytest.mark.parametrize("state", [TandemState.PROPOSED, TandemState.ENDED, TandemState.CLOSED])
def test_when_the_tandem_is_over_nothing_is_entered(formed: Tandem, state: TandemState) -> None:
    meeting = planned(formed)
    in_state(formed, state)
    with pytest.raises(TandemError):
        held(meeting)


def test_a_stranger_enters_nothing(formed: Tandem) -> None:
    with pytest.raises(TandemError):
        held(planned(formed), actor=factories.make_person())


def test_a_stale_change_is_refused(formed: Tandem) -> None:
    kept = held(planned(formed))
    change_record(kept=kept, actor=formed.mentee.person, version=1, details=RecordDetails(60, "video"), now=AFTER)
    with pytest.raises(StaleError):
        change_record(kept=kept, actor=formed.mentor.person, version=1, details=TOLD, now=AFTER)
    kept.refresh_from_db()
    assert (kept.minutes, kept.aspects) == (60, [])


def test_the_log_does_not_know_the_tags(formed: Tandem) -> None:
    kept = held(planned(formed))
    change_record(kept=kept, actor=formed.mentee.person, version=1, details=TOLD, now=AFTER)
    assert [entry for entry in Entry.objects.all() if "future" in str(entry.data)] == []


def test_hours_are_counted_as_entered(formed: Tandem) -> None:
    meeting = planned(formed)
    cohort, person = formed.cohort, formed.mentor.person
    assert [share.minutes for share in spent_by(person, cohort)] == [90]
    held(meeting)
    assert [share.minutes for share in spent_by(person, cohort)] == [75]
    miss_meeting(meeting=meeting, actor=person, now=AFTER)
    assert list(spent_by(person, cohort)) == []


def entered(**changes: object) -> dict[str, object]:
    return {"minutes": "80", "mode": "in_person", "aspects": ["advice"], **changes}


def test_entering_changing_and_taking_back_on_the_page(formed: Tandem, as_: As) -> None:
    meeting, client = planned(formed), as_(formed.mentor.person)
    page = f"/tandems/{formed.pk}/meeting/{meeting.pk}/"
    assert "Yes, it took place" in client.get(page).content.decode()
    assert client.post(f"{page}record/", entered())["Location"] == page
    assert client.post(f"{page}record/", entered(minutes="60", version="1")).status_code == 302
    kept = MeetingRecord.objects.get()
    assert (kept.minutes, kept.mode, kept.aspects, kept.version) == (60, "in_person", ["advice"], 2)
    for _time in range(2):
        assert client.post(f"{page}missed/").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, MeetingRecord.objects.count()) == ("missed", 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": "5"}, "minutes"),
        ({"mode": "balloon"}, "mode"),
        ({"aspects": ["weather"]}, "aspects"),
        ({"topics": ["9999999"]}, "topics"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(formed: Tandem, as_: As, changes: dict[str, object], field: str) -> None:
    meeting = planned(formed)
    page = as_(formed.mentor.person).post(f"/tandems/{formed.pk}/meeting/{meeting.pk}/record/", entered(**changes))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert MeetingRecord.objects.count() == 0


def test_the_slower_of_two_keeps_what_was_typed(formed: Tandem, as_: As) -> None:
    meeting = planned(formed)
    held(meeting)
    client, path = as_(formed.mentee.person), f"/tandems/{formed.pk}/meeting/{meeting.pk}/record/"
    page = client.post(path, entered(version=""))
    assert (page.status_code, page.context["form"]["minutes"].value()) == (409, "80")
    assert ("Minutes", 75) in page.context["conflict"]
    assert client.post(path, entered(version=page.context["form"]["version"].value())).status_code == 302
    assert MeetingRecord.objects.get().minutes == 80


def test_the_topics_are_those_the_mentee_asked_for(formed: Tandem, as_: As) -> None:
    meeting = planned(formed)
    page = as_(formed.mentor.person).get(f"/tandems/{formed.pk}/meeting/{meeting.pk}/")
    asked = formed.mentee.topics.filter(relevance__gt=0).values_list("topic_id", flat=True)
    assert set(page.context["form"].fields["topics"].queryset.values_list("pk", flat=True)) == set(asked) != set()


@pytest.mark.parametrize("path", ["meetings/", "meeting/{m}/"])
def test_pages_take_the_same_queries_however_many_meetings(formed: Tandem, as_: As, path: str) -> None:
    counts = []
    for _time in range(3):  # by the third meeting the page gives more advice
        factories.make_meeting(formed)
    for _time in (1, 2):
        meeting = factories.make_meeting(formed)
        factories.make_meeting(formed, state="held")
        client = as_(formed.mentor.person)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/tandems/{formed.pk}/{path.format(m=meeting.pk)}").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 14


def test_a_cancelled_meeting_has_no_page(formed: Tandem, as_: As) -> None:
    meeting = factories.make_meeting(formed, state="cancelled")
    assert as_(formed.mentor.person).get(f"/tandems/{formed.pk}/meeting/{meeting.pk}/").status_code == 404


def test_an_empty_list_says_what_to_do(formed: Tandem, as_: As) -> None:
    assert "There is no date yet" in as_(formed.mentor.person).get(f"/tandems/{formed.pk}/meetings/").content.decode()
