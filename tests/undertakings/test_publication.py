"""Into the library with both consents to the same words, out of it by either alone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.errors import UndertakingError
from augenhoehe.undertakings.models import Ending, Publication
from augenhoehe.undertakings.services.closing import stay_in_touch
from augenhoehe.undertakings.services.publication import take_back_consent, withdraw_publication
from tests import factories
from tests.factories import NOW, TODAY

from .world import TEXT, agreed, begun, mails, one, published, worded

As = Callable[[Person], Client]


def state_of(tandem: Tandem) -> list[tuple[str, str, bool, bool]]:
    rows = Publication.objects.filter(tandem=tandem).order_by("state")
    return [(p.state, p.title, p.mentor_agreed_at is not None, p.mentee_agreed_at is not None) for p in rows]


@pytest.mark.parametrize("first", ["mentor", "mentee"])
def test_it_appears_with_the_second_yes(tandem: Tandem, first: str) -> None:
    worded(tandem)
    second = "mentee" if first == "mentor" else "mentor"
    agreed(tandem, first)
    assert not Publication.objects.published().exists()
    assert [mail.person_id for mail in mails("consent_asked")] == [one(tandem, second).pk]
    assert TEXT["title"] not in mails("consent_asked")[0].text
    agreed(tandem, second)
    shown = Publication.objects.published().get()
    assert (shown.title, shown.published_on) == (TEXT["title"], TODAY)
    assert {mail.person_id for mail in mails("published")} == {one(tandem, side).pk for side in Side.values}


def test_one_persons_two_yeses_are_one(tandem: Tandem) -> None:
    worded(tandem)
    for _twice in range(2):
        agreed(tandem, "mentor")
    assert state_of(tandem) == [("open", TEXT["title"], True, False)]
    assert len(mails("consent_asked")) == 1


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_new_wording_asks_both_anew(tandem: Tandem, side: str) -> None:
    first = worded(tandem)
    agreed(tandem, side)
    worded(tandem, version=first.version, title="Neu")
    assert state_of(tandem) == [("open", "Neu", False, False)]
    with pytest.raises(StaleError):
        agreed(tandem, "mentee", version=first.version)
    assert state_of(tandem) == [("open", "Neu", False, False)]


def test_the_yes_of_a_partner_does_not_make_mine_stale(tandem: Tandem) -> None:
    version = worded(tandem).version
    agreed(tandem, "mentor", version=version)
    agreed(tandem, "mentee", version=version)
    assert Publication.objects.published().count() == 1


def test_a_yes_can_be_taken_back_before(tandem: Tandem) -> None:
    worded(tandem)
    agreed(tandem, "mentor")
    take_back_consent(tandem=tandem, actor=one(tandem), now=NOW)
    agreed(tandem, "mentee")
    assert state_of(tandem) == [("open", TEXT["title"], False, True)]


def test_what_is_shown_stays_until_both_agree_to_the_next_wording(tandem: Tandem) -> None:
    shown = published(tandem)
    worded(tandem, title="Neu")
    agreed(tandem, "mentor")
    assert Publication.objects.published().get().title == TEXT["title"]
    agreed(tandem, "mentee")
    again = Publication.objects.get(tandem=tandem)
    assert (again.pk, again.title, again.state) == (shown.pk, "Neu", "published")


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_either_takes_it_out_at_once(tandem: Tandem, side: str) -> None:
    withdraw_publication(publication=published(tandem), actor=one(tandem, side), now=NOW)
    assert state_of(tandem) == [("open", TEXT["title"], False, False)]
    partner = "mentee" if side == "mentor" else "mentor"
    assert [mail.person_id for mail in mails("withdrawn")] == [one(tandem, partner).pk]


def test_taking_it_out_leaves_a_newer_wording_alone(tandem: Tandem) -> None:
    shown = published(tandem)
    worded(tandem, title="Neu")
    withdraw_publication(publication=shown, actor=one(tandem), now=NOW)
    assert state_of(tandem) == [("open", "Neu", False, False)]


def test_taken_out_twice_is_once(tandem: Tandem) -> None:
    shown = published(tandem)
    for side in Side.values:
        withdraw_publication(publication=shown, actor=one(tandem, side), now=NOW)
    assert len(mails("withdrawn")) == 1


def test_a_stranger_takes_nothing_out(tandem: Tandem) -> None:
    shown = published(tandem)
    with pytest.raises(UndertakingError):
        withdraw_publication(publication=shown, actor=factories.make_person(), now=NOW)
    assert Publication.objects.published().count() == 1


def test_it_outlives_the_tandem_and_can_still_be_taken_out(tandem: Tandem) -> None:
    shown, mentee = published(tandem), one(tandem, "mentee")
    tandem.delete()
    shown.refresh_from_db()
    assert Publication.objects.published().get() == shown
    withdraw_publication(publication=shown, actor=mentee, now=NOW)
    assert not Publication.objects.exists()


def test_taken_out_after_the_texts_have_gone_it_goes_too(tandem: Tandem) -> None:
    shown = published(tandem)
    Ending.objects.create(tandem=tandem, texts_gone_on=TODAY)
    withdraw_publication(publication=shown, actor=one(tandem), now=NOW)
    assert not Publication.objects.exists()


def test_with_an_author_it_goes(tandem: Tandem) -> None:
    published(tandem)
    person = one(tandem)
    tandem.delete()
    person.delete()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("missing", ["mentor_agreed_at", "mentee_agreed_at", "published_on"])
def test_the_database_publishes_nothing_without_both(tandem: Tandem, missing: str) -> None:
    shown = published(tandem)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=shown.pk).update(**{missing: None})


@pytest.mark.parametrize("state", TandemState)
def test_by_state(tandem: Tandem, state: TandemState) -> None:
    """It is worded while the two are together; agreed to even after the end, as long as the text is there."""
    text = worded(tandem)
    asked = {"mentor_answer": "open", "mentee_answer": "open", "mentor_confirms": "open", "mentee_confirms": "open"}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **(asked if state == TandemState.NOT_FORMED else {}))
    together = (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)
    cases: tuple[tuple[Callable[[], Any], tuple[TandemState, ...]], ...] = (
        (lambda: agreed(tandem, "mentor"), (*together, TandemState.CLOSED)),
        (lambda: worded(tandem, version=text.version, title="Neu"), together),
    )
    for act, allowed in cases:
        if state in allowed:
            act()
        else:
            with pytest.raises(UndertakingError):
                act()


def form(version: int, **changes: object) -> dict[str, object]:
    return {**TEXT, "department": "", "version": version, **changes}


def test_the_way_on_the_pages(tandem: Tandem, as_: As) -> None:
    begun(tandem)
    here = f"/tandems/{tandem.pk}/undertaking/library/"
    mentor, mentee = as_(one(tandem)), as_(one(tandem, "mentee"))
    prefilled = mentor.get(f"{here}edit/").content.decode()
    assert "Ein Plan" in prefilled
    assert "Mehr Offenheit" in prefilled
    wrong = mentor.post(f"{here}edit/", form(0, teaser="", kind="x"))
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["kind", "teaser"])
    assert mentor.post(f"{here}edit/", form(0, named="on")).status_code == 302
    seen = mentee.get(here).content.decode()
    text = Publication.objects.get()
    assert f'name="version" value="{text.version}"' in seen
    assert text.byline == f"{one(tandem, 'mentee')}, {one(tandem)}"
    assert mentor.post(f"{here}agree/", {"version": text.version}).status_code == 302
    assert "appears" in mentor.get(here).content.decode()
    assert mentee.post(f"{here}edit/", form(text.version, title="Anders", named="on")).status_code == 302
    stale = mentee.post(f"{here}agree/", {"version": text.version})
    assert (stale.status_code, "Anders" in stale.content.decode()) == (409, True)
    text.refresh_from_db()
    for client in (mentee, mentor):
        assert client.post(f"{here}agree/", {"version": text.version}).status_code == 302
    public = Client().get(f"/programmes/{text.programme.slug}/library/{text.pk}/").content.decode()
    assert "Anders" in public
    assert text.byline in public
    assert mentor.post(f"{here}agree/", {}).status_code == 422


def test_topics_alone_are_not_lost_silently(tandem: Tandem, as_: As) -> None:
    topic = factories.make_topic(tandem.cohort.programme)
    tandem.mentor.topics.create(topic=topic, level=3)
    text = worded(tandem)
    worded(tandem, version=text.version)
    stale = as_(one(tandem)).post(
        f"/tandems/{tandem.pk}/undertaking/library/edit/", form(text.version, topics=[topic.pk])
    )  # fmt: skip
    assert (stale.status_code, text.topics.count()) == (422, 0)
    fresh = form(Publication.objects.get().version, topics=[topic.pk])
    assert as_(one(tandem)).post(f"/tandems/{tandem.pk}/undertaking/library/edit/", fresh).status_code == 302
    assert list(text.topics.all()) == [topic]


def test_the_partner_has_a_card_on_the_home_page_until_they_decide(tandem: Tandem, as_: As) -> None:
    worded(tandem)
    agreed(tandem, "mentor")
    link = f"/tandems/{tandem.pk}/undertaking/library/"
    assert link in as_(one(tandem, "mentee")).get("/home/").content.decode()
    assert link not in as_(one(tandem)).get("/home/").content.decode()
    agreed(tandem, "mentee")
    assert link not in as_(one(tandem, "mentee")).get("/home/").content.decode()


@pytest.mark.parametrize("state", TandemState)
def test_the_card_is_there_where_its_page_is(tandem: Tandem, as_: As, state: TandemState) -> None:
    worded(tandem)
    agreed(tandem, "mentor")
    asked = {"mentor_answer": "open", "mentee_answer": "open", "mentor_confirms": "open", "mentee_confirms": "open"}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **(asked if state == TandemState.NOT_FORMED else {}))
    mentee, link = as_(one(tandem, "mentee")), f"/tandems/{tandem.pk}/undertaking/library/"
    card = link in mentee.get("/home/").content.decode()
    assert card == (mentee.get(link).status_code == 200)
    type(tandem.cohort).objects.filter(pk=tandem.cohort_id).update(parts=[])
    assert link not in mentee.get("/home/").content.decode()


def test_the_office_takes_it_off_the_page_and_says_why(tandem: Tandem, as_: As) -> None:
    shown, office = published(tandem), factories.make_person()
    factories.make_role(tandem.cohort.programme, office)
    url = f"/office/programmes/{shown.programme_id}/library/{shown.pk}/take-down/"
    assert url in as_(office).get(f"/programmes/{shown.programme.slug}/library/{shown.pk}/").content.decode()
    for person in (one(tandem), factories.make_person()):
        assert as_(person).post(url, {"message": "x"}).status_code == 404
    assert as_(office).post(url, {"message": ""}).status_code == 422
    assert as_(office).post(url, {"message": "Bitte ohne Namen Dritter."}).status_code == 302
    assert state_of(tandem) == [("open", TEXT["title"], False, False)]
    assert all("Bitte ohne Namen Dritter." in mail.text for mail in mails("taken_down"))
    assert len(mails("taken_down")) == 2
    assert as_(office).get(url).status_code == 404


def test_the_office_finds_no_mail_that_tells_who_agreed_withdrew_or_stays_in_touch(tandem: Tandem) -> None:
    withdraw_publication(publication=published(tandem), actor=one(tandem), now=NOW)
    for side in Side:
        stay_in_touch(tandem=tandem, actor=one(tandem, side), wants=True)
    assert [len(mails(key)) for key in ("consent_asked", "withdrawn", "in_touch")] == [1, 1, 2]
    listed = Mail.objects.of_programme(tandem.cohort.programme_id).filter(key__startswith="undertakings.")
    assert set(listed.values_list("key", flat=True)) == {"undertakings.published"}


def test_the_day_it_appeared_stays_with_a_new_wording(tandem: Tandem) -> None:
    shown = published(tandem)
    earlier = TODAY - dt.timedelta(days=9)
    Publication.objects.filter(pk=shown.pk).update(published_on=earlier)
    published(tandem, title="Neu")
    assert Publication.objects.published().get().published_on == earlier
