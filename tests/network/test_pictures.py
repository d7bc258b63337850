"""Who got to know whom: what a picture counts, what it does not tell, and that it stays as it is."""

import datetime as dt
import io
import itertools
import random
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from augenhoehe.network.models import Picture
from augenhoehe.network.rules import OTHERS, Tie, rolled_up, tell
from augenhoehe.network.selectors.pictures import network_of
from augenhoehe.network.services.drawing import draw_due, draw_picture
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import closing_cohort, met

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


def drawn(cohort: Cohort) -> Picture:
    return draw_picture(cohort=cohort, now=NOW)[0]


def ties(*groups: tuple[int, str | None, str | None], people: int = 0) -> dict[int, Tie]:
    """(number, department, department) …; with `people`, so many mentors take turns."""
    places = [(one, other) for number, one, other in groups for _time in range(number)]
    return {key: Tie(key % people if people else key, 1000 + key, pair, (2, 5)) for key, pair in enumerate(places)}


def test_tandems_between_departments_in_either_direction() -> None:
    cohort = closing_cohort()
    one, other = factories.make_unit(name="Bau"), factories.make_unit(name="Soziales")
    section = factories.make_unit(name="Hochbau", kind="section", parent=one)
    met(cohort, section, other, 3)
    met(cohort, other, one, 2)
    met(cohort, one, one, 6, levels=(3, 3), state="closed")
    picture = drawn(cohort)
    assert picture.departments == {"names": ["Bau", "Soziales"], "cells": [[6, 5], [5, 0]]}
    assert picture.levels == {"names": [2, 3, 5], "cells": [[0, 0, 5], [0, 6, 0], [5, 0, 0]]}
    assert (picture.tandems, picture.people, picture.crossing) == (11, 22, 5)
    assert (picture.departments_reached, picture.departments_in_all, picture.levels_reached) == (2, 2, 3)


@pytest.mark.parametrize("state", ["proposed", "accepted", "not_formed"])
def test_who_has_not_confirmed_has_not_met(state: str) -> None:
    cohort = closing_cohort()
    met(cohort, factories.make_unit(), factories.make_unit(), 6, state=state)
    assert drawn(cohort).tandems is None


@pytest.mark.parametrize("state", ["confirmed", "paused", "ended", "closed"])
def test_who_has_confirmed_has_met_whatever_came_later(state: str) -> None:
    cohort = closing_cohort()
    met(cohort, factories.make_unit(), factories.make_unit(), 5, state=state)
    assert drawn(cohort).tandems == 5


def test_four_tandems_are_not_told() -> None:
    cohort = closing_cohort()
    met(cohort, factories.make_unit(), factories.make_unit(), 4)
    picture = drawn(cohort)
    assert (picture.tandems, picture.people, picture.departments_reached, picture.bridges) == (None,) * 4
    assert (picture.departments, picture.levels) == ({}, {})


def test_five_tandems_of_four_mentors_are_not_told() -> None:
    told, tables = tell(ties((5, "A", "B"), people=4))
    assert told.total is None
    assert tables == {"departments": {}, "levels": {}}


def test_small_departments_are_counted_together() -> None:
    _told, tables = tell(ties((9, "A", "A"), (5, "A", "B"), (3, "B", "C"), (2, "C", "D")))
    # With a row for B too, its three tandems with the others would be told.
    assert tables["departments"] == {"names": ["A", "C", OTHERS], "cells": [[9, 0, 5], [0, 0, 5], [5, 5, 0]]}


def test_no_other_choice_of_names_shows_more() -> None:
    """Against every choice there is: a large department that fits can stand in the way of two smaller ones."""
    better = 0
    for seed in range(40):
        chance = random.Random(seed)
        pairs = [tuple(chance.choices("ABCDE", (5, 4, 3, 2, 2), k=2)) for _tandem in range(24)]
        found = ties(*((1, one, other) for one, other in pairs))
        named = {name for name in rolled_up(found, "departments").values() if name != OTHERS}
        fits = [
            set(names)
            for size in range(6)
            for names in itertools.combinations("ABCDE", size)
            if min(Counter(frozenset(n if n in names else OTHERS for n in pair) for pair in pairs).values()) >= 5
        ]
        most = max(map(len, fits))
        assert (len(named), named in fits) == (most, True)
        better += most > 1
    assert better


@pytest.mark.parametrize(("between", "people"), [(4, 4), (5, 4)])
def test_too_few_between_two_are_rolled_up_and_not_left_as_a_hole(between: int, people: int) -> None:
    """Four tandems between A and B, or five of four mentors."""
    found = ties((9, "A", "A"), (9, "C", "C"))
    found |= {100 + at: Tie(100 + at % people, 2000 + at, ("A", "B"), (2, 5)) for at in range(between)}
    _told, tables = tell(found)
    assert tables["departments"] == {"names": ["C", OTHERS], "cells": [[9, 0], [0, 9 + between]]}


def test_nothing_follows_from_levels_and_departments_together() -> None:
    """Of six tandems between A and B five are of one pair of levels: both figures would be the sixth tandem."""
    found = ties((6, "A", "B"), (6, "C", "C"))
    for key in range(1, 6):
        found[key] = Tie(key, 1000 + key, ("A", "B"), (3, 3))
    _told, tables = tell(found)
    assert tables == {
        "departments": {"names": ["A", "B", "C"], "cells": [[0, 6, 0], [6, 0, 0], [0, 0, 6]]},
        "levels": {},
    }


