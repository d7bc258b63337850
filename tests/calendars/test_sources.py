"""Calendars are read in the background; what opens them is sealed; what goes wrong is kept beside it."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from augenhoehe.calendars import services, tasks
from augenhoehe.calendars.enums import SourceError
from augenhoehe.calendars.models import HeldDate, Source
from augenhoehe.calendars.reading.guard import Guard
from augenhoehe.calendars.services.sources import EVERY
from augenhoehe.common.periodic import jobs
from augenhoehe.common.resealing import reseal_everything
from augenhoehe.people.models import Person
from tests.calendars.server import answering, radicale
from tests.calendars.test_reading import calendar, event
from tests.factories import NOW, make_held_date, make_person, make_place, make_programme, make_source

pytestmark = pytest.mark.django_db
TEXT = calendar(event(":20261201T090000Z", ":20261201T100000Z"))
BEGIN = int(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC).timestamp()) // 60
SPAN = [[BEGIN, BEGIN + 60]]


@pytest.fixture(autouse=True)
def _own_network_is_allowed(settings: Any) -> None:
    settings.CALENDAR_GUARD = Guard.parse(["127.0.0.0/8"])


def add(person: Person, url: str, kind: str = "address", **where: str) -> Source:
    return services.add_source(
        person=person, kind=kind, name="Arbeit", where={"url": url, **where}, draft_key=uuid.uuid4(), now=NOW
    )


def read(source: Source, now: dt.datetime = NOW) -> Source:
    services.read_source(source_id=source.pk, now=now)
    source.refresh_from_db()
    return source


def test_a_subscribed_calendar_is_read() -> None:
    with answering(lambda *_: (200, {}, TEXT)) as address:
        source = read(add(make_person(), address))
    assert (source.busy, source.fetched_at, source.error) == (SPAN, NOW, "")


def test_an_account_is_read(tmp_path: Path) -> None:
    with radicale(tmp_path, user="kim", password="geheim") as address:
        empty = read(add(make_person(), address, "caldav", user="kim", password="geheim"))
        wrong = read(add(make_person(), address, "caldav", user="kim", password="falsch"))
    assert empty.error in ("", SourceError.NO_CALENDAR)
    assert (wrong.error, wrong.fetched_at) == (SourceError.REFUSED, None)


def test_what_was_known_stays_when_the_server_is_out() -> None:
    with answering(lambda *_: (200, {}, TEXT)) as address:
        source = read(add(make_person(), address))
    later = NOW + dt.timedelta(hours=3)
    source = read(source, later)
    assert (source.busy, source.fetched_at, source.tried_at, source.error) == (SPAN, NOW, later, "unreachable")


def test_a_server_of_the_house_needs_the_operators_word(settings: Any) -> None:
    settings.CALENDAR_GUARD = Guard()
    with answering(lambda *_: (200, {}, TEXT)) as address:
        assert read(add(make_person(), address)).error == SourceError.NOT_ALLOWED


def test_neither_database_nor_log_holds_what_opens_a_calendar() -> None:
    source = add(make_person(), "https://dav.example/geheimnis/", "caldav", user="kimkim", password="losung7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM calendars_source WHERE id = %s", [source.pk])
        sealed = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT data FROM audit_entry")
        log = str(cursor.fetchall())
        cursor.execute("SELECT args_kwargs FROM django_tasks_database_dbtaskresult")
        waiting = str(cursor.fetchall())
    for word in ("geheimnis", "kimkim", "losung7"):
        assert word.encode() not in sealed
        assert word not in log + waiting


def test_a_row_that_was_swapped_does_not_open() -> None:
    one, other = add(make_person(), "https://a.example/"), add(make_person(), "https://b.example/")
    Source.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed or b""))
    assert read(one).error == SourceError.NO_KEY


def test_a_new_key_opens_what_the_earlier_one_sealed_and_seals_it_anew(settings: Any) -> None:
    old, new, lost = ("a" * 64, "b" * 64, "c" * 64)
    settings.NOTEBOOK_KEYS = [old]
    with answering(lambda *_: (200, {}, TEXT)) as address:
        source = add(make_person(), address)
        settings.NOTEBOOK_KEYS = [new, old]
        assert read(source).error == ""
        assert [reseal_everything(), reseal_everything()] == [(1, 0), (0, 0)]
        settings.NOTEBOOK_KEYS = [new]
        assert read(source).error == ""
        settings.NOTEBOOK_KEYS = [lost]
        assert read(source).error == SourceError.NO_KEY
        assert reseal_everything() == (0, 1)


def test_calendars_are_due_after_a_while_and_files_never() -> None:
    person = make_person()
    fresh, old, oldest = (add(person, f"https://{n}.example/") for n in range(3))
    make_source(person, tried_at=NOW - dt.timedelta(days=9))
    Source.objects.filter(pk=old.pk).update(tried_at=NOW - EVERY)
    Source.objects.filter(pk=oldest.pk).update(tried_at=NOW - 2 * EVERY)
    assert services.due_sources(NOW) == [oldest.pk, old.pk]
    assert fresh.pk not in services.due_sources(NOW)


def test_what_is_gone_is_not_read() -> None:
    assert services.read_source(source_id=0, now=NOW) is False
    assert services.read_source(source_id=make_source(make_person()).pk, now=NOW) is False


def test_the_jobs_are_known_and_can_be_done_twice() -> None:
    assert {"calendars.read_due_sources", "calendars.forget_past_dates"} <= set(jobs())
    assert [tasks.read_due_sources.func() for _ in range(2)] == [0, 0]
    assert tasks.read_source.func(source_id=0) is False


def test_a_held_date_is_used_given_back_and_forgotten() -> None:
    place = make_place(make_programme())
    one, other = make_held_date(place), make_held_date(place, starts_at=NOW + dt.timedelta(days=30))
    make_held_date(make_place(make_programme(), name=place.name), starts_at=one.starts_at)

    def use(uid: str, held: HeldDate, **changes: Any) -> dict[int, str | None]:
        values = {"place": f"{place.name}, {place.address}", "starts_at": held.starts_at, "minutes": 90, **changes}
        services.use_date(uid=uid, programme_id=place.programme_id, **values)
        return dict(HeldDate.objects.filter(place=place).values_list("pk", "taken_by"))

    assert use("a", one, starts_at=one.starts_at + dt.timedelta(minutes=30)) == {one.pk: "a", other.pk: None}
    with pytest.raises(services.TakenError):
        use("b", one)
    assert use("b", one, place="Haus 7") == {one.pk: "a", other.pk: None}
    assert use("b", other, minutes=150) == {one.pk: "a", other.pk: None}
    assert use("a", other) == {one.pk: None, other.pk: "a"}
    services.free_date(uid="a")
    services.free_date(uid="a")
    assert not HeldDate.objects.exclude(taken_by=None).exists()
    assert services.forget_past_dates(now=NOW + dt.timedelta(days=25)) == 2
    assert tasks.forget_past_dates.func() in (0, 1)
