"""From the catalogue to the used place: who may wish, who gets what, what each reads, and who learns nothing."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.benefit_cards import round_check, wishes
from augenhoehe.recognition.enums import PlaceState, RoundState
from augenhoehe.recognition.errors import NothingToWishError, ProposalOutdatedError, RoundClosedError
from augenhoehe.recognition.models import Benefit, BenefitPlace, BenefitRound, WishList
from augenhoehe.recognition.selectors.benefits import (
    BenefitFigures,
    benefit_figures,
    current_round,
    proposal_of,
    wishers_of,
)
from augenhoehe.recognition.services.allotting import publish_round, settle_place
from augenhoehe.recognition.services.benefit_upkeep import forget_wishes, remind_of_use, remind_of_wishes
from augenhoehe.recognition.services.benefits import change_benefit, fill_catalogue, open_round, remove_benefit
from augenhoehe.recognition.services.wishes import give_back, say_wishes
from tests import factories
from tests.factories import NOW, TODAY

from .world import finished, mails

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
DAY = dt.timedelta(days=1)
AFTER = NOW + 8 * DAY


def mentors(cohort: Cohort, number: int) -> list[Application]:
    return [finished(cohort, held=0).mentor for _one in range(number)]


@pytest.fixture
def cohort() -> Cohort:
    return factories.make_cohort()


@pytest.fixture
def office(cohort: Cohort) -> Person:
    return factories.make_role(cohort.programme, factories.make_person()).person


@pytest.fixture
def round_(cohort: Cohort) -> BenefitRound:
    return factories.make_benefit_round(cohort)


def give_out(round_: BenefitRound, now: dt.datetime = AFTER) -> int:
    return publish_round(round_=round_, basis=proposal_of(round_).basis, actor=None, now=now)


def wish(application: Application, round_: BenefitRound, *benefits: Benefit, version: int = 0) -> WishList:
    choices = [one.pk for one in benefits]
    return say_wishes(application=application, round_=round_, version=version, choices=choices, now=NOW)


def at(cohort: Cohort, page: str = "") -> str:
    return f"/office/cohorts/{cohort.pk}/recognition/benefits/{page}"


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_catalogue_is_filled_once_and_again_for_the_next_round(cohort: Cohort):
    assert fill_catalogue(cohort=cohort, actor=None) == 6
    assert fill_catalogue(cohort=cohort, actor=None) == 0
    current = current_round(cohort)
    Benefit.objects.exclude(pk=current.benefits.first().pk).delete()
    other = factories.make_cohort(cohort.programme)
    assert fill_catalogue(cohort=other, actor=None) == 1
    assert all(one.title_en and one.text_en for one in current.benefits.all())


def test_opening_draws_the_seed_and_writes_to_who_may_wish(cohort: Cohort):
    mentor = finished(cohort).mentor
    factories.make_tandem(cohort)  # nobody has confirmed
    fill_catalogue(cohort=cohort, actor=None)
    Benefit.objects.update(audience="mentors")
    opened = open_round(cohort=cohort, version=1, until=TODAY + 7 * DAY, actor=None, now=NOW)
    assert len(opened.seed) == 32
    assert Entry.objects.get(action="recognition.wishes_opened").data["seal"] == opened.fingerprint
    assert opened.seed not in str(Entry.objects.values_list("data", flat=True))
    assert [mail.person_id for mail in mails("benefits_opened")] == [mentor.person_id]
    with pytest.raises(RoundClosedError):
        open_round(cohort=cohort, version=2, until=TODAY + 9 * DAY, actor=None, now=NOW)
    with pytest.raises(RoundClosedError):
        fill_catalogue(cohort=cohort, actor=None)


def test_an_empty_catalogue_is_not_opened(cohort: Cohort):
    with pytest.raises(NothingToWishError):
        open_round(cohort=cohort, version=1, until=TODAY, actor=None, now=NOW)


def test_once_people_wish_places_stay(round_: BenefitRound):
    benefit = factories.make_benefit(round_, places=2)
    with pytest.raises(RoundClosedError):
        change_benefit(benefit=benefit, version=1, changes={"places": 3}, actor=None)
    with pytest.raises(RoundClosedError):
        remove_benefit(benefit=benefit, actor=None)
    change_benefit(benefit=benefit, version=1, changes={"title_de": "Neu", "places": 2}, actor=None)
    with pytest.raises(StaleError):
        change_benefit(benefit=benefit, version=1, changes={"title_de": "Alt"}, actor=None)


def test_mentees_wish_for_what_is_for_both(cohort: Cohort, round_: BenefitRound):
    tandem = finished(cohort)
    ours = factories.make_benefit(round_)
    assert list(wishers_of(round_)) == [tandem.mentor]
    both = factories.make_benefit(round_, audience="both")
    assert {*wishers_of(round_)} == {tandem.mentor, tandem.mentee}
    wish(tandem.mentee, round_, both)
    with pytest.raises(RoundClosedError):
        wish(tandem.mentee, round_, ours, version=1)


def test_wishes_change_until_the_last_day_and_leave_no_trace_in_the_log(cohort: Cohort, round_: BenefitRound):
    mentor, one, two = finished(cohort).mentor, factories.make_benefit(round_), factories.make_benefit(round_)
    before = Entry.objects.count()
    wish(mentor, round_, one, two)
    wish(mentor, round_, two, version=1)
    with pytest.raises(StaleError):
        wish(mentor, round_, one, version=1)
    with pytest.raises(StaleError):
        say_wishes(application=finished(cohort).mentor, round_=round_, version=4, choices=[], now=NOW)
    last = NOW + 7 * DAY
    assert say_wishes(application=mentor, round_=round_, version=2, choices=[], now=last).choices == []
    with pytest.raises(RoundClosedError):
        say_wishes(application=mentor, round_=round_, version=3, choices=[one.pk], now=last + DAY)
    assert Entry.objects.count() == before


def test_places_are_given_out_once_by_what_the_office_has_seen(cohort: Cohort, round_: BenefitRound):
    benefit = factories.make_benefit(round_, places=2)
    people = mentors(cohort, 4)
    for mentor in people[:3]:
        wish(mentor, round_, benefit)
    wish(people[3], round_)
    with pytest.raises(RoundClosedError):
        give_out(round_, NOW + 7 * DAY)
    basis = proposal_of(round_).basis
    WishList.objects.filter(application=people[0]).delete()
    with pytest.raises(ProposalOutdatedError):
        publish_round(round_=round_, basis=basis, actor=None, now=AFTER)
    factories.make_wishes(people[0], benefit)
    assert give_out(round_) == 2
    with pytest.raises(RoundClosedError):
        give_out(round_)
    benefit.refresh_from_db()
    assert (benefit.wished, benefit.wished_first) == (3, 3)
    assert sorted(WishList.objects.values_list("lot", flat=True), key=str) == [1, 2, 3, None]
    assert (len(mails("benefits_given")), len(mails("benefits_nothing"))) == (2, 1)
    assert benefit_figures(cohort) == BenefitFigures(1, 2, 3, 2, 0, 0)


def test_who_had_something_comes_after_in_the_next_round(cohort: Cohort, round_: BenefitRound):
    had, new = mentors(cohort, 2)
    benefit = factories.make_benefit(round_)
    wish(had, round_, benefit)
    give_out(round_)
    for seed in "abcd":
        later = factories.make_benefit_round(cohort, number=2, seed=seed)
        again = factories.make_benefit(later)
        for mentor in (had, new):
            factories.make_wishes(mentor, again)
        assert proposal_of(later).allotment.places == {new.pk: again.pk}
        later.delete()
    BenefitPlace.objects.update(state=PlaceState.CANCELLED, settled_on=TODAY)
    later = factories.make_benefit_round(cohort, number=2)
    factories.make_wishes(had, factories.make_benefit(later))
    assert not proposal_of(later).allotment.is_served(had.pk)


def test_a_returned_place_goes_to_the_next_in_line(cohort: Cohort, round_: BenefitRound):
    benefit, other = factories.make_benefit(round_), factories.make_benefit(round_)
    for mentor in mentors(cohort, 3):
        wish(mentor, round_, benefit)
    last = mentors(cohort, 1)[0]
    wish(last, round_, other, benefit)
    give_out(round_)
    first = BenefitPlace.objects.get(benefit=benefit)
    give_back(place=first, actor=None, now=AFTER)
    give_back(place=first, actor=None, now=AFTER)
    second = BenefitPlace.objects.get(benefit=benefit, followed=True)
    lots = {one.lot: one for one in WishList.objects.exclude(application=last)}
    assert (first.wish_list, second.wish_list) == tuple(lots[lot] for lot in sorted(lots)[:2])
    assert second.rank == 1
    assert [mail.person_id for mail in mails("benefits_passed_on")] == [second.wish_list.application.person_id]
    benefit.use_until = AFTER.date() - DAY
    benefit.save()
    give_back(place=second, actor=None, now=AFTER)
    assert BenefitPlace.objects.taken().filter(benefit=benefit).count() == 0
    assert BenefitPlace.objects.get(benefit=other).wish_list.application == last


@pytest.mark.parametrize("state", ["redeemed", "unused", "cancelled"])
def test_what_was_used_is_not_given_back(cohort: Cohort, round_: BenefitRound, state: str):
    benefit = factories.make_benefit(round_)
    place = factories.make_benefit_place(factories.make_wishes(mentors(cohort, 1)[0], benefit, lot=1), benefit)
    settle_place(place=place, version=1, state=PlaceState(state), day=TODAY, actor=None)
    with pytest.raises(StaleError):
        settle_place(place=place, version=1, state=PlaceState.UNUSED, day=TODAY, actor=None)
    with pytest.raises(RoundClosedError):
        give_back(place=place, actor=None, now=NOW)
    back = settle_place(place=place, version=2, state=PlaceState.ALLOTTED, day=TODAY, actor=None)
    assert back.settled_on is None
    give_back(place=place, actor=None, now=NOW)
    with pytest.raises(RoundClosedError):
        settle_place(place=place, version=4, state=PlaceState.REDEEMED, day=TODAY, actor=None)


def test_reminders_go_once_to_those_whom_they_concern(cohort: Cohort, round_: BenefitRound):
    benefit = factories.make_benefit(round_, use_until=TODAY + 20 * DAY)
    said, silent = mentors(cohort, 2)
    wish(said, round_, benefit)
    assert remind_of_wishes(now=NOW) == 0
    assert [remind_of_wishes(now=NOW + 5 * DAY) for _twice in "ab"] == [1, 0]
    assert [mail.person_id for mail in mails("benefits_reminder")] == [silent.person_id]
    give_out(round_)
    assert [remind_of_use(now=AFTER) for _twice in "ab"] == [1, 0]
    assert [mail.person_id for mail in mails("benefits_use_soon")] == [said.person_id]


def test_wishes_are_forgotten_and_places_stay(cohort: Cohort, round_: BenefitRound):
    benefit = factories.make_benefit(round_)
    for mentor in mentors(cohort, 2):
        wish(mentor, round_, benefit)
    give_out(round_)
    assert forget_wishes(now=AFTER + 183 * DAY) == 0
    assert forget_wishes(now=AFTER + 184 * DAY) == 2
    assert WishList.objects.get().choices == []
    assert BenefitPlace.objects.count() == 1


def test_from_the_office_s_pages(cohort: Cohort, office: Person, as_: As):
    client = as_(office)
    assert "Nothing to wish for yet" in words(client.get(at(cohort)))
    client.post(at(cohort, "fill/"))
    assert "Nobody may wish yet" in words(client.get(at(cohort, "open/")))
    finished(cohort)
    one = Benefit.objects.first()
    page = client.get(at(cohort, f"{one.pk}/"))
    data = {**page.context["form"].initial, "version": 1, "places": 9, "takes_place_on": "", "use_until": ""}
    assert client.post(at(cohort, f"{one.pk}/"), data).status_code == 302
    assert client.post(at(cohort, f"{one.pk}/"), {**data, "places": 8}).status_code == 409
    assert client.post(at(cohort, f"{one.pk}/"), {**data, "version": 2, "places": 0}).status_code == 422
    new = client.get(at(cohort, "new/")).context["form"]
    key = {"draft_key": str(new["draft_key"].value()), "kind": "other", "title_de": "Neu", "places": 1}
    for _twice in "ab":
        assert client.post(at(cohort, "new/"), {**key, "audience": "both"}).status_code == 302
    assert client.post(at(cohort, "new/"), {**key, "audience": "both", "title_de": "Alt"}).status_code == 409
    assert Benefit.objects.filter(title_de="Neu").count() == 1
    client.post(at(cohort, f"{one.pk}/remove/"))
    assert not Benefit.objects.filter(pk=one.pk).exists()
    assert client.post(at(cohort, "open/"), {"version": 1, "until": TODAY - DAY}).status_code == 422
    page = words(client.get(at(cohort, "open/")))
    assert ("2 people may wish" in page, "Nobody may wish yet" in page) == (True, False)
    client.post(at(cohort, "open/"), {"version": current_round(cohort).version, "until": TODAY + DAY})
    assert current_round(cohort).state == RoundState.OPEN
    assert "Open for wishes until" in words(client.get(at(cohort)))


def test_the_proposal_is_given_out_and_what_became_of_it_is_written_down(
    cohort: Cohort, round_: BenefitRound, office: Person, as_: As
):
    benefit = factories.make_benefit(round_, places=1, title_de="=1+1", title_en="=1+1")
    for mentor in mentors(cohort, 2):
        wish(mentor, round_, benefit)
    BenefitRound.objects.update(until=TODAY - DAY)
    client = as_(office)
    path = at(cohort, f"rounds/{round_.pk}/proposal/")
    page = client.get(path)
    assert "one person more gets something" in words(page)
    assert client.post(path, {"basis": "x"}).status_code == 409
    assert client.post(path, {"basis": page.context["proposal"].basis}).status_code == 302
    place = BenefitPlace.objects.get()
    settle = at(cohort, f"places/{place.pk}/")
    assert client.post(settle, {"version": 1, "state": "redeemed", "day": TODAY + DAY}).status_code == 422
    assert client.post(settle, {"version": 1, "state": "redeemed"}).status_code == 302
    assert client.post(settle, {"version": 1, "state": "unused"}).status_code == 409
    table = client.get(at(cohort, f"rounds/{round_.pk}/export/csv/")).content.decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(table), delimiter=";"))[1:]
    assert row[0] == "'=1+1"
    assert row[-2:] == ["used", TODAY.isoformat()]
    assert client.get(at(cohort, f"rounds/{round_.pk}/export/xlsx/")).content[:2] == b"PK"
    assert "Nothing fits" in words(client.get(at(cohort, f"rounds/{round_.pk}/places/?state=unused")))


def test_somebody_wishes_on_their_page(cohort: Cohort, round_: BenefitRound, as_: As):
    mentor = mentors(cohort, 1)[0]
    one, two = factories.make_benefit(round_), factories.make_benefit(round_)
    client, path = as_(mentor.person), f"/benefits/{round_.pk}/"
    (duty,) = wishes(mentor.person, TODAY)
    assert (duty.href, duty.until) == (path, round_.until)
    assert client.post(path, {"version": 0, "first": ""}).status_code == 422
    assert client.post(path, {"version": 0, "first": one.pk, "second": one.pk}).status_code == 422
    assert client.post(path, {"version": 0, "first": two.pk, "third": one.pk}).status_code == 302
    assert WishList.objects.get().choices == [two.pk, one.pk]
    assert not list(wishes(mentor.person, TODAY))
    late = client.post(path, {"version": 0, "first": one.pk})
    assert late.status_code == 409
    assert f'value="{one.pk}" selected' in late.content.decode()
    client.post(f"{path}none/")
    assert WishList.objects.get().choices == []
    assert "You have no wish this time" in words(client.get(path))


def test_everybody_reads_why(cohort: Cohort, round_: BenefitRound, as_: As):
    benefit = factories.make_benefit(round_, places=4)
    for mentor in mentors(cohort, 9):
        wish(mentor, round_, benefit)
    give_out(round_)
    without = WishList.objects.get(place=None, lot=9).application.person
    page = words(as_(without).get(f"/benefits/{round_.pk}/"))
    assert "there were 4 places and 9 wishes. You and others were equal here, and the lot decided." in page
    assert "number 9 of 9" in page
    assert round_.seed in page
    having = WishList.objects.get(lot=1).application.person
    client = as_(having)
    page = words(client.get(f"/benefits/{round_.pk}/"))
    assert "You got your first wish. There were 4 places and 9 wishes." in page
    assert "Why it came out" not in page
    assert list(wishes(having, TODAY))
    client.post(f"/benefits/{round_.pk}/give-back/")
    assert "You gave your place back" in words(client.get(f"/benefits/{round_.pk}/"))
    assert BenefitPlace.objects.taken().count() == 4


def test_nobody_notices_what_somebody_wishes(cohort: Cohort, round_: BenefitRound, office: Person, as_: As):
    mentor, other = mentors(cohort, 2)
    one, two = factories.make_benefit(round_), factories.make_benefit(round_)
    pages = [(as_(office), at(cohort)), (as_(office), "/home/"), (as_(other.person), f"/benefits/{round_.pk}/")]

    def seen() -> list[str]:
        shown = [words(client.get(path)).split("<main")[1] for client, path in pages]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", one) for one in shown]

    before = seen()
    said = wish(mentor, round_, one, two)
    assert seen() == before
    assert round_.seed not in "".join(before)
    give_out(round_)
    pages += [(as_(office), at(cohort, f"rounds/{round_.pk}/places/"))]
    before = seen()
    WishList.objects.filter(pk=said.pk).update(
        choices=[one.pk], lot=9, served=True, missed=[{"benefit": two.pk, "cause": "lot"}]
    )
    assert seen() == before


def test_only_who_may_wish_opens_the_page(cohort: Cohort, round_: BenefitRound, office: Person, as_: As):
    tandem = finished(cohort)
    benefit = factories.make_benefit(round_)
    for person in (office, tandem.mentee.person, factories.make_tandem(cohort).mentor.person):
        client = as_(person)
        for page in ("", "none/", "give-back/"):
            assert client.post(f"/benefits/{round_.pk}/{page}", {"first": benefit.pk}).status_code == 404
    BenefitRound.objects.update(state=RoundState.PREPARING)
    assert as_(tandem.mentor.person).get(f"/benefits/{round_.pk}/").status_code == 404


def test_with_the_part_off_nothing_of_it_is_left(cohort: Cohort, round_: BenefitRound, office: Person, as_: As):
    tandem = finished(cohort)
    benefit = factories.make_benefit(round_, use_until=TODAY + DAY)
    wished = factories.make_wishes(finished(cohort).mentor, benefit, lot=1)
    factories.make_benefit_place(wished, benefit)
    cohort.parts = [part for part in cohort.parts if part != "benefits"]
    cohort.save()
    assert remind_of_wishes(now=NOW + 6 * DAY) == remind_of_use(now=NOW) == 0
    assert not list(round_check(cohort, TODAY))
    for person in (tandem.mentor.person, wished.application.person):
        assert not list(wishes(person, TODAY))
        assert as_(person).get(f"/benefits/{round_.pk}/").status_code == 404
    client = as_(office)
    assert at(cohort) not in client.get(f"/office/cohorts/{cohort.pk}/recognition/").content.decode()
    for page in ("", "new/", "open/", f"{benefit.pk}/", f"rounds/{round_.pk}/places/"):
        assert client.get(at(cohort, page)).status_code == 404
    cohort.parts = ["benefits"]
    cohort.save()
    assert at(cohort) in client.get(f"/office/cohorts/{cohort.pk}/").content.decode()


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("preparing", "not open for wishes yet"),
        ("open", "people wish"),
        ("published", "given out"),
    ],
)
def test_the_checklist_says_where_the_round_stands(cohort: Cohort, round_: BenefitRound, state: str, text: str):
    BenefitRound.objects.update(state=state)
    (check,) = round_check(cohort, TODAY)
    assert (check.state, check.done) == (text, state == "published")


@pytest.mark.parametrize("page", ["", "open/", "rounds/{}/proposal/", "rounds/{}/places/", "rounds/{}/export/csv/"])
def test_lists_take_the_same_queries_however_long(
    cohort: Cohort, round_: BenefitRound, office: Person, as_: As, page: str
):
    state = {"open/": "preparing", "rounds/{}/proposal/": "open"}.get(page, "published")
    BenefitRound.objects.update(state=state, until=TODAY - DAY)
    client, numbers = as_(office), []
    for more in (1, 2):
        for mentor in mentors(cohort, more):
            benefit = factories.make_benefit(round_)
            wished = factories.make_wishes(mentor, benefit, lot=1)
            if state == "published":
                factories.make_benefit_place(wished, benefit)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(cohort, page.format(round_.pk))).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
