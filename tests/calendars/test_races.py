"""Many at the same moment: a form sent again and again, two tandems and one held date."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connections

from augenhoehe.calendars import services
from augenhoehe.calendars.models import Assistant, HeldDate, Source, WeeklyHours
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from tests.factories import NOW, make_held_date, make_person, make_place, make_programme, make_source

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


def at_once(act: Callable[[int], object]) -> list[str]:
    """What each of them ended with: nothing, or the name of an error; in order of the names."""
    barrier, results = threading.Barrier(TIMES), []

    def run(number: int) -> None:
        try:
            barrier.wait()
            act(number)
            results.append("")
        except Exception as error:
            results.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_a_calendar_that_is_added_again_and_again_is_one() -> None:
    person, draft = make_person(), uuid.uuid4()
    where = {"url": "https://x.example/"}
    found = at_once(
        lambda _n: services.add_source(person=person, kind="address", name="A", where=where, draft_key=draft, now=NOW)
    )
    assert found == [""] * TIMES
    assert Source.objects.filter(person=person).count() == 1


def test_there_is_room_for_ten_and_no_more() -> None:
    person, where = make_person(), {"url": "https://x.example/"}
    for _ in range(8):
        make_source(person)
    found = at_once(
        lambda _n: services.add_source(
            person=person,
            kind="address",
            name="A",
            where=where,
            draft_key=uuid.uuid4(),
            now=NOW,
        )
    )
    assert found == ["", "", *["TooManyError"] * 4]
    assert Source.objects.filter(person=person).count() == 10


def test_of_many_first_weeks_one_is_kept() -> None:
    person = make_person()
    found = at_once(lambda n: services.save_hours(person=person, version=0, monday=f"0{n}:00–09:00"))
    assert found == ["", *[StaleError.__name__] * 5]
    assert WeeklyHours.objects.filter(person=person).count() == 1


def test_a_held_date_is_taken_by_one_tandem() -> None:
    held = make_held_date(make_place(make_programme()))
    where = {"programme_id": held.place.programme_id, "place": held.place.name, "starts_at": held.starts_at}
    found = at_once(lambda n: services.use_date(uid=f"u{n}", minutes=90, **where))
    assert found == ["", *["TakenError"] * 5]
    assert HeldDate.objects.exclude(taken_by=None).count() == 1


def test_an_assistant_who_is_named_again_and_again_gets_one_mail() -> None:
    executive, assistant = make_person(), make_person()
    found = at_once(
        lambda _n: services.name_assistant(executive=executive, email=assistant.email, draft_key=uuid.uuid4())
    )
    assert found == [""] * TIMES
    assert Assistant.objects.count() == 1
    assert Mail.objects.filter(key="calendars.assistant_named").count() == 1
