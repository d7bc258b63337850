"""The pages of the two: on a phone, page by page; nothing of the partner before its time."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet
from augenhoehe.mirror.selectors.due import turns_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import TODAY
from tests.privacy.silence import steady

from .world import LAST_WEEKS, YES, both, form_of, make_running, one, save, send

As = Callable[[Person], Client]


def here(tandem: Tandem, page: str = "") -> str:
    return f"/tandems/{tandem.pk}/mirror/{page}"


def text(client: Client, path: str) -> str:
    """What a page says."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_whole_way(tandem: Tandem, as_: As) -> None:
    mentor, mentee = as_(one(tandem)), as_(one(tandem, "mentee"))
    assert "Begin" in text(mentor, here(tandem))
    for page in (1, 2, 3):
        version = AnswerSheet.objects.values_list("version", flat=True).first() or 0
        answer = mentor.post(here(tandem, f"{page}/"), form_of(tandem, page, 5, 3, version=version))
        assert answer.url == here(tandem, f"{page + 1}/" if page < 3 else "")
    assert "Send my answers" in text(mentor, here(tandem))
    assert mentor.post(here(tandem, "send/"), {"round": "first"}).url == here(tandem)
    assert "it waits for your partner" in text(mentor, here(tandem))
    send(tandem, "mentee", 2, 2)
    for client, sentence in (
        (mentor, "You guessed 3: assumed distance 2, accuracy 4 of 5<br"),
        (mentee, "You guessed 2: assumed distance 0, accuracy 2 of 5<br"),
    ):
        page = text(client, here(tandem))
        parts = ("<strong>distance 3</strong>", sentence, "Talk about this", "Tell each other one case each")
        assert [part in page for part in parts] == [True] * 4


def test_a_page_lacks_answers_and_says_which(tandem: Tandem, as_: As) -> None:
    data = form_of(tandem, 1)
    del data["own_early-drafts"]
    data["guess_chat-mail"] = 7
    client = as_(one(tandem))
    answer = client.post(here(tandem, "1/"), data)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"own_early-drafts", "guess_chat-mail"})
    assert not AnswerSheet.objects.exists()


def test_going_on_later_keeps_what_is_there(tandem: Tandem, as_: As) -> None:
    data = form_of(tandem, 1, later="1")
    del data["own_early-drafts"]
    client = as_(one(tandem))
    assert client.post(here(tandem, "1/"), data).url == here(tandem)
    page = text(client, here(tandem))
    assert ("Go on" in page, "3 of 12" in page) == (True, True)


def test_a_stale_page_is_a_409_that_keeps_what_was_chosen(tandem: Tandem, as_: As) -> None:
    client, path = as_(one(tandem)), here(tandem, "1/")
    for _twice in range(2):
        assert client.post(path, form_of(tandem, 1, 5, 3)).status_code == 302
    late = client.post(path, form_of(tandem, 1, 1, 1))
    assert (late.status_code, late.context["form"]["own_chat-mail"].value()) == (409, "1")
    again = late.context["form"]["version"].value()
    assert client.post(path, form_of(tandem, 1, 1, 1, version=again)).status_code == 302


def test_reworded_in_the_meantime_is_a_409(tandem: Tandem, as_: As) -> None:
    data = form_of(tandem, 1)
    tandem.cohort.programme.mirror_statements.filter(key="chat-mail").update(text_en="Chat beats mail.")
    answer = as_(one(tandem)).post(here(tandem, "1/"), data)
    assert (answer.status_code, b"Chat beats mail." in answer.content) == (409, True)
    data["edition"] = answer.context["form"]["edition"].value()
    assert as_(one(tandem)).post(here(tandem, "1/"), data).status_code == 302


def test_pages_that_are_not_there(tandem: Tandem, as_: As) -> None:
    client = as_(one(tandem))
    assert [client.get(here(tandem, f"{page}/")).status_code for page in (0, 1, 3, 4)] == [404, 200, 200, 404]
    for wrong in ({}, {"round": "second"}):
        assert client.post(here(tandem, "send/"), wrong).status_code == 404
        assert client.post(here(tandem, "take-back/"), wrong).status_code == 404
    send(tandem)
    assert client.get(here(tandem, "1/")).status_code == 404


def test_sending_with_gaps_says_so(tandem: Tandem, as_: As) -> None:
    client = as_(one(tandem))
    assert client.post(here(tandem, "send/"), {"round": "first"}, follow=True).status_code == 200
    assert not AnswerSheet.objects.filter(sent_at__isnull=False).exists()


