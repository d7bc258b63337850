"""Checklist and home page show what the rooms have registered, in its order."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from augenhoehe.common.discovery import discover
from augenhoehe.people.models import Person
from augenhoehe.portal import selectors
from augenhoehe.programmes import cards
from augenhoehe.programmes.cards import Check, Duty
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.services import create_cohort
from tests import factories
from tests.cast import Cast
from tests.factories import TODAY

ANNOUNCE = Check("call", "Announce", "not sent", False, "/b/")
AGREE = Check("", "Agree", "done in May", True, "/a/")
WHENEVER = Duty("Whenever", "No hurry.", "Do it", "/whenever/")
SOON = Duty("Soon", "It waits.", "Go", "/soon/", TODAY + dt.timedelta(days=9))


@pytest.fixture(autouse=True)
def _planted(monkeypatch: pytest.MonkeyPatch) -> None:
    discover("cards")  # else a room's cards would be found here for the first time, and go with the test
    monkeypatch.setattr(cards, "_checks", {"b": lambda cohort, today: [ANNOUNCE], "a": lambda cohort, today: [AGREE]})
    monkeypatch.setattr(cards, "_duties", {"a": lambda person, today: [WHENEVER], "b": lambda person, today: [SOON]})


def test_the_checklist_goes_by_phase_and_what_comes_before_the_call_is_first(cast: Cast) -> None:
    assert cards.checklist_of(cast.cohort, TODAY) == [AGREE, ANNOUNCE]
    assert selectors.checklist(cast.cohort, today=TODAY) == [
        selectors.Group("Before the call", [AGREE], due=False),
        selectors.Group("Call", [ANNOUNCE], due=True),
    ]


def test_the_most_urgent_duty_comes_first(cast: Cast) -> None:
    assert cards.duties_of(cast.mentor, TODAY) == [SOON, WHENEVER]


def test_office_and_home_show_them(cast: Cast, as_: Callable[[Person], Client]) -> None:
    overview = as_(cast.office).get(reverse("office-overview", args=[cast.cohort.pk])).content.decode()
    assert overview.index("Announce") < overview.index("The whole checklist") < overview.index("Agree")
    home = as_(cast.stranger).get(reverse("home")).content.decode()
    assert home.index('href="/soon/"') < home.index('href="/whenever/"')
    assert "Nothing to do for you" not in home


def test_parts_are_all_on_and_the_next_cohort_takes_them_over(cast: Cast) -> None:
    assert all(cast.cohort.uses(part) for part in Part)
    cast.cohort.save_version(cast.cohort.version, parts=[Part.NEED_CHECK])
    following = create_cohort(
        programme=cast.programme,
        name_de="Nächster",
        name_en="Next",
        starts_on=TODAY + dt.timedelta(days=400),
        ends_on=TODAY + dt.timedelta(days=700),
        actor=cast.office,
    )
    assert [part for part in Part if following.uses(part)] == [Part.NEED_CHECK]
    assert factories.make_cohort().uses(Part.WORKSHOP)