def test_nobody_of_one_department_alone_is_told_by_what_crosses() -> None:
    cohort = closing_cohort()
    one, other = factories.make_unit(), factories.make_unit()
    met(cohort, one, other, 10)
    met(cohort, one, one, 2)
    picture = drawn(cohort)
    assert (picture.tandems, picture.crossing) == (12, None)


def test_people_without_a_unit_are_in_the_sums_alone() -> None:
    cohort = closing_cohort()
    met(cohort, None, factories.make_unit(), 5)
    picture = drawn(cohort)
    assert (picture.tandems, picture.departments, picture.departments_reached) == (5, {}, 1)


def test_a_picture_is_drawn_once() -> None:
    cohort = closing_cohort()
    met(cohort, factories.make_unit(), factories.make_unit(), 5)
    assert draw_due(now=NOW) == 1
    met(cohort, factories.make_unit(), factories.make_unit(), 1)
    assert draw_due(now=NOW + dt.timedelta(days=1)) == 0
    assert draw_picture(cohort=cohort, now=NOW)[1] is False
    Tandem.objects.all().delete()
    assert Picture.objects.get().tandems == 5


def test_it_is_drawn_when_the_closing_begins() -> None:
    cohort = closing_cohort()
    cohort.phases.filter(kind="closing").update(opens_on=NOW.date() + dt.timedelta(days=1))
    assert draw_due(now=NOW) == 0
    assert network_of(cohort).drawn_on == NOW.date() + dt.timedelta(days=1)
    assert draw_due(now=NOW + dt.timedelta(days=1)) == 1


def test_without_a_closing_it_is_the_last_day() -> None:
    cohort = factories.make_cohort()
    assert network_of(cohort).drawn_on == cohort.ends_on


def test_bridges_are_pairs_that_no_cohort_had_before() -> None:
    programme = factories.make_programme()
    one, two, three = (factories.make_unit() for _time in range(3))
    first, second = closing_cohort(programme, began=500), closing_cohort(programme, began=200)
    met(first, one, two, 1)
    assert drawn(first).bridges is None  # too few to be told, and a bridge all the same
    met(second, two, one, 3)
    met(second, two, three, 3)
    met(second, one, one, 3)
    assert drawn(second).bridges == 1
    assert [step.picture.bridges for step in network_of(second).steps] == [None, 1]
    assert [step.picture.bridges for step in network_of(first).steps] == [None]


def test_other_programmes_are_not_looked_back_on() -> None:
    one, two = factories.make_unit(), factories.make_unit()
    elsewhere, here = closing_cohort(began=500), closing_cohort(began=200)
    for cohort in (elsewhere, here):
        met(cohort, one, two, 5)
    assert [drawn(elsewhere).bridges, drawn(here).bridges] == [1, 1]
    assert len(network_of(here).steps) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(number: int) -> None:
    programme = factories.make_programme()
    for time in range(number):
        cohort = closing_cohort(programme, began=200 + time)
        met(cohort, factories.make_unit(), factories.make_unit(), 5 * number)
        drawn(cohort)
    latest = Cohort.objects.latest("starts_on")
    with CaptureQueriesContext(connection) as queries:
        network_of(latest)
    assert len(queries) == 2


def test_the_page_says_when_the_picture_comes(as_: As) -> None:
    cohort = closing_cohort()
    office = factories.make_person()
    factories.make_role(cohort.programme, office)
    page = as_(office).get(f"/office/cohorts/{cohort.pk}/evaluation/network/").content.decode()
    assert "The picture is still to come" in page
    assert "22 November 2026" in page
    assert as_(office).get(f"/cohorts/{cohort.pk}/network/export/csv/").status_code == 404


@pytest.mark.parametrize("kind", ["office", "sponsor", "council"])
def test_page_and_tables(as_: As, kind: str) -> None:
    cohort = closing_cohort(parts=[])
    met(cohort, factories.make_unit(name="=Bau"), factories.make_unit(name="Soziales"), 7)
    met(cohort, *(factories.make_unit(name="Kultur"),) * 2, 5)
    drawn(cohort)
    reader = factories.make_person()
    factories.make_role(cohort.programme, reader, kind)
    page = as_(reader).get(f"/cohorts/{cohort.pk}/network/").content.decode()
    assert 'data-chart="chord"' in page
    assert page.count('<td class="num">7</td>') >= 2
    csv = as_(reader).get(f"/cohorts/{cohort.pk}/network/export/csv/").content.decode("utf-8-sig")
    assert "'=Bau" in csv
    book = load_workbook(io.BytesIO(as_(reader).get(f"/cohorts/{cohort.pk}/network/export/xlsx/").content))
    assert book.sheetnames == ["Over the cohorts", "Departments", "Levels"]
    assert [cell.value for cell in book["Over the cohorts"][2]][1:4] == [12, 24, 7]
    assert as_(reader).get(f"/cohorts/{cohort.pk}/network/export/pdf/").status_code == 404


def test_a_withheld_cell_has_no_picture_around_it(as_: As) -> None:
    cohort = closing_cohort()
    Picture.objects.create(
        cohort=cohort, drawn_at=NOW, tandems=20, people=40,
        departments={"names": ["A", "B", OTHERS], "cells": [[9, 0, None], [0, 5, 0], [None, 0, 6]]},
    )  # fmt: skip
    office = factories.make_person()
    factories.make_role(cohort.programme, office)
    page = as_(office).get(f"/office/cohorts/{cohort.pk}/evaluation/network/").content.decode()
    assert 'data-chart="chord"' not in page
    assert "all other departments" in page
    assert "not told" in page
