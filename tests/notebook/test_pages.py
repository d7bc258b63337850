"""The pages of the two, of each alone, and of the confidant."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.notebook.models import Confidence, Keywords, Message, PrivateNote
from augenhoehe.people import mailboxes
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.privacy.silence import steady
from tests.sign_in import came_by

from .conftest import Pair
from .writing import SECRET, keywords, message, note, word

As = Callable[[Person], Client]


def address(pair: Pair, page: str) -> str:
    return f"/tandems/{pair.tandem.pk}/{page}"


def new(**typed: str) -> dict[str, str]:
    return {"draft_key": str(uuid.uuid4()), **typed}


def test_keywords_are_written_by_one_and_read_by_the_other(pair: Pair, as_: As) -> None:
    path = address(pair, f"notes/{pair.meeting.pk}/")
    typed = {"version": "0", "keywords": SECRET, "next_step": "call"}
    assert as_(pair.mentor).post(path, typed).url == address(pair, "notes/")
    page = as_(pair.mentee).get(address(pair, "notes/")).content.decode()
    assert SECRET in page
    assert SECRET in as_(pair.mentee).get(path).content.decode()


def test_who_was_slower_keeps_the_typed_keywords_beside_the_stored_ones(pair: Pair, as_: As) -> None:
    keywords(pair, keywords="stored")
    path = address(pair, f"notes/{pair.meeting.pk}/")
    answer = as_(pair.mentee).post(path, {"version": "0", "keywords": "typed", "next_step": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "stored" in page
    assert "typed" in page
    again = {"version": str(answer.context["form"]["version"].value()), "keywords": "typed", "next_step": ""}
    assert as_(pair.mentee).post(path, again).status_code == 302


def test_a_cancelled_meeting_keeps_what_was_written_and_takes_no_more(pair: Pair, as_: As) -> None:
    keywords(pair)
    pair.tandem.meetings.update(state="cancelled")
    assert SECRET in as_(pair.mentor).get(address(pair, "notes/")).content.decode()
    path = address(pair, f"notes/{pair.meeting.pk}/")
    assert as_(pair.mentor).post(path, {"version": "1", "keywords": "more"}).status_code == 404
    Keywords.objects.all().delete()
    assert as_(pair.mentor).get(path).status_code == 404


def test_a_private_note_is_written_changed_and_deleted(pair: Pair, as_: As) -> None:
    mine, theirs = as_(pair.mentor), as_(pair.mentee)
    path = address(pair, "notes/private/")
    assert mine.post(f"{path}new/?meeting={pair.meeting.pk}", new(text=SECRET)).status_code == 302
    stored = PrivateNote.objects.get()
    assert stored.meeting == pair.meeting
    assert SECRET in mine.get(path).content.decode()
    assert SECRET not in theirs.get(path).content.decode()
    one = f"{path}{stored.pk}/"
    assert [client.get(one).status_code for client in (mine, theirs)] == [200, 404]
    assert theirs.post(f"{one}delete/").status_code == 404
    assert mine.post(one, {"version": "9", "text": "typed"}).status_code == 409
    assert mine.post(one, {"version": "1", "text": "better"}).status_code == 302
    assert mine.post(f"{one}delete/").status_code == 302
    assert not PrivateNote.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "999999", "other"])
def test_a_note_belongs_to_no_meeting_of_somebody_else(pair: Pair, as_: As, named: str) -> None:
    if named == "other":
        named = str(factories.make_meeting(factories.make_tandem(pair.tandem.cohort)).pk)
    path = address(pair, f"notes/private/new/?meeting={named}")
    assert as_(pair.mentor).post(path, new(text="text")).status_code == 302
    assert PrivateNote.objects.get().meeting is None


def test_messages_go_to_and_fro(pair: Pair, as_: As) -> None:
    path = address(pair, "messages/")
    typed = new(text=SECRET)
    assert [as_(pair.mentor).post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.count() == 1
    answer = as_(pair.mentor).post(path, typed | {"text": "another"})
    assert (answer.status_code, "another" in answer.content.decode()) == (409, True)
    assert as_(pair.mentee).post(path, new(text="")).status_code == 422
    assert SECRET in as_(pair.mentee).get(path).content.decode()


@pytest.mark.parametrize("state", TandemState)
def test_what_is_open_in_which_state(pair: Pair, as_: As, state: TandemState) -> None:
    """Own notes stay after an early end, with a way to them; the confidant can be turned to at any time."""
    stored = note(pair)
    answers = {"mentor_answer": "open", "mentee_answer": "open"} if state == TandemState.NOT_FORMED else {}
    Tandem.objects.filter(pk=pair.tandem.pk).update(state=state, **answers)
    client = as_(pair.mentor)
    pages = ["notes/", "messages/", "notes/private/", f"notes/private/{stored.pk}/", "notes/private/new/", "confidant/"]
    found = [client.get(address(pair, page)).status_code == 200 for page in pages]
    asked = state == TandemState.PROPOSED
    formed = state in (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)
    shared = formed or state == TandemState.CLOSED
    assert found == [shared, shared, not asked, not asked, formed, True]
    assert client.post(address(pair, "messages/"), new(text="text")).status_code == (302 if formed else 404)
    over = state in (TandemState.ENDED, TandemState.NOT_FORMED)
    first = {who: as_(who).get(address(pair, "")).content.decode() for who in (pair.mentor, pair.mentee)}
    assert [address(pair, "notes/private/") in page for page in first.values()] == [over, over]
    assert [address(pair, "confidant/") in page for page in first.values()] == [not asked, not asked]


def home_of(client: Client) -> str:
    """What stands on somebody's home page, without what is new each time."""
    return steady(client.get("/home/").content.decode().partition("<main")[2])


