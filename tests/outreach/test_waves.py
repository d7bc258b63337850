"""Waves of an announcement: whom they reach, when they may go out, once each, and how they are stopped."""

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.envelope import compose
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.enums import WAVE_TRANSITIONS, WaveState
from augenhoehe.outreach.errors import IllegalTransitionError
from augenhoehe.outreach.models import Delivery, OptOut, Wave
from augenhoehe.outreach.selectors import waves as selectors
from augenhoehe.outreach.services import opt_out
from augenhoehe.outreach.services import waves as services
from augenhoehe.people.models import Person, Unit
from augenhoehe.programmes.cards import checklist_of
from augenhoehe.programmes.models import Cohort, Gate, Phase
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

SignIn = Callable[[Person], Client]
KEY = UUID(int=8)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def house(cast: Cast) -> dict[str, Unit]:
    """Social has a list at the top and one below; Works has one only below; Parks has none at all."""
    social = factories.make_unit(name="Social", distribution_list="social@stadt.example", list_language="en")
    works, parks = factories.make_unit(name="Works"), factories.make_unit(name="Parks")
    return {
        "social": social,
        "works": works,
        "parks": parks,
        "youth": factories.make_unit(name="Youth", parent=social, distribution_list="youth@stadt.example"),
        "bridges": factories.make_unit(name="Bridges", parent=works, distribution_list="bridges@stadt.example"),
        "roads": factories.make_unit(name="Roads", parent=works),
        "trees": factories.make_unit(name="Trees", parent=parks),
    }


@pytest.fixture
def wave(cast: Cast, house: dict[str, Unit]) -> Wave:
    Phase.objects.filter(cohort=cast.cohort, kind="call").update(opens_on=TODAY, closes_on=TODAY + dt.timedelta(30))
    return cast.wave


def send(now: dt.datetime = NOW) -> int:
    return services.send_waves(today=timezone.localtime(now).date(), now=now)


def recipients() -> dict[str, str]:
    return dict(Mail.objects.filter(key__startswith="outreach.call").values_list("recipient", "language"))


def state_of(wave: Wave) -> str:
    return str(Wave.objects.get(pk=wave.pk).state)


def test_the_topmost_list_of_a_branch_counts(cast: Cast, house: dict[str, Unit]) -> None:
    found = selectors.audience([])
    assert [one.address for one in found.reached] == ["social@stadt.example", "bridges@stadt.example"]
    names = {unit.name for unit in found.without}
    assert {"Parks", "Roads"} <= names
    assert not names & {"Trees", "Works", "Social", "Youth"}


def test_chosen_units_alone_are_reached(house: dict[str, Unit]) -> None:
    both = [house["youth"].pk, house["social"].pk, house["works"].pk, 999_999]
    addresses = [one.address for one in selectors.audience(both).reached]
    assert addresses == ["youth@stadt.example", "social@stadt.example", "bridges@stadt.example"]


def test_people_are_written_to_only_where_the_operator_permits_and_no_list_is_there(
    house: dict[str, Unit], settings: Any
) -> None:
    factories.make_person(unit=house["trees"], email="tree@stadt.example")
    factories.make_person(unit=house["trees"], email="gone@stadt.example", is_active=False)
    factories.make_person(unit=house["trees"], email="typed@stadt.example", unconfirmed=True)
    factories.make_person(unit=house["youth"], email="young@stadt.example")

    def addresses() -> set[str]:
        found = selectors.audience([house["parks"].pk, house["social"].pk], people_of=1)
        return {one.address for one in found.reached}

    assert addresses() == {"social@stadt.example"}
    settings.ANNOUNCE_TO_PEOPLE = True
    assert addresses() == {"social@stadt.example", "tree@stadt.example"}


def test_a_wave_goes_out_once_in_the_units_language(wave: Wave) -> None:
    assert send(NOW - HOUR) == 0
    assert send() == 2
    assert recipients() == {"social@stadt.example": "en", "bridges@stadt.example": "de"}
    assert send() == 0
    assert state_of(wave) == "sending"
    Mail.objects.update(state=MailState.SENT)
    assert send() == 0
    assert state_of(wave) == "sent"
    assert Delivery.objects.count() == len(recipients()) == 2


