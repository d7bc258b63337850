"""Texts go so many days after the end, tandems so many months, and the report says how many."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from augenhoehe.audit.models import Entry
from augenhoehe.common.dates import months_later
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems import forgetting
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import change_state
from augenhoehe.undertakings.models import Deletion, Publication, Reflection, Step, Undertaking
from augenhoehe.undertakings.services.closing import save_reflection
from augenhoehe.undertakings.services.retention import delete_tandems_due, forget_texts_due
from tests import factories
from tests.factories import NOW, TODAY

from .world import ENDS_ON, begun, make_running, one, published, stepped, worded

As = Callable[[Person], Client]
WORDS: dict[str, Any] = {"learned": "Mut", "learned_read_by": "us", "practice": "", "practice_read_by": "me"}


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


@pytest.fixture
def over(tandem: Tandem) -> Tandem:
    """A closed one with all kinds of texts, one of them in the library and newly worded."""
    stepped(begun(tandem))
    save_reflection(tandem=tandem, actor=one(tandem), version=0, changes=WORDS, now=NOW)
    published(tandem)
    worded(tandem, title="Neu")
    Tandem.objects.filter(pk=tandem.pk).update(state="closed")
    return tandem


def left() -> list[int]:
    return [model.objects.count() for model in (Undertaking, Step, Reflection)]


def test_texts_stay_as_long_as_promised_and_then_go(over: Tandem) -> None:
    assert (forget_texts_due(today=ENDS_ON + days(30)), left()) == (0, [1, 1, 1])
    assert (forget_texts_due(today=ENDS_ON + days(31)), left()) == (1, [0, 0, 0])
    assert forget_texts_due(today=ENDS_ON + days(32)) == 0
    report = Deletion.objects.get()
    assert (report.whole, report.tandems, report.on) == (False, 1, ENDS_ON + days(31))
    assert Entry.objects.filter(action="undertakings.deleted").count() == 1
    assert Tandem.objects.filter(pk=over.pk).exists()


def test_the_library_keeps_what_both_agreed_to(over: Tandem) -> None:
    forget_texts_due(today=ENDS_ON + days(31))
    delete_tandems_due(today=ENDS_ON + days(400))
    shown = Publication.objects.get()
    assert (shown.state, shown.tandem, shown.title) == ("published", None, "Sprechstunde für Neugierige")


def test_a_cohort_sets_its_own_days(over: Tandem) -> None:
    Cohort.objects.filter(pk=over.cohort_id).update(texts_kept_days=7, tandems_kept_months=2)
    assert [forget_texts_due(today=ENDS_ON + days(number)) for number in (7, 8)] == [0, 1]
    assert [delete_tandems_due(today=dt.date(2027, *day)) for day in ((7, 31), (8, 1))] == [0, 1]


def test_no_cohorts_days_are_those_of_another(over: Tandem) -> None:
    other = make_running()
    begun(other)
    Tandem.objects.filter(pk=other.pk).update(state="closed")
    Cohort.objects.filter(pk=other.cohort_id).update(texts_kept_days=7)
    assert forget_texts_due(today=ENDS_ON + days(8)) == 1
    assert Undertaking.objects.get().tandem == over


def test_the_tandem_goes_with_everything(over: Tandem) -> None:
    over.meetings.create(starts_at=NOW, uid="1")
    assert delete_tandems_due(today=dt.date(2028, 5, 31)) == 0
    assert (delete_tandems_due(today=dt.date(2028, 6, 1)), Tandem.objects.count(), left()) == (1, 0, [0, 0, 0])
    report = Deletion.objects.get()
    assert (report.whole, report.tandems) == (True, 1)


@pytest.mark.parametrize(("number", "told"), [(4, {}), (5, {"undertakings.Undertaking": 5})])
def test_rows_are_told_of_five_tandems_and_more(over: Tandem, number: int, told: dict[str, int]) -> None:
    """Of one, they would say how much the two have written to each other, and whether somebody kept notes."""
    forget_texts_due(today=ENDS_ON + days(31))
    for _more in range(number):
        other = make_running(over.cohort)
        begun(other)
        Tandem.objects.filter(pk=other.pk).update(state="closed")
    forget_texts_due(today=ENDS_ON + days(32))
    reports = Deletion.objects.order_by("on")
    assert [(one_.tandems, one_.rows, one_.total) for one_ in reports] == [
        (1, {}, None), (number, told, 5 if told else None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "goes"), [("confirmed", False), ("paused", False), ("accepted", True), ("proposed", True)]
)
def test_what_is_not_over_keeps_its_texts(tandem: Tandem, state: str, goes: bool) -> None:
    """What was never confirmed goes with the record of the others, though nobody ever ended it."""
    begun(tandem)
    Tandem.objects.filter(pk=tandem.pk).update(state=state)
    last = months_later(tandem.cohort.ends_on, tandem.cohort.tandems_kept_months)
    assert (forget_texts_due(today=last), delete_tandems_due(today=last), left()[0]) == (0, 0, 1)
    assert (delete_tandems_due(today=last + days(1)), left()[0]) == (int(goes), 1 - goes)


def test_an_early_end_counts_as_the_end(tandem: Tandem) -> None:
    begun(tandem)
    change_state(tandem=tandem, to=TandemState.ENDED, actor=None, now=NOW)
    assert Tandem.objects.get().ends_on == TODAY
    assert [forget_texts_due(today=TODAY + days(number)) for number in (30, 31)] == [0, 1]
    assert left()[0] == 0


def test_what_did_not_come_about_loses_its_texts_as_soon_and_goes_with_the_cohort(tandem: Tandem) -> None:
    """Somebody wrote after the first talk, and then one of the two did not go on."""
    Tandem.objects.filter(pk=tandem.pk).update(state="accepted", begins_on=None, ends_on=None)
    begun(tandem)
    change_state(tandem=tandem, to=TandemState.NOT_FORMED, actor=None, now=NOW)
    assert [forget_texts_due(today=TODAY + days(number)) for number in (30, 31)] == [0, 1]
    assert left()[0] == 0
    last = Cohort.objects.get().ends_on
    assert [delete_tandems_due(today=last + days(number)) for number in (0, 1)] == [0, 1]


def test_rooms_bring_what_they_keep(over: Tandem, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room's texts go through its own declaration; what nobody declares stays."""
    monkeypatch.setattr(forgetting, "_kept", {})
    monkeypatch.setattr(forgetting, "discover", lambda name: None)
    forgetting.register(Step, "undertaking__tandem", text="Raum suchen")
    assert forgetting.forget_texts([over.pk]) == {"undertakings.Step": 1}
    assert left() == [1, 0, 1]


def test_the_office_reads_the_report_in_numbers(over: Tandem, as_: As) -> None:
    office = factories.make_person()
    factories.make_role(over.cohort.programme, office)
    make_running(over.cohort)
    forget_texts_due(today=ENDS_ON + days(31))
    page = as_(office).get(f"/office/cohorts/{over.cohort_id}/tandems/endings/")
    endings = page.context["endings"]
    assert (endings.running, endings.closed, endings.without_texts, endings.published) == (1, 1, 1, 1)
    assert [one_.total for one_ in page.context["page"]] == [None]
    text = page.content.decode()
    assert [one(over, side).get_full_name() in text for side in ("mentor", "mentee")] == [False, False]
    assert "Ein Plan" not in text


def test_after_the_texts_have_gone_the_pages_say_so(over: Tandem, as_: As) -> None:
    forget_texts_due(today=ENDS_ON + days(31))
    client = as_(one(over))
    assert "deleted as promised" in client.get(f"/tandems/{over.pk}/undertaking/").content.decode()
    assert "They were deleted on" in client.get(f"/tandems/{over.pk}/closing/").content.decode()
