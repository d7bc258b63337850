"""Circles: a topic, a group, and a series of events with places that only the group sees."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import Application
from augenhoehe.common.models import StaleError
from augenhoehe.events.errors import TooFewPlacesError
from augenhoehe.events.models import Event, SignUp
from augenhoehe.events.selectors import coming_up
from augenhoehe.events.selectors.office import listed
from augenhoehe.events.services.asking import remind_due
from augenhoehe.events.services.upkeep import free_places
from augenhoehe.messaging.models import Mail
from augenhoehe.network.errors import NetworkError, NotYoursError
from augenhoehe.network.models import Circle, CircleMember
from augenhoehe.network.services.circles import (
    CircleDetails,
    DateDetails,
    add_date,
    call_off,
    change_circle,
    end_circle,
    join_circle,
    leave_circle,
    propose_circle,
)
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part, all_parts
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
WITHOUT = [part for part in all_parts() if part != Part.NETWORK]
DETAILS = CircleDetails("Forms for all", "How we get rid of paper.", None, 3)
FIRST = DateDetails(NOW + dt.timedelta(days=10), 60, "House 7")
KEY = uuid.UUID(int=7)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def tandem() -> Tandem:
    return factories.make_tandem(factories.make_cohort(), state="closed", ends_on=TODAY - dt.timedelta(days=3))


def propose(tandem: Tandem, actor: Person | None = None, **changes: Any) -> Circle:
    given = {"details": DETAILS, "first": FIRST, "draft_key": KEY, "now": NOW, **changes}
    return propose_circle(cohort=tandem.cohort, actor=actor or tandem.mentor.person, **given)


def join(circle: Circle, application: Application | None = None) -> Application:
    application = application or factories.make_application(circle.cohort)
    join_circle(circle=circle, application=application, actor=application.person, now=NOW)
    return application


def later(circle: Circle, actor: Person, days: int = 40) -> Event:
    details = DateDetails(NOW + dt.timedelta(days=days), 60)
    return add_date(circle=circle, actor=actor, details=details, draft_key=uuid.uuid4(), now=NOW)[0]


def replies(event: Event) -> list[str]:
    return list(event.sign_ups.order_by("since", "pk").values_list("reply", flat=True))


def office_of(cohort: Cohort) -> Person:
    person = factories.make_person()
    factories.make_role(cohort.programme, person)
    return person


@pytest.mark.parametrize("state", ["proposed", "accepted", "confirmed", "paused", "not_formed", "ended", "closed"])
def test_alumni_propose(tandem: Tandem, state: str) -> None:
    Tandem.objects.update(state=state)
    if state == "closed":
        circle = propose(tandem)
        assert [one.application for one in circle.members.all()] == [tandem.mentor]
        event = circle.dates.get().event
        assert (event.kind, event.places, event.title_de, event.place) == ("circle", 3, "Forms for all", "House 7")
        assert replies(event) == ["coming"]
        assert Mail.objects.get(person_id=tandem.mentor.person_id).calendar_method == "REQUEST"
    else:
        with pytest.raises(NotYoursError):
            propose(tandem)


def test_the_office_proposes_without_being_in_it(tandem: Tandem) -> None:
    Tandem.objects.update(state="confirmed")
    circle = propose(tandem, office_of(tandem.cohort))
    assert not circle.members.exists()
    assert replies(circle.dates.get().event) == []


def test_the_same_form_twice_is_one(tandem: Tandem) -> None:
    assert propose(tandem) == propose(tandem)
    assert (Circle.objects.count(), Event.objects.count(), CircleMember.objects.count()) == (1, 1, 1)
    with pytest.raises(StaleError):
        propose(tandem, details=CircleDetails("Something else", "", None, 3))
    with pytest.raises(StaleError):
        propose(tandem, first=DateDetails(NOW + dt.timedelta(days=11), 60))


def test_places_waiting_list_and_who_moves_up(tandem: Tandem) -> None:
    circle = propose(tandem)
    event = circle.dates.get().event
    second, third, fourth = (join(circle) for _time in range(3))
    join(circle, fourth)
    assert replies(event) == ["coming", "coming", "coming", "waiting"]
    leave_circle(circle=circle, application=second, actor=second.person, now=NOW)
    leave_circle(circle=circle, application=second, actor=second.person, now=NOW)
    assert SignUp.objects.get(event=event, application=fourth).reply == "coming"
    assert SignUp.objects.get(event=event, application=second).reply == "not_coming"
    assert Mail.objects.filter(person_id=second.person_id, calendar_method="CANCEL").count() == 1
    assert [one.application for one in circle.members.all()] == [tandem.mentor, third, fourth]


def change(circle: Circle, actor: Person, version: int = 1, **details: Any) -> None:
    given = {"title": "Forms for all", "about": "", "topic": None, "places": 3, **details}
    change_circle(circle=circle, version=version, actor=actor, details=CircleDetails(**given), now=NOW)


def test_changed_words_and_places_reach_the_dates_ahead(tandem: Tandem) -> None:
    circle, actor = propose(tandem), tandem.mentor.person
    event, over = circle.dates.get().event, later(circle, actor)
    # It has begun, and nobody has said yet that it is over.
    Event.objects.filter(pk=over.pk).update(starts_at=NOW - dt.timedelta(hours=2))
    waits = [join(circle) for _time in range(3)][-1]
    change(circle, actor, title="Forms for none", about="Still", places=4)
    event.refresh_from_db()
    over.refresh_from_db()
    assert (event.title_de, event.about_de, event.places, over.title_de) == (
        "Forms for none", "Still", 4, "Forms for all",
    )  # fmt: skip
    assert SignUp.objects.get(event=event, application=waits).reply == "coming"
    with pytest.raises(StaleError):
        change(circle, actor, title="Too late")
    with pytest.raises(TooFewPlacesError):
        change(circle, actor, version=2, title="Forms for two", places=2)
    circle.refresh_from_db()
    assert (circle.title, circle.places) == ("Forms for none", 4)


def test_others_do_not_change_it(tandem: Tandem, as_: As) -> None:
    circle = propose(tandem)
    with pytest.raises(NotYoursError):
        change(circle, tandem.mentee.person)
    page = f"/cohorts/{circle.cohort_id}/circles/{circle.pk}/edit/"
    form = {"version": 1, "title": "Mine", "about": "", "topic": "", "places": 3}
    assert [as_(one.person).post(page, form).status_code for one in (tandem.mentee, tandem.mentor)] == [404, 302]
    stale = as_(tandem.mentor.person).post(page, {**form, "title": "Other"})
    assert (stale.status_code, "Other" in stale.content.decode()) == (409, True)
    end_circle(circle=circle, actor=tandem.mentor.person, now=NOW)
    assert as_(tandem.mentor.person).get(page).status_code == 404
    with pytest.raises(NetworkError):
        change(circle, tandem.mentor.person, version=2)


def test_who_waited_is_told_that_they_are_out(tandem: Tandem) -> None:
    circle = propose(tandem)
    waits = [join(circle) for _time in range(3)][-1]
    assert waits.sign_ups.get().reply == "waiting"
    leave_circle(circle=circle, application=waits, actor=waits.person, now=NOW)
    assert Mail.objects.filter(person_id=waits.person_id, key="events.signed_off").count() == 1


def test_a_new_date_seats_the_group_in_its_order(tandem: Tandem) -> None:
    circle = propose(tandem)
    people = [join(circle) for _time in range(3)]
    event = later(circle, tandem.mentor.person)
    assert replies(event) == ["coming", "coming", "coming", "waiting"]
    assert event.sign_ups.get(reply="waiting").application == people[-1]


def test_who_is_no_longer_admitted_is_not_invited(tandem: Tandem) -> None:
    circle = propose(tandem)
    gone = join(circle)
    Application.objects.filter(pk=gone.pk).update(state="withdrawn")
    assert replies(later(circle, tandem.mentor.person)) == ["coming"]
    free_places(now=NOW)
    assert SignUp.objects.get(application=gone).reply == "not_coming"


def test_who_may_join(tandem: Tandem) -> None:
    circle = propose(tandem)
    for stranger in (
        factories.make_application(tandem.cohort, state="submitted"),
        factories.make_application(factories.make_cohort(tandem.cohort.programme)),
    ):
        with pytest.raises(NetworkError):
            join(circle, stranger)
    Cohort.objects.update(parts=WITHOUT)
    with pytest.raises(NetworkError):
        join(circle)


def test_dates_are_seen_by_the_group_alone(as_: As, tandem: Tandem) -> None:
    circle = propose(tandem)
    event = circle.dates.get().event
    other = factories.make_application(tandem.cohort)
    assert [one.event for one in coming_up(tandem.mentor.person, NOW)] == [event]
    assert coming_up(other.person, NOW) == []
    assert as_(tandem.mentor.person).get(f"/events/{event.pk}/").status_code == 200
    assert as_(other.person).get(f"/events/{event.pk}/").status_code == 404
    assert as_(other.person).post(f"/events/{event.pk}/answer/", {"answer": "yes"}).status_code == 404
    office, here = office_of(tandem.cohort), f"/office/cohorts/{tandem.cohort_id}/events/"
    assert list(listed(tandem.cohort)) == []
    assert as_(office).get(f"{here}{event.pk}/").status_code == 404


@pytest.mark.parametrize(("parts", "left"), [([Part.NETWORK], True), ([Part.EVENTS], False)])
def test_dates_belong_to_the_network_and_not_to_the_events(
    as_: As, tandem: Tandem, parts: list[str], left: bool
) -> None:
    circle = propose(tandem)
    event = circle.dates.get().event
    Cohort.objects.update(parts=parts)
    browser, here = as_(tandem.mentor.person), f"/cohorts/{tandem.cohort_id}/circles/"
    assert bool(coming_up(tandem.mentor.person, NOW)) is left
    assert remind_due(now=NOW + dt.timedelta(days=9)) == left
    for path in (f"/events/{event.pk}/", here, f"{here}{circle.pk}/"):
        assert browser.get(path).status_code == (200 if left else 404)


def test_only_the_group_reads_names(as_: As, tandem: Tandem) -> None:
    circle = propose(tandem)
    member, outside = join(circle), factories.make_application(tandem.cohort)
    here = f"/cohorts/{tandem.cohort_id}/circles/{circle.pk}/"
    name = member.person.get_full_name()
    assert name in as_(tandem.mentor.person).get(here).content.decode()
    for reader in (outside.person, office_of(tandem.cohort)):
        page = as_(reader).get(here).content.decode()
        assert name not in page
        assert "1 of 3 are free" in page


def test_whose_circle_it_is(as_: As, tandem: Tandem) -> None:
    circle = propose(tandem)
    member, date = join(circle), circle.dates.get()
    for act in (
        lambda: later(circle, member.person),
        lambda: call_off(circle=circle, date=date, actor=member.person, now=NOW),
        lambda: end_circle(circle=circle, actor=member.person, now=NOW),
    ):
        with pytest.raises(NotYoursError):
            act()
    assert later(circle, office_of(tandem.cohort)).kind == "circle"


def test_call_off_and_end(tandem: Tandem) -> None:
    circle, actor = propose(tandem), tandem.mentor.person
    date, member = circle.dates.get(), join(circle)
    call_off(circle=circle, date=date, actor=actor, now=NOW)
    call_off(circle=circle, date=date, actor=actor, now=NOW)
    assert Mail.objects.filter(person_id=member.person_id, calendar_method="CANCEL").count() == 1
    ahead = later(circle, actor)
    end_circle(circle=circle, actor=actor, now=NOW)
    end_circle(circle=circle, actor=actor, now=NOW + dt.timedelta(days=1))
    ahead.refresh_from_db()
    circle.refresh_from_db()
    assert (ahead.state, circle.ended_at) == ("cancelled", NOW)
    with pytest.raises(NetworkError):
        join(circle)
    with pytest.raises(NetworkError):
        later(circle, actor)
    leave_circle(circle=circle, application=member, actor=member.person, now=NOW)
    assert not circle.members.filter(application=member).exists()


def test_it_stays_when_its_convener_is_erased(tandem: Tandem) -> None:
    circle = propose(tandem)
    member = join(circle)
    tandem.mentor.person.delete()
    circle.refresh_from_db()
    assert (circle.proposed_by, [one.application for one in circle.members.all()]) == (None, [member])


def typed(**changes: Any) -> dict[str, Any]:
    day = (TODAY + dt.timedelta(days=10)).isoformat()
    date = {"day": day, "time": "10:00", "minutes": 60, "place": "House 7", "video_url": "", "draft_key": str(KEY)}
    return {"title": "Forms for all", "about": "", "topic": "", "places": 6, **date, **changes}


def test_by_form(as_: As, tandem: Tandem) -> None:
    browser, here = as_(tandem.mentor.person), f"/cohorts/{tandem.cohort_id}/circles/"
    assert browser.post(f"{here}new/", typed(day=(TODAY - dt.timedelta(days=1)).isoformat())).status_code == 422
    assert browser.post(f"{here}new/", typed(places=21)).status_code == 422
    answer = browser.post(f"{here}new/", typed())
    circle = Circle.objects.get()
    assert answer["Location"] == f"{here}{circle.pk}/"
    assert browser.post(f"{here}new/", typed(title="Another")).status_code == 409
    other = as_(join(circle).person)
    assert other.get(f"{here}{circle.pk}/dates/new/").status_code == 404
    date = typed(draft_key=str(uuid.uuid4()), time="12:00")
    assert browser.post(f"{here}{circle.pk}/dates/new/", date).status_code == 302
    assert browser.post(f"{here}{circle.pk}/dates/new/", date | {"minutes": 90}).status_code == 409
    assert other.post(f"{here}{circle.pk}/leave/").status_code == 302
    assert other.post(f"{here}{circle.pk}/join/").status_code == 302
    date_id = circle.dates.earliest("event__starts_at").pk
    assert other.post(f"{here}{circle.pk}/dates/{date_id}/off/").status_code == 404
    assert browser.post(f"{here}{circle.pk}/dates/{date_id}/off/").status_code == 302
    assert browser.post(f"{here}{circle.pk}/end/").status_code == 302
    assert other.post(f"{here}{circle.pk}/join/").status_code == 409
    assert browser.get(f"{here}{circle.pk}/").status_code == 200
    assert b"ended" in browser.get(here).content


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(as_: As, tandem: Tandem, number: int) -> None:
    browser, actor = as_(tandem.mentor.person), tandem.mentor.person
    circles = [propose(tandem, draft_key=uuid.uuid4()) for _time in range(number)]
    for _time in range(number - 1):
        join(circles[0])
        later(circles[0], actor)
    here = f"/cohorts/{tandem.cohort_id}/circles/"
    for path, most in ((here, 6), (f"{here}{circles[0].pk}/", 8)):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        assert len(queries) == most