def test_nothing_goes_out_before_the_call_is_released_but_a_save_the_date(wave: Wave) -> None:
    Gate.objects.filter(cohort=wave.cohort).update(passed_at=None)
    early = factories.make_wave(wave.cohort, kind="save_the_date")
    assert send() == 2
    assert (state_of(wave), state_of(early)) == ("planned", "sending")
    Gate.objects.filter(cohort=wave.cohort).update(passed_at=NOW)
    assert send(NOW + HOUR) == 2


@pytest.mark.parametrize("hindrance", ["part", "hidden", "archived", "late"])
def test_what_holds_a_wave_back(wave: Wave, hindrance: str) -> None:
    now = NOW
    if hindrance == "part":
        Cohort.objects.filter(pk=wave.cohort_id).update(parts=[part for part in Part if part != Part.ANNOUNCEMENT])
    elif hindrance == "hidden":
        type(wave.cohort.programme).objects.update(public=False)
    elif hindrance == "archived":
        Cohort.objects.filter(pk=wave.cohort_id).update(archived_at=NOW)
    else:
        now = NOW + dt.timedelta(days=3)
        assert wave.is_missed(now)
    assert (send(now), state_of(wave)) == (0, "planned")


def test_many_addresses_go_in_batches_and_a_broken_off_wave_goes_on(
    wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH", 1)
    services.change_state(wave=wave, to=WaveState.SENDING, started_at=NOW)
    assert send() == 2
    assert len(recipients()) == 2


def test_a_stopped_wave_takes_back_what_has_not_left(wave: Wave, cast: Cast) -> None:
    later = factories.make_wave(wave.cohort, kind="reminder", due_at=NOW + dt.timedelta(days=9))
    send()
    Mail.objects.filter(recipient="social@stadt.example").update(state=MailState.SENT)
    assert services.stop_waves(cohort=wave.cohort, actor=cast.office, now=NOW) == 2
    assert list(recipients()) == ["social@stadt.example"]
    assert (state_of(wave), state_of(later)) == ("cancelled", "cancelled")
    figures = selectors.wave_figures([wave])[wave.pk]
    assert (figures.queued, figures.sent, figures.failed) == (0, 1, 0)
    assert services.stop_wave(wave=wave, actor=cast.office, now=NOW) is False
    assert send(NOW + dt.timedelta(days=9)) == 0


@pytest.mark.parametrize(("before", "to"), list(itertools.product(WaveState, WaveState)))
def test_every_state_to_every_state(cast: Cast, before: WaveState, to: WaveState) -> None:
    wave = factories.make_wave(cast.cohort, state=before)
    if to in WAVE_TRANSITIONS[before]:
        services.change_state(wave=wave, to=to)
        assert state_of(wave) == to
    else:
        with pytest.raises(IllegalTransitionError):
            services.change_state(wave=wave, to=to)
        assert state_of(wave) == before


@pytest.mark.parametrize("state", [state for state in WaveState if state != WaveState.PLANNED])
def test_only_a_planned_wave_can_be_changed(cast: Cast, state: WaveState) -> None:
    wave = factories.make_wave(cast.cohort, state=state)
    with pytest.raises(services.NotPlannedError):
        services.change_wave(wave=wave, version=1, changes={"kind": "reminder"}, actor=cast.office)


def test_three_waves_follow_from_the_dates_of_the_call(cast: Cast) -> None:
    Wave.objects.all().delete()
    # 5 December is a Saturday, 6 January a holiday in Bavaria.
    Phase.objects.filter(cohort=cast.cohort, kind="call").update(
        opens_on=dt.date(2026, 12, 5), closes_on=dt.date(2027, 1, 8)
    )
    cohort = Cohort.objects.get(pk=cast.cohort.pk)
    made = services.plan_proposed(cohort=cohort, actor=cast.office, now=NOW)
    assert [(wave.kind, timezone.localtime(wave.due_at).strftime("%a %d.%m. %H:%M")) for wave in made] == [
        ("opening", "Mon 07.12. 09:00"),
        ("reminder", "Tue 22.12. 09:00"),
        ("last_days", "Mon 04.01. 09:00"),
    ]
    assert services.plan_proposed(cohort=cohort, actor=cast.office, now=NOW) == []
    assert [check.state for check in checklist_of(cohort, TODAY) if check.title == "Announcement of the call"] == [
        "3 planned, 0 gone out"
    ]


def test_what_lies_behind_is_not_proposed(cast: Cast) -> None:
    Phase.objects.filter(cohort=cast.cohort, kind="call").update(
        opens_on=dt.date(2026, 11, 2), closes_on=dt.date(2026, 11, 30)
    )
    cohort = Cohort.objects.get(pk=cast.cohort.pk)
    assert [kind for kind, _time in selectors.proposal(cohort, NOW)] == ["last_days"]


def test_a_test_mail_goes_to_oneself_in_both_languages(wave: Wave, cast: Cast) -> None:
    for _time in range(2):
        services.send_test(wave=wave, actor=cast.office, draft_key=KEY)
    mails = Mail.objects.filter(key="outreach.call_opening")
    assert sorted((mail.recipient, mail.language) for mail in mails) == [
        (cast.office.email, "de"),
        (cast.office.email, "en"),
    ]
    assert not Delivery.objects.exists()


def test_figures_and_the_reason_of_a_failure(wave: Wave, cast: Cast, as_: SignIn) -> None:
    send()
    Mail.objects.filter(recipient="bridges@stadt.example").update(state=MailState.FAILED, error="550 no such list")
    page = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/announcement/{wave.pk}/?state=failed")
    figures = page.context["figures"]
    assert (figures.queued, figures.sent, figures.failed) == (1, 0, 1)
    assert [(row.address, row.reason) for row in page.context["rows"]] == [
        ("bridges@stadt.example", "550 no such list")
    ]
    assert "550 no such list" in page.content.decode()


def test_planning_by_form_twice_is_one_and_a_stale_change_keeps_the_text(cast: Cast, as_: SignIn) -> None:
    office = as_(cast.office)
    base = f"/office/cohorts/{cast.cohort.pk}/announcement/"
    unit = factories.make_unit()
    data = {"kind": "reminder", "due_at": "2999-01-08T09:00", "units": [unit.pk], "draft_key": str(uuid4())}
    assert [office.post(f"{base}new/", data).status_code for _ in range(2)] == [302, 302]
    wave = Wave.objects.get(kind="reminder")
    assert (wave.units, wave.to_people) == ([unit.pk], False)
    edit = {"kind": "reminder", "due_at": "2999-01-09T09:00", "units": [], "version": 1}
    assert office.post(f"{base}{wave.pk}/edit/", edit).status_code == 302
    stale = office.post(f"{base}{wave.pk}/edit/", {**edit, "units": [unit.pk], "kind": "last_days"})
    assert stale.status_code == 409
    assert f'value="{unit.pk}" id' in stale.content.decode() or "checked" in stale.content.decode()
    past = office.post(f"{base}{wave.pk}/edit/", {**edit, "due_at": "2020-01-01T09:00", "version": 2})
    assert past.status_code == 422


def test_with_the_part_off_there_is_nothing_of_it(cast: Cast, as_: SignIn) -> None:
    Cohort.objects.filter(pk=cast.cohort.pk).update(parts=[])
    base = f"/office/cohorts/{cast.cohort.pk}/"
    office = as_(cast.office)
    paths = ("announcement/", "announcement/new/", f"announcement/{cast.wave.pk}/")
    assert [office.get(f"{base}{path}").status_code for path in paths] == [404, 404, 404]
    assert f"{base}announcement/" not in office.get(f"{base}messages/").content.decode()
    cohort = Cohort.objects.get(pk=cast.cohort.pk)
    assert not any(check.title == "Announcement of the call" for check in checklist_of(cohort, TODAY))


def test_addresses_of_a_wave_go_after_a_year(wave: Wave) -> None:
    send()
    assert services.forget_deliveries(now=NOW + services.KEPT) == 0
    assert services.forget_deliveries(now=NOW + services.KEPT + HOUR) == 2
    assert Entry.objects.filter(action="outreach.wave_begun").exists()


def alone(house: dict[str, Unit], wave: Wave, settings: Any) -> Person:
    """Somebody whom only their own address reaches."""
    settings.ANNOUNCE_TO_PEOPLE = True
    units = [house[name].pk for name in ("social", "works", "parks")]
    Wave.objects.filter(pk=wave.pk).update(to_people=True, units=units)
    return factories.make_person(unit=house["trees"], email="tree@stadt.example", language="en")


def test_who_is_written_to_alone_leaves_by_one_click(
    wave: Wave, house: dict[str, Unit], settings: Any, client: Client
) -> None:
    person = alone(house, wave, settings)
    send()
    to_list, mail = Mail.objects.get(recipient="bridges@stadt.example"), Mail.objects.get(recipient=person.email)
    assert (to_list.unsubscribe, "über den Verteiler Bridges" in to_list.text) == ("", True)
    assert [text for text in ("/leave/", "\n\n\n") if text in to_list.text] == []
    assert f"Programmbüro: {settings.BASE_URL}/programmes/{wave.cohort.programme.slug}/question/" in to_list.text
    assert mail.person_id == person.pk
    assert ("at your own address because" in mail.text, mail.text.count(mail.unsubscribe)) == (True, 1)
    assert compose(mail).extra_headers["List-Unsubscribe"] == f"<{mail.unsubscribe}>"

    page = mail.unsubscribe.removeprefix(settings.BASE_URL)
    assert client.get(page).status_code == 200
    assert not OptOut.objects.exists()
    without_cookies = Client(enforce_csrf_checks=True)
    answers = [without_cookies.post(page, {"List-Unsubscribe": "One-Click"}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert list(OptOut.objects.values_list("person", flat=True)) == [person.pk]
    assert person.email not in recipients()
    assert Delivery.objects.count() == len(recipients()) == 2
    wave.refresh_from_db()
    later = factories.make_wave(wave.cohort, kind="reminder", to_people=True, units=wave.units)
    assert send() == 2
    client.post(page, {"again": "yes"})
    assert send() == 2
    assert Delivery.objects.filter(wave__in=[wave, later], address=person.email).count() == 2
    assert [entry.actor_id for entry in Entry.objects.filter(action__startswith="outreach.opted")] == [None, None]


def test_leaving_takes_back_neither_what_is_out_nor_anybody_elses(
    wave: Wave, house: dict[str, Unit], settings: Any
) -> None:
    person = alone(house, wave, settings)
    send()
    Mail.objects.filter(recipient=person.email).update(state=MailState.SENT)
    opt_out.opt_out(person=person, programme=wave.cohort.programme)
    assert sorted(Delivery.objects.values_list("address", flat=True)) == sorted(recipients())
    assert len(recipients()) == 3
    other = factories.make_cohort()
    factories.make_wave(other, to_people=True, units=[house["parks"].pk])
    assert send() == 1
    opt_out.opt_out(person=person, programme=wave.cohort.programme)
    assert Delivery.objects.filter(wave__cohort=other, address=person.email).exists()


@pytest.mark.parametrize("of", ["nobody", "stranger", "tampered"])
def test_a_link_that_nobody_issued_opens_nothing(of: str, cast: Cast, client: Client, settings: Any) -> None:
    address = opt_out.leave_address(999_999 if of == "nobody" else cast.stranger.pk, cast.programme.pk)
    path = address.removeprefix(settings.BASE_URL)
    path = path.replace("announcements/", "announcements/1") if of == "tampered" else path
    found = 200 if of == "stranger" else 404
    assert [client.get(path).status_code, client.post(path).status_code] == [found, found]


def test_a_wave_to_people_is_shown_as_both_read_it(
    wave: Wave, house: dict[str, Unit], settings: Any, cast: Cast, as_: SignIn
) -> None:
    page = f"/office/cohorts/{cast.cohort.pk}/announcement/{wave.pk}/"
    office = as_(cast.office)
    assert [language for language, _mail in office.get(page).context["previews"]] == ["de", "en"]
    alone(house, wave, settings)
    shown = office.get(page).context["previews"]
    assert [language for language, _mail in shown] == ["de", "en", "de", "en"]
    assert ["/leave/" in mail.text for _language, mail in shown] == [False, False, True, True]
