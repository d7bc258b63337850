"""Signing up and off, the waiting list, and the invitations that go with it."""

import datetime as dt

import pytest

from augenhoehe.audit.models import Entry
from augenhoehe.events.errors import EventError, NotInvitedError, SignUpClosedError
from augenhoehe.events.models import Event, EventLink, SignUp
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW

from .world import DAY, comes, crowd, entry, mails, office_of, replies, seats, stays_away

MINUTE = dt.timedelta(minutes=1)


def test_a_place_comes_with_an_invitation_for_that_person_alone(event: Event) -> None:
    (one,) = crowd(event, 1)
    assert comes(event, one).reply == "coming"
    (mail,) = mails("signed_up")
    invited = entry(mail)
    assert (mail.calendar_method, str(invited["UID"]), mail.secret) == ("REQUEST", event.uid, True)
    assert str(invited["ATTENDEE"]) == f"mailto:{one.person.email}"
    assert [invited["ATTENDEE"].params[name] for name in ("PARTSTAT", "RSVP")] == ["ACCEPTED", "FALSE"]
    assert str(invited["ORGANIZER"]) == "mailto:augenhoehe@stadt.example"
    assert (invited.decoded("DTSTART"), str(invited["URL"])) == (event.starts_at, event.video_url)
    assert [Entry.objects.get().action, Entry.objects.get().data] == ["events.coming", {"application": one.pk}]


def test_signing_up_twice_is_once(event: Event) -> None:
    (one,) = crowd(event, 1)
    assert comes(event, one).pk == comes(event, one).pk
    assert (SignUp.objects.count(), len(mails("signed_up"))) == (1, 1)


def test_with_all_places_taken_one_waits_in_order(small: Event) -> None:
    people = crowd(small, 4)
    assert [comes(small, one).reply for one in people] == ["coming", "coming", "waiting", "waiting"]
    assert seats(small) == [1, 2]
    assert [mail.person_id for mail in mails("waiting")] == [one.person_id for one in people[2:]]
    assert {mail.calendar for mail in mails("waiting")} == {""}
    assert "video" not in mails("waiting")[0].text.replace("By video", "")


def test_a_free_place_goes_to_the_next_by_itself(small: Event) -> None:
    first, second, third, fourth = crowd(small, 4)
    for one in (first, second, third, fourth):
        comes(small, one)
    stays_away(small, first)
    assert replies(small) == {first.pk: "not_coming", second.pk: "coming", third.pk: "coming", fourth.pk: "waiting"}
    assert seats(small) == [1, 2]
    (mail,) = mails("moved_up")
    assert (mail.person_id, mail.calendar_method, str(entry(mail)["STATUS"])) == (
        third.person_id,
        "REQUEST",
        "CONFIRMED",
    )
    (goodbye,) = mails("signed_off")
    assert (goodbye.person_id, goodbye.calendar_method) == (first.person_id, "CANCEL")


def test_who_comes_back_gets_a_later_number_and_the_end_of_the_list(small: Event) -> None:
    first, second, third, fourth = crowd(small, 4)
    for one in (first, second, third, fourth):
        comes(small, one)
    stays_away(small, first)
    assert comes(small, first, now=NOW + MINUTE).reply == "waiting"
    stays_away(small, second, now=NOW + 2 * MINUTE)
    assert (replies(small)[fourth.pk], replies(small)[first.pk]) == ("coming", "waiting")
    stays_away(small, third, now=NOW + 3 * MINUTE)
    assert replies(small)[first.pk] == "coming"
    numbers = [
        int(entry(mail)["SEQUENCE"])
        for mail in Mail.objects.filter(person_id=first.person_id).exclude(calendar="").order_by("pk")
    ]
    assert numbers == [1, 2, 3]


def test_leaving_the_waiting_list_moves_nobody(small: Event) -> None:
    people = crowd(small, 4)
    for one in people:
        comes(small, one)
    stays_away(small, people[2])
    assert replies(small)[people[3].pk] == "waiting"
    assert (mails("moved_up"), mails("signed_off")) == ([], [])


def test_a_no_without_a_yes_before_is_an_answer_and_no_mail(event: Event) -> None:
    (one,) = crowd(event, 1)
    assert stays_away(event, one).reply == "not_coming"
    assert stays_away(event, one).reply == "not_coming"
    assert (Mail.objects.count(), Entry.objects.count()) == (0, 1)


@pytest.mark.parametrize("changes", [{"side": "mentee"}, {"state": "reserve"}, {"state": "withdrawn"}])
def test_an_event_is_for_whom_it_is_for(event: Event, changes: dict[str, str]) -> None:
    one = factories.make_application(event.cohort, **changes)
    for act in (comes, stays_away):
        with pytest.raises(NotInvitedError):
            act(event, one)


def test_people_of_another_cohort_are_nobody_here(event: Event) -> None:
    with pytest.raises(NotInvitedError):
        comes(event, factories.make_application(factories.make_cohort(event.cohort.programme)))


def test_after_the_last_day_only_the_office_signs_up(event: Event) -> None:
    Event.objects.update(sign_up_until=NOW.date() - DAY)
    one, other = crowd(event, 2)
    with pytest.raises(SignUpClosedError):
        comes(event, one)
    assert comes(event, one, by_office=True, actor=office_of(event)).reply == "coming"
    # Signing off goes on until the event begins.
    assert stays_away(event, one).reply == "not_coming"
    assert stays_away(event, other).reply == "not_coming"


def test_the_last_day_itself_counts(event: Event) -> None:
    Event.objects.update(sign_up_until=NOW.date())
    (one,) = crowd(event, 1)
    assert comes(event, one).reply == "coming"


def test_once_it_has_begun_nobody_changes_their_mind(event: Event) -> None:
    (one,) = crowd(event, 1)
    comes(event, one)
    for act in (comes, stays_away):
        with pytest.raises(EventError):
            act(event, crowd(event, 1)[0], now=event.starts_at)
    with pytest.raises(EventError):
        stays_away(event, one, now=event.starts_at)


def test_who_came_without_a_word_is_added_afterwards_and_hears_nothing(event: Event) -> None:
    (one,) = crowd(event, 1)
    late = event.ends_at + DAY
    assert comes(event, one, by_office=True, now=late).reply == "coming"
    assert Mail.objects.count() == 0


def test_afterwards_the_places_still_hold(small: Event) -> None:
    people = crowd(small, 3)
    late = small.ends_at + DAY
    for one in people[:2]:
        comes(small, one, by_office=True, now=late)
    with pytest.raises(EventError):
        comes(small, people[2], by_office=True, now=late)


def test_whom_the_office_takes_off_the_waiting_list_is_told(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    stays_away(small, people[2], actor=office_of(small), told=True)
    (mail,) = mails("signed_off")
    assert (mail.person_id, mail.calendar) == (people[2].person_id, "")


def test_each_mail_brings_a_link_of_its_own_and_only_its_hash_is_stored(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    links = EventLink.objects.order_by("pk")
    assert [link.application_id for link in links] == [one.pk for one in people]
    assert {link.expires_at for link in links} == {small.starts_at}
    assert not any(link.token_hash in mail.text for link in links for mail in Mail.objects.all())