def test_turning_to_the_confidant_and_being_answered(pair: Pair, as_: As) -> None:
    mentor, confidant = as_(pair.mentor), as_(pair.confidant)
    assert pair.confidant.last_name in mentor.get(address(pair, "confidant/")).content.decode()
    path = address(pair, f"confidant/{pair.confidant.pk}/")
    before = home_of(confidant)
    answer = mentor.post(path, new(text=SECRET))
    assert "You are a confidant" in before
    assert home_of(confidant) == before, "an assistant at the same screen learns nothing"
    talk = f"/confidences/{Confidence.objects.get().pk}/"
    assert answer.url == talk
    assert mentor.get(path).url == talk, "a second visit goes on there"
    assert talk in confidant.get("/my-messages/").content.decode()
    assert SECRET in confidant.get(talk).content.decode()
    assert confidant.post(talk, new(text="Call me.")).status_code == 302
    assert "Call me." in mentor.get(talk).content.decode()
    for somebody in (pair.mentee, pair.office, pair.stranger):
        client = as_(somebody)
        assert client.get(talk).status_code == 404
        assert talk not in client.get("/my-messages/").content.decode()
    pair.confidant.roles.all().delete()
    assert confidant.get(talk).status_code == 404
    answer = mentor.post(talk, new(text="Are you there?"))
    assert (answer.status_code, "Are you there?" in answer.content.decode()) == (409, True)
    assert mentor.post(f"{talk}delete/").url == "/my-messages/"
    assert not Confidence.objects.exists()


def test_neither_of_the_two_is_the_others_confidant(pair: Pair, as_: As) -> None:
    factories.make_role(pair.programme, pair.mentee, "confidant")
    page = as_(pair.mentor).get(address(pair, "confidant/")).content.decode()
    assert address(pair, f"confidant/{pair.mentee.pk}/") not in page
    assert as_(pair.mentor).get(address(pair, f"confidant/{pair.mentee.pk}/")).status_code == 404


def test_where_no_confidant_is_named_the_page_says_who_else_listens(pair: Pair, as_: As) -> None:
    pair.confidant.roles.all().delete()
    assert "staff council" in as_(pair.mentor).get(address(pair, "confidant/")).content.decode()


PAGES = ("notes/", "notes/private/", "messages/", "confidant/")
WRITTEN = [*PAGES[:3], "confidant/{}/", "/my-messages/"]


@pytest.mark.parametrize("page", WRITTEN)
@pytest.mark.parametrize(("way", "status"), [("code", 403), ("mfa", 200)])
def test_a_shared_mailbox_opens_none_of_it(
    pair: Pair, as_: As, monkeypatch: pytest.MonkeyPatch, page: str, way: str, status: int
) -> None:
    monkeypatch.setitem(mailboxes._questions, "test", lambda person: True)
    message(pair)
    client = came_by(as_(pair.mentee), pair.mentee, way)
    answer = client.get(page if page.startswith("/") else address(pair, page.format(pair.confidant.pk)))
    assert answer.status_code == status
    for stays in (f"/tandems/{pair.tandem.pk}/", address(pair, "confidant/")):
        assert client.get(stays).status_code == 200, "dates, and who the confidants are, stay open"


def test_without_its_key_a_page_says_so_and_hands_back_what_was_typed(pair: Pair, as_: As, settings: Any) -> None:
    keywords(pair)
    settings.NOTEBOOK_KEYS = ["cd" * 32]
    client = as_(pair.mentee)
    client.raise_request_exception = False
    typed = {"version": "1", "keywords": "typed just now", "next_step": ""}
    for answer in (
        client.get(address(pair, "notes/")),
        client.post(address(pair, f"notes/{pair.meeting.pk}/"), typed),
    ):
        page = answer.content.decode()
        assert (answer.status_code, "its key is not in place" in page) == (503, True)
    assert "typed just now" in page


def test_next_step_stands_on_the_first_page_unless_the_door_is_closed(
    pair: Pair, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    keywords(pair, next_step=SECRET)
    path = f"/tandems/{pair.tandem.pk}/"
    assert SECRET in as_(pair.mentee).get(path).content.decode()
    monkeypatch.setitem(mailboxes._questions, "test", lambda person: True)
    assert SECRET not in as_(pair.mentee).get(path).content.decode()
    Tandem.objects.filter(pk=pair.tandem.pk).update(state="ended")
    assert f"{path}confidant/" in as_(pair.mentee).get(path).content.decode(), "that way is nobody's secret"


def fill(pair: Pair, number: int) -> None:
    for _ in range(number):
        meeting = factories.make_meeting(pair.tandem)
        meeting.tandem = pair.tandem
        keywords(pair, meeting=meeting)
        note(pair, meeting=meeting)
        message(pair, author=pair.mentee)
        confidant = factories.make_person()
        factories.make_role(pair.programme, confidant, "confidant")
        word(pair, confidant=confidant)
        other = factories.make_person()
        word(pair, person=other)


@pytest.mark.parametrize("page", [*PAGES, "/my-messages/", "talk"])
def test_pages_take_the_same_queries_at_one_row_and_at_three(pair: Pair, as_: As, page: str) -> None:
    counts = []
    reader = pair.confidant if page == "talk" else pair.mentor
    client: Any = as_(reader)
    talk = word(pair).confidence
    path = {"talk": f"/confidences/{talk.pk}/"}.get(page, page if page.startswith("/") else address(pair, page))
    for number in (1, 2):
        fill(pair, number)
        word(pair)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 9