def test_answers_can_be_deleted(tandem: Tandem, as_: As) -> None:
    both(tandem)
    client = as_(one(tandem))
    assert "Delete my answers at the first talk" in text(client, here(tandem))
    assert client.post(here(tandem, "take-back/"), {"round": "first"}).url == here(tandem)
    for side in Side.values:
        assert "There is no common picture of this round" in text(as_(one(tandem, side)), here(tandem))


@pytest.mark.parametrize("path", ["", "1/"])
def test_the_partner_notices_nothing(tandem: Tandem, as_: As, path: str) -> None:
    client = as_(one(tandem, "mentee"))
    client.get("/home/")
    pages = (here(tandem, path), f"/tandems/{tandem.pk}/", "/home/")

    def seen() -> list[str]:
        """To the letter, but for the tokens that are new on every page."""
        return [steady(text(client, page).lower()) for page in pages]

    before = seen()
    save(tandem)
    assert seen() == before
    send(tandem)
    assert seen() == before


def test_home_and_first_page_ask_until_it_is_sent(tandem: Tandem, as_: As) -> None:
    client = as_(one(tandem))
    assert [here(tandem) in text(client, page) for page in ("/home/", f"/tandems/{tandem.pk}/")] == [True, True]
    assert "Look into the perspective mirror" in text(client, f"/tandems/{tandem.pk}/")
    send(tandem)
    assert here(tandem) not in text(client, "/home/")
    assert "Look into the perspective mirror" not in text(client, f"/tandems/{tandem.pk}/")
    send(tandem, "mentee")
    assert "Your mirror is ready" in text(client, f"/tandems/{tandem.pk}/")


def test_turns_of_both_rounds(tandem: Tandem) -> None:
    person = one(tandem)
    assert [turn.round for turn in turns_of(person, TODAY)] == [Round.FIRST]
    send(tandem)
    assert turns_of(person, TODAY) == []
    assert [turn.round for turn in turns_of(person, LAST_WEEKS.date())] == [Round.LAST]
    Tandem.objects.update(state="paused")
    assert turns_of(person, LAST_WEEKS.date()) == []


@pytest.mark.parametrize("state", TandemState)
def test_by_state(tandem: Tandem, as_: As, state: TandemState) -> None:
    open_ = dict.fromkeys(YES, "open") if state in (TandemState.NOT_FORMED, TandemState.PROPOSED) else {}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **open_)
    client = as_(one(tandem))
    shared = state in (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED, TandemState.CLOSED)
    running = state in (TandemState.CONFIRMED, TandemState.PAUSED)
    assert client.get(here(tandem)).status_code == (200 if shared else 404)
    assert client.get(here(tandem, "1/")).status_code == (200 if running else 404)
    assert client.post(here(tandem, "1/"), form_of(tandem, 1)).status_code == (302 if running else 404)


def test_without_the_part_there_is_nothing_of_it(tandem: Tandem, as_: As) -> None:
    Cohort.objects.update(parts=[])
    client = as_(one(tandem))
    for page in ("", "1/"):
        assert client.get(here(tandem, page)).status_code == 404
    for page in ("/home/", f"/tandems/{tandem.pk}/"):
        assert here(tandem) not in text(client, page)


def test_a_stranger_and_the_office_find_nothing(tandem: Tandem, as_: As) -> None:
    office = factories.make_person()
    factories.make_role(tandem.cohort.programme, office)
    for person in (factories.make_person(), office):
        for page in ("", "1/"):
            assert as_(person).get(here(tandem, page)).status_code == 404
        for page in ("send/", "take-back/"):
            assert as_(person).post(here(tandem, page), {"round": "first"}).status_code == 404


def test_in_german(tandem: Tandem, as_: As) -> None:
    both(tandem)
    client = as_(one(tandem))
    client.cookies["django_language"] = "de"
    page = text(client, here(tandem))
    assert [part in page for part in ("Sichtweisen-Spiegel", "Anwesenheit schafft Vertrauen.")] == [True, True]


@pytest.mark.parametrize("tandems", [1, 3])
def test_flat_in_queries(tandem: Tandem, as_: As, tandems: int) -> None:
    mentor = tandem.mentor
    for place in range(2, tandems + 1):
        both(make_running(tandem.cohort, mentor=mentor, place=place, capacity=3))
    both(tandem)
    with CaptureQueriesContext(connection) as queries:
        turns_of(one(tandem), TODAY)
    assert len(queries) == 1
    client = as_(one(tandem))
    client.get(here(tandem))
    with CaptureQueriesContext(connection) as queries:
        client.get(here(tandem))
    assert len(queries) == 7
