"""The office reads means of five tandems and more, and can get at nothing smaller."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.mirror.confidential import open_lot, with_pair
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet, Lot
from augenhoehe.mirror.selectors.office import Means, figures_of
from augenhoehe.mirror.services.answering import take_back
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.factories import NOW

from .world import LAST_WEEKS, both, make_cohort, make_running, one, send, several

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
PAIR = Means(3.0, 1.0, 3.0)
"""Of 5, 3 and 2, 2: distance 3, assumed 2 and 0, accuracy 4 and 2."""


def test_nothing_below_five_tandems_then_means_per_statement() -> None:
    cohort = make_cohort()
    several(cohort, 4)
    assert (figures_of(cohort).rows, figures_of(cohort).first) == ([], 0)
    several(cohort, 1)
    figures = figures_of(cohort)
    assert (figures.first, figures.last, len(figures.rows)) == (5, 0, 12)
    assert {(row.first, row.last) for row in figures.rows} == {(PAIR, None)}


def test_figures_grow_by_lots_so_that_no_difference_is_a_tandem() -> None:
    cohort = make_cohort()
    several(cohort, 5)
    for _more in range(4):
        several(cohort, 1, mentor=(6, 1), mentee=(1, 6))
        assert (figures_of(cohort).first, figures_of(cohort).rows[0].first) == (5, PAIR)
    several(cohort, 1, mentor=(6, 1), mentee=(1, 6))
    assert (figures_of(cohort).first, figures_of(cohort).rows[0].first) == (10, Means(4.0, 3.0, 4.0))


def test_what_is_shown_is_never_made_anew() -> None:
    """Nothing that happens to a tandem afterwards changes a figure: nobody learns from the difference what was its."""
    cohort = make_cohort()
    first, second, *_others = several(cohort, 5)
    before = figures_of(cohort)
    take_back(tandem=first, actor=one(first), which=Round.FIRST, now=NOW)
    second.delete()
    assert figures_of(cohort) == before


def test_one_mentor_with_five_mentees_is_one_person() -> None:
    cohort = make_cohort()
    mentor = factories.make_application(cohort, "mentor")
    for place in range(1, 6):
        both(make_running(cohort, mentor=mentor, place=place, capacity=20))
    assert figures_of(cohort).first == 0
    several(cohort, 4)
    assert figures_of(cohort).first == 9


def test_a_tandem_of_which_one_side_has_sent_counts_for_nothing() -> None:
    cohort = make_cohort()
    several(cohort, 4)
    send(make_running(cohort))
    assert (figures_of(cohort).first, Lot.objects.get().tandems) == (0, 4)


def test_what_was_taken_back_before_the_other_sent_counts_for_nothing() -> None:
    tandem = make_running()
    send(tandem)
    take_back(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)
    assert send(tandem, "mentee") is False
    assert not Lot.objects.exists()


def test_rounds_and_cohorts_have_their_own() -> None:
    cohort, other = make_cohort(), make_cohort()
    several(cohort, 5, which=Round.LAST, now=LAST_WEEKS)
    several(cohort, 3)
    figures = figures_of(cohort)
    assert (figures.first, figures.last, figures.rows[0]) == (
        0,
        5,
        type(figures.rows[0])(figures.rows[0].statement, None, PAIR),
    )
    assert figures_of(other).rows == []


def test_an_open_lot_holds_nothing_readable_and_the_door_opens_none_too_small() -> None:
    cohort = make_cohort()
    for number in range(1, 5):
        several(cohort, 1)
        lot = Lot.objects.get()
        assert (lot.tandems, lot.sums, lot.closed) == (number, {}, False)
        assert b"presence" not in bytes(lot.sealed or b"")
        with pytest.raises(PermissionError):
            open_lot(lot)
    several(cohort, 1)
    lot = Lot.objects.get()
    assert (lot.closed, lot.sealed, lot.sums["presence"]) == (True, None, [15, 10, 30])
    assert not AnswerSheet.objects.filter(waiting=True).exists()


def test_nothing_leads_from_a_lot_to_a_tandem() -> None:
    several(make_cohort(), 1)
    assert {field.name for field in Lot._meta.get_fields()} == {
        "id", "cohort", "round", "tandems", "sealed", "sums", "closed",
    }  # fmt: skip


def test_a_pair_is_added_only_when_both_have_sent() -> None:
    tandem = make_running()
    both(tandem)
    mentor, mentee = AnswerSheet.objects.select_related("tandem").order_by("side")
    mentee.sent_at = None
    with pytest.raises(PermissionError):
        with_pair(Lot(cohort=tandem.cohort, round="first"), mentor, mentee)


def test_the_offices_page(as_: As) -> None:
    cohort, office = make_cohort(), factories.make_person()
    factories.make_role(cohort.programme, office)
    path = f"/office/cohorts/{cohort.pk}/evaluation/mirror/"
    apart = {"mentor": (6, 2), "mentee": (1, 6)}
    several(cohort, 4, **apart)
    assert "No figures yet" in as_(office).get(path).content.decode()
    several(cohort, 1, **apart)
    page = as_(office).get(path).content.decode()
    assert [text in page for text in ("5 tandems", "too few tandems", "4.5", "Presence builds trust.")] == [True] * 4
    # The picture is of what stands in the table: the distance of both rounds, and a gap where it is withheld.
    assert (page.count('data-chart="bars"'), page.count('data-value="5.00"'), page.count('class="num"')) == (1, 12, 26)
    assert "Distance<span" in page.replace("\n", "")
    assert path in as_(office).get(f"/office/cohorts/{cohort.pk}/evaluation/").content.decode()
    Cohort.objects.update(parts=[])
    assert as_(office).get(path).status_code == 404
    assert path not in as_(office).get(f"/office/cohorts/{cohort.pk}/evaluation/").content.decode()


@pytest.mark.parametrize("lots", [1, 3])
def test_flat_in_queries(lots: int) -> None:
    cohort = make_cohort()
    several(cohort, 5)
    for _more in range(lots - 1):
        Lot.objects.create(cohort=cohort, round="last", tandems=5, closed=True, sums=Lot.objects.earliest("pk").sums)
    with CaptureQueriesContext(connection) as queries:
        figures_of(cohort)
    assert len(queries) == 2
