"""What the talks were about, in five tags: the wheel, and a hint when one of them is missing by the third meeting."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.agreements.selectors import aspects
from augenhoehe.agreements.selectors.agreements import standing_of
from augenhoehe.agreements.selectors.aspects import PROPOSALS, Wheel
from augenhoehe.applications.enums import Aspect
from augenhoehe.calendars.models import NeutralPlace
from augenhoehe.common.templatetags.wheels import sectors
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Meeting, MeetingRecord, Tandem
from tests.factories import NOW

from .world import agreed, written

As = Callable[[Person], Client]
Met = Callable[..., Meeting]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def held(met: Met) -> Callable[..., MeetingRecord]:
    """`held(number, aspect, …)`: a meeting that took place, with its tags."""

    def make(number: int, *tags: str) -> MeetingRecord:
        meeting = met(number, days=-30 * (7 - number), state="held")
        return MeetingRecord.objects.create(meeting=meeting, minutes=90, mode="in_person", aspects=list(tags))

    return make


def wheel_of(tandem: Tandem) -> Wheel:
    """As a fresh page draws it."""
    fresh = Tandem.objects.select_related("mentor", "mentee").get(pk=tandem.pk)
    return aspects.wheel_of(fresh, standing_of(fresh).holds)


def touched(tandem: Tandem) -> dict[str, int]:
    return {spoke.aspect.value: spoke.touched for spoke in wheel_of(tandem).spokes if spoke.touched}


def wanted(tandem: Tandem) -> set[str]:
    return {spoke.aspect.value for spoke in wheel_of(tandem).spokes if spoke.wanted}


def test_the_wheel_counts_meetings_and_a_tag_once_in_each(
    tandem: Tandem, held: Callable[..., object], met: Met
) -> None:
    held(1, "advice", "feedback")
    held(2, "advice", "advice")
    met(3, days=5)
    assert touched(tandem) == {"advice": 2, "feedback": 1}
    assert wheel_of(tandem).held == 2


def test_what_is_wanted_comes_from_the_applications_until_both_have_agreed(tandem: Tandem) -> None:
    assert wanted(tandem) == {"networking", "future"}
    written(tandem, aspects=["feedback"])
    assert wanted(tandem) == {"networking", "future"}
    agreed(tandem)
    assert wanted(tandem) == {"feedback"}
    written(tandem, based_on=1, aspects=[])
    agreed(tandem, number=2)
    assert wanted(tandem) == set()


def test_by_the_third_meeting_what_is_wanted_and_missing_is_named_first(
    tandem: Tandem, held: Callable[..., object]
) -> None:
    held(1, "advice", "networking")
    assert wheel_of(tandem).hint is None
    held(2, "advice", "feedback")
    wheel = wheel_of(tandem)
    assert [spoke.aspect for spoke in wheel.missing] == [Aspect.FUTURE, Aspect.EXPERIENCE]
    assert len(wheel.proposals) == 2
    held(3, *Aspect.values)
    assert wheel_of(tandem).hint is None


def test_every_aspect_has_two_proposals() -> None:
    assert {aspect: len(texts) for aspect, texts in PROPOSALS.items()} == dict.fromkeys(Aspect, 2)


def test_one_query_however_many_meetings(tandem: Tandem, held: Callable[..., object]) -> None:
    for number in range(1, 4):
        held(number, "advice")
        fresh = Tandem.objects.select_related("mentor", "mentee").get(pk=tandem.pk)
        for queries in (1, 0):  # the second time the meetings are there
            with CaptureQueriesContext(connection) as seen:
                aspects.wheel_of(fresh, None)
            assert len(seen) == queries


def test_the_first_page_shows_table_wheel_and_hint(tandem: Tandem, held: Callable[..., object], as_: As) -> None:
    path = f"/tandems/{tandem.pk}/"
    assert "Not yet touched" not in as_(tandem.mentor.person).get(path).content.decode()
    for number in (1, 2):
        held(number, "advice", "networking")
    page = as_(tandem.mentee.person).get(path).content.decode()
    assert 'class="ah-wheel"' in page
    assert "Not yet touched: Future questions" in page
    assert "not come up yet either: Exchange of experience and Feedback." in page
    assert page.count("not yet</td>") == 3


def test_beside_the_third_meeting_stand_the_hint_and_neutral_places(
    tandem: Tandem, held: Callable[..., object], met: Met, as_: As
) -> None:
    held(1, "advice")
    held(2, "advice")
    third, fourth = met(3, days=5), met(4, days=35)
    for number in range(4):
        NeutralPlace.objects.create(programme=tandem.cohort.programme, name=f"Bücherei {number}", address="Am Gasteig")
    client = as_(tandem.mentor.person)
    pages = [client.get(f"/tandems/{tandem.pk}/meeting/{one.pk}/").content.decode() for one in (third, fourth)]
    assert ["Not yet touched" in page for page in pages] == [True, True]
    assert [page.count("Bücherei") for page in pages] == [3, 0]


def test_the_meeting_that_is_reserved_has_the_mentors_goal_and_its_guide(
    tandem: Tandem, met: Met, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tandem, mentor_goal="To chair a meeting.", goal_meeting=2)
    agreed(tandem)
    path = f"/tandems/{tandem.pk}/meeting/{met(2, days=5).pk}/"
    page = as_(tandem.mentee.person).get(path).content.decode()
    assert "To chair a meeting." in page
    assert "Today is about the mentor" in page
    monkeypatch.setattr("augenhoehe.tandems.doors.opens_content", lambda request: False)
    page = as_(tandem.mentee.person).get(path).content.decode()
    assert "To chair a meeting." not in page
    assert "Getting down to work" in page


@pytest.mark.parametrize(("part", "filled", "radius"), [(0, 0, ""), (1, 1, "A48.0"), (4, 1, "A96.0"), (9, 1, "A96.0")])
def test_the_filled_area_is_in_proportion(part: int, filled: int, radius: str) -> None:
    class Spoke:
        touched, wanted = part, False

    sector = sectors([Spoke()] * 5, 4)[0]
    assert bool(sector.fill) == bool(filled)
    assert radius in sector.fill


def test_nothing_counted_fills_nothing() -> None:
    class Spoke:
        touched, wanted = 0, True

    assert [sector.fill for sector in sectors([Spoke()] * 5, 0)] == [""] * 5
    assert sectors([], 3) == []
