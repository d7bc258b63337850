"""What the two plan: both write it, nobody overwrites the other, and after the end nobody changes it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.errors import TooManyStepsError, UndertakingError
from augenhoehe.undertakings.models import Step, Undertaking
from augenhoehe.undertakings.rules import MOST_STEPS
from augenhoehe.undertakings.services.publication import agree_to_publication
from augenhoehe.undertakings.services.undertaking import add_step, delete_step, save_undertaking, set_step_done
from tests import factories
from tests.factories import NOW, TODAY

from .world import PLAN, begun, one, stepped, worded

As = Callable[[Person], Client]
WRITABLE = (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)
READABLE = (*WRITABLE, TandemState.CLOSED)


@pytest.mark.parametrize("state", TandemState)
def test_pages_by_state(tandem: Tandem, as_: As, state: TandemState) -> None:
    step = stepped(begun(tandem))
    asked = {"mentor_answer": "open", "mentee_answer": "open", "mentor_confirms": "open", "mentee_confirms": "open"}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **(asked if state == TandemState.NOT_FORMED else {}))
    client, here = as_(one(tandem, "mentee")), f"/tandems/{tandem.pk}/undertaking/"
    assert client.get(here).status_code == (200 if state in READABLE else 404)
    for page in ("edit/", "steps/", f"steps/{step.pk}/"):
        assert client.get(f"{here}{page}").status_code == (200 if state in WRITABLE else 404)
    for act in ("done/", "delete/"):
        assert client.post(f"{here}steps/{step.pk}/{act}").status_code == (302 if state in WRITABLE else 404)


def test_a_stranger_and_the_office_find_nothing(tandem: Tandem, as_: As) -> None:
    step, office = stepped(begun(tandem)), factories.make_person()
    factories.make_role(tandem.cohort.programme, office)
    for person in (factories.make_person(), office):
        for page in ("", "edit/", "steps/", f"steps/{step.pk}/", "library/", "library/edit/"):
            assert as_(person).get(f"/tandems/{tandem.pk}/undertaking/{page}").status_code == 404


def test_the_log_does_not_count_who_writes(tandem: Tandem) -> None:
    plan = begun(tandem)
    for version, side in ((1, "mentee"), (2, "mentor")):
        changes = {**PLAN, "result": f"Stand {version}"}
        save_undertaking(tandem=tandem, actor=one(tandem, side), version=version, changes=changes, now=NOW)
    set_step_done(step=stepped(plan), actor=one(tandem), done=True, now=NOW, today=TODAY)
    assert list(Entry.objects.values_list("action", "actor_id")) == [("undertakings.begun", None)]


def test_without_the_part_there_is_no_page_and_no_tab(tandem: Tandem, as_: As) -> None:
    client, here = as_(one(tandem)), f"/tandems/{tandem.pk}/undertaking/"
    assert here in client.get(f"/tandems/{tandem.pk}/").content.decode()
    tandem.cohort.parts = [part for part in tandem.cohort.parts if part != "undertaking"]
    tandem.cohort.save()
    assert here not in client.get(f"/tandems/{tandem.pk}/").content.decode()
    for page in ("", "edit/", "library/"):
        assert client.get(f"{here}{page}").status_code == 404
    assert client.get(f"/tandems/{tandem.pk}/closing/").status_code == 200


def test_both_write_it_on_the_page(tandem: Tandem, as_: As) -> None:
    here = f"/tandems/{tandem.pk}/undertaking/"
    client = as_(one(tandem))
    wrong = client.post(f"{here}edit/", {**PLAN, "goal": "", "version": 0})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["goal"])
    assert client.post(f"{here}edit/", {**PLAN, "version": 0}).status_code == 302
    assert client.post(f"{here}edit/", {**PLAN, "version": 0}).status_code == 302  # the same once more
    late = as_(one(tandem, "mentee")).post(f"{here}edit/", {**PLAN, "goal": "Etwas anderes", "version": 0})
    assert (late.status_code, late.context["conflict"]) == (409, [("What we want to bring about", "Mehr Offenheit")])
    assert "Etwas anderes" in late.content.decode()
    assert Undertaking.objects.get().goal == "Mehr Offenheit"
    fresh = {**PLAN, "goal": "Etwas anderes", "version": Undertaking.objects.get().version}
    assert as_(one(tandem, "mentee")).post(f"{here}edit/", fresh).status_code == 302
    assert Undertaking.objects.get().goal == "Etwas anderes"


def test_steps_on_the_page(tandem: Tandem, as_: As) -> None:
    begun(tandem)
    client, here = as_(one(tandem, "mentee")), f"/tandems/{tandem.pk}/undertaking/"
    data = {"text": "Raum suchen", "doer": "others", "due_on": "2026-12-01", "draft_key": str(uuid.uuid4())}
    wrong = client.post(f"{here}steps/", {**data, "text": "", "doer": "nobody"})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["doer", "text"])
    for _twice in range(2):
        assert client.post(f"{here}steps/", data).status_code == 302
    step = Step.objects.get()
    assert (step.text, step.doer, step.due_on) == ("Raum suchen", "others", dt.date(2026, 12, 1))
    assert client.post(f"{here}steps/", {**data, "text": "Anders"}).status_code == 409
    assert client.post(f"{here}steps/{step.pk}/", {**data, "text": "Saal suchen", "version": 1}).status_code == 302
    late = client.post(f"{here}steps/{step.pk}/", {**data, "text": "Zimmer suchen", "version": 1})
    assert (late.status_code, late.context["conflict"]) == (409, [("What has to be done", "Saal suchen")])
    client.post(f"{here}steps/{step.pk}/done/", {"done": "yes"})
    assert Step.objects.get().done_on == TODAY
    client.post(f"{here}steps/{step.pk}/done/", {"done": "no"})
    assert Step.objects.get().done_on is None
    client.post(f"{here}steps/{step.pk}/delete/")
    assert not Step.objects.exists()


def test_a_step_is_reached_through_its_own_tandem_alone(
    tandem: Tandem, running: Callable[..., Tandem], as_: As
) -> None:
    step, other = stepped(begun(tandem)), running()
    begun(other)
    client = as_(one(other))
    assert client.get(f"/tandems/{other.pk}/undertaking/steps/{step.pk}/").status_code == 404
    assert client.post(f"/tandems/{other.pk}/undertaking/steps/{step.pk}/delete/").status_code == 404


def test_who_is_not_of_the_two_changes_nothing(tandem: Tandem) -> None:
    undertaking = begun(tandem)
    step, stranger = stepped(undertaking), factories.make_person()
    acts: tuple[Callable[[], Any], ...] = (
        lambda: save_undertaking(tandem=tandem, actor=stranger, version=1, changes=PLAN, now=NOW),
        lambda: add_step(undertaking=undertaking, actor=stranger, values={"text": "x"}, draft_key=uuid.uuid4()),
        lambda: set_step_done(step=step, actor=stranger, done=True, now=NOW, today=TODAY),
        lambda: delete_step(step=step, actor=stranger),
    )
    for act in acts:
        with pytest.raises(UndertakingError):
            act()


def test_ticking_twice_is_once(tandem: Tandem) -> None:
    step = stepped(begun(tandem))
    for day in (TODAY, TODAY + dt.timedelta(days=1)):
        set_step_done(step=step, actor=one(tandem), done=True, now=NOW, today=day)
    step.refresh_from_db()
    assert (step.done_on, step.version) == (TODAY, 2)


def test_there_are_not_endlessly_many_steps(tandem: Tandem) -> None:
    undertaking = begun(tandem)
    Step.objects.bulk_create(Step(undertaking=undertaking, text=str(number)) for number in range(MOST_STEPS))
    with pytest.raises(TooManyStepsError):
        stepped(undertaking)


def test_a_known_draft_with_other_words_is_no_second_step(tandem: Tandem) -> None:
    step = stepped(begun(tandem))
    assert step.draft_key
    with pytest.raises(StaleError):
        add_step(
            undertaking=step.undertaking, actor=one(tandem), values={"text": "Anders"}, draft_key=step.draft_key
        )  # fmt: skip


@pytest.mark.parametrize("page", ["undertaking/", ""])
def test_queries_do_not_grow_with_the_steps(tandem: Tandem, as_: As, page: str) -> None:
    undertaking, client = begun(tandem), as_(one(tandem))
    counts = []
    for more in (1, 2):
        for _number in range(more):
            stepped(undertaking)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/tandems/{tandem.pk}/{page}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_step_is_overdue_from_the_day_after_until_it_is_done(tandem: Tandem, as_: As) -> None:
    undertaking, today = begun(tandem), timezone.localdate()
    step = stepped(undertaking, due_on=today - dt.timedelta(days=1))
    stepped(undertaking, due_on=today)
    path, client = f"/tandems/{tandem.pk}/undertaking/", as_(one(tandem))
    assert client.get(path).content.decode().count("overdue") == 1
    set_step_done(step=step, actor=one(tandem), done=True, now=NOW, today=today)
    assert "overdue" not in client.get(path).content.decode()


def test_the_first_page_asks_who_has_not_answered_for_the_library(tandem: Tandem, as_: As) -> None:
    def asks() -> list[bool]:
        pages = (as_(one(tandem, side)).get(f"/tandems/{tandem.pk}/") for side in ("mentor", "mentee"))
        return ["Read and decide" in page.content.decode() for page in pages]

    begun(tandem)
    text = worded(tandem)
    assert asks() == [False, False]
    agree_to_publication(tandem=tandem, actor=one(tandem), version=text.version, now=NOW)
    assert asks() == [False, True]


def test_the_first_page_says_what_comes_next(tandem: Tandem, as_: As) -> None:
    undertaking = begun(tandem)
    stepped(undertaking, text="Später", due_on=dt.date(2027, 3, 1))
    stepped(undertaking, text="Als Nächstes", due_on=dt.date(2026, 12, 1))
    page = as_(one(tandem, "mentee")).get(f"/tandems/{tandem.pk}/").content.decode()
    assert ("Als Nächstes" in page, "Später" in page) == (True, False)
