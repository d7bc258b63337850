"""A break: by either, without a name, and the clock stands still."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from augenhoehe.audit.models import Entry
from augenhoehe.care.models import Break, Signal
from augenhoehe.care.services.breaks import ask_after_breaks, pause_tandem, resume_tandem
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Meeting, Tandem
from tests.factories import NOW, TODAY

from .world import alike, day, mails, meeting, put

As = Callable[[Person], Client]


def paused(tandem: Tandem, until: dt.date | None = None) -> Tandem:
    return pause_tandem(tandem=tandem, until=until, now=NOW)


def test_the_last_day_moves_by_the_days_of_the_break(tandem: Tandem) -> None:
    before = tandem.ends_on
    assert paused(tandem).state == TandemState.PAUSED
    resumed = resume_tandem(tandem=tandem, now=day(40))
    assert (resumed.state, resumed.begins_on, resumed.ends_on) == (
        "confirmed", tandem.begins_on, before + dt.timedelta(days=40),
    )  # fmt: skip


def test_two_breaks_add_up(tandem: Tandem) -> None:
    before = tandem.ends_on
    paused(tandem)
    resume_tandem(tandem=tandem, now=day(3))
    pause_tandem(tandem=tandem, until=None, now=day(10))
    assert resume_tandem(tandem=tandem, now=day(15)).ends_on == before + dt.timedelta(days=8)


def test_both_get_the_same_mail_and_the_log_names_nobody(tandem: Tandem) -> None:
    paused(tandem)
    resume_tandem(tandem=tandem, now=day(5))
    for key in ("paused", "resumed"):
        assert {mail.person_id for mail in mails(key)} == {tandem.mentor.person_id, tandem.mentee.person_id}
        assert len(alike(mails(key), tandem)) == 1
    assert {(entry.actor_id, str(entry.data)) for entry in Entry.objects.all()} == {(None, "{}")}


def test_the_row_holds_days_and_nothing_else(tandem: Tandem) -> None:
    paused(tandem, until=TODAY + dt.timedelta(days=30))
    assert {field.name for field in Break._meta.concrete_fields} == {
        "id", "tandem", "begins_on", "until", "ended_on", "asked_at", "created_at", "updated_at",
    }  # fmt: skip


def test_twice_is_once(tandem: Tandem) -> None:
    for _time in range(2):
        paused(tandem)
    assert (tandem.breaks.count(), len(mails("paused"))) == (1, 2)
    for _time in range(2):
        resume_tandem(tandem=tandem, now=day(5))
    assert len(mails("resumed")) == 2


def test_dates_ahead_leave_both_calendars_and_later_ones_stay(tandem: Tandem) -> None:
    was, falls, stays = meeting(tandem, -5), meeting(tandem, 10), meeting(tandem, 40)
    paused(tandem, until=TODAY + dt.timedelta(days=30))
    states = dict(Meeting.objects.values_list("pk", "state"))
    assert states == {was.pk: "planned", falls.pk: "cancelled", stays.pk: "planned"}
    assert [mail.calendar_method for mail in Mail.objects.filter(key="tandems.meeting_cancelled")] == ["CANCEL"] * 2


def test_without_a_day_all_dates_ahead_go(tandem: Tandem) -> None:
    meeting(tandem, 10), meeting(tandem, 100)
    paused(tandem)
    assert set(Meeting.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.parametrize("state", sorted(set(TandemState) - {TandemState.CONFIRMED, TandemState.PAUSED}))
def test_only_a_confirmed_tandem_rests(tandem: Tandem, state: TandemState) -> None:
    put(tandem, state)
    for act in (lambda: paused(tandem), lambda: resume_tandem(tandem=tandem, now=NOW)):
        with pytest.raises(TandemError):
            act()
    assert (Break.objects.count(), Mail.objects.count()) == (0, 0)


@pytest.mark.parametrize(("until", "days"), [(None, 42), (20, 20)])
def test_both_are_asked_once_whether_they_go_on(tandem: Tandem, until: int | None, days: int) -> None:
    paused(tandem, until=TODAY + dt.timedelta(days=until) if until else None)
    assert ask_after_breaks(now=day(days - 1)) == 0
    assert [ask_after_breaks(now=day(days)) for _time in range(2)] == [1, 0]
    assert ask_after_breaks(now=day(days + 60)) == 0
    assert len(mails("break_over")) == 2


def test_either_goes_on_from_the_mail_without_signing_in(tandem: Tandem) -> None:
    paused(tandem)
    ask_after_breaks(now=timezone.now() + dt.timedelta(days=42))
    paths = ["/" + mail.text.partition("http://testserver/")[2].split()[0] for mail in mails("break_over")]
    assert [Client().get(path).status_code for path in paths] == [200, 200]
    tandem.refresh_from_db()
    assert tandem.state == TandemState.PAUSED
    assert Client().post(paths[0], {"answer": ""}).status_code == 422
    assert Client().post(paths[0], {"answer": "yes"}).status_code == 200
    tandem.refresh_from_db()
    assert (tandem.state, len(mails("resumed"))) == (TandemState.CONFIRMED, 2)
    assert [Client().get(path).status_code for path in paths] == [410, 410]
    pause_tandem(tandem=tandem, until=None, now=timezone.now())
    assert Client().post(paths[1], {"answer": "yes"}).status_code == 410


def test_who_went_on_is_not_asked(tandem: Tandem) -> None:
    paused(tandem)
    resume_tandem(tandem=tandem, now=day(5))
    assert ask_after_breaks(now=day(60)) == 0


def test_a_break_settles_what_was_asked_before(tandem: Tandem) -> None:
    signal = Signal.objects.create(tandem=tandem, reason="no_first", asked_at=NOW)
    paused(tandem)
    signal.refresh_from_db()
    assert signal.settled_at == NOW


def test_the_pages(tandem: Tandem, as_: As) -> None:
    mentor, mentee = (as_(one.person) for one in (tandem.mentor, tandem.mentee))
    base = f"/tandems/{tandem.pk}/"
    assert mentor.post(f"{base}care/break/", {"until": TODAY.isoformat()}).status_code == 422
    assert mentor.post(f"{base}care/break/", {"until": ""}).status_code == 302
    assert "/care/resume/" in mentee.get(base).content.decode()
    assert mentee.post(f"{base}care/resume/").status_code == 302
    assert "/care/resume/" not in mentor.get(base).content.decode()
