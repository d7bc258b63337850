"""Times for a date that is to be moved: its own entry is no obstacle, the way to it is, unless nobody has to travel."""

import dataclasses

import pytest
from django.utils import timezone

from augenhoehe.calendars.models import WeeklyHours
from augenhoehe.calendars.planning import merged
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.selectors.suggested import times_for
from augenhoehe.tandems.services.meetings import MeetingDetails
from tests.factories import NOW, make_site, make_source

from .world import DETAILS, planned

VIDEO = dataclasses.replace(DETAILS, mode="video", place="", video_url="https://video.stadt.example/1")


@pytest.mark.parametrize(
    ("details", "busy", "begins"),
    [
        (DETAILS, [], ["10:30"]),
        (DETAILS, [[135, 180]], []),
        (VIDEO, [[135, 180]], ["10:30"]),
        (VIDEO, [[-30, 45]], []),
    ],
)
def test_a_date_to_be_moved_does_not_stand_in_its_own_way(
    formed: Tandem, details: MeetingDetails, busy: list[list[int]], begins: list[str]
) -> None:
    """It lasts from 10:00 to 11:30; on that day the two, at two sites, can meet from 10:30 to 12:30 only.

    In minutes from its beginning: nothing else, lunch to which somebody has to get, lunch after a video call, and
    something that began before it and may be why it is moved.
    """
    meeting = planned(formed, details=details)
    for one in (formed.mentor, formed.mentee):
        Person.objects.filter(pk=one.person_id).update(site=make_site())
        WeeklyHours.objects.create(person_id=one.person_id, monday="10:30–12:30")
    formed.refresh_from_db()
    start = int(DETAILS.starts_at.timestamp()) // 60
    own = (start, start + DETAILS.minutes)
    make_source(formed.mentee.person, busy=merged([own, *((start + begin, start + end) for begin, end in busy)]))
    found = [timezone.localtime(one.starts_at) for one in times_for(formed, NOW, meeting=meeting).times]
    assert [f"{one:%H:%M}" for one in found if one.date() == DETAILS.starts_at.date()] == begins
