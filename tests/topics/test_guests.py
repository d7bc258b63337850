"""Phones and the wall: in by the code, without an account, without a script; what is sent twice is once."""

import html
import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.topics.codes import ALPHABET, LENGTH, new_code, tidied
from augenhoehe.topics.enums import MOST_EACH
from augenhoehe.topics.models import Pen, Vote, Workshop
from augenhoehe.topics.services import show_or_hide
from augenhoehe.topics.views import door, guest
from tests.cast import Cast
from tests.factories import make_group, make_person, make_topic

from .workshop import held

pytestmark = pytest.mark.django_db


def at(workshop: Workshop, rest: str = "") -> str:
    return f"/w/{workshop.code}/{rest}"


def wish(**changes: Any) -> dict[str, Any]:
    return {"kind": "want", "text": "Wikis pflegen", "topic": "", "draft_key": str(uuid.uuid4()), **changes}


def test_a_code_is_six_signs_that_nobody_confuses() -> None:
    assert set("01OILBSZAEU") & set(ALPHABET) == set()
    assert {len(new_code()) for _ in range(50)} == {LENGTH}
    assert set("".join(new_code() for _ in range(50))) <= set(ALPHABET)
    assert tidied(" 7fh-q2m ") == "7FHQ2M"


def test_the_code_leads_in_as_people_type_it() -> None:
    workshop, client = held(code="7FHQ2M"), Client()
    answer = client.post("/w/", {"code": "7fh q2m"})
    assert (answer.status_code, answer.headers["Location"]) == (302, at(workshop))
    for code, told in (("7FH", "six signs"), ("222 222", "no workshop with this code")):
        answer = client.post("/w/", {"code": code})
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert code in answer.content.decode()


def test_who_has_written_enough_is_thanked_and_can_still_read() -> None:
    workshop, client = held(), Client()
    for number in range(MOST_EACH - 1):
        assert client.post(at(workshop, "add/"), wish(text=f"Unsinn {number}")).status_code == 302
    assert "1 more from this phone" in client.get(at(workshop)).content.decode()
    last = wish(text="Wikis")
    assert client.post(at(workshop, "add/"), last).status_code == 302
    answer = client.post(at(workshop, "add/"), wish(text="Noch mehr Unsinn"))
    assert (answer.status_code, workshop.contributions.count()) == (409, MOST_EACH)
    for text in (answer.content.decode(), client.get(at(workshop)).content.decode()):
        assert "room for everybody" in text
        assert 'name="text"' not in text
    assert "Noch mehr Unsinn" in answer.content.decode()
    # what came twice was no second time, and another phone has its own
    assert client.post(at(workshop, "add/"), last).status_code == 302
    assert Client().post(at(workshop, "add/"), wish()).status_code == 302
    assert set(Pen.objects.values_list("written", flat=True)) == {MOST_EACH, 1}


@pytest.mark.parametrize("state", ["open", "voting", "closed"])
def test_a_full_board_comes_in_pages(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest, "PER_PAGE", 2)
    workshop, client = held(state), Client()
    groups = [make_group(workshop, name=f"Gruppe {number}") for number in range(5)]
    pages = [client.get(at(workshop, f"?page={page}")).content.decode() for page in (1, 2, 3)]
    found = [[group.name for group in groups if group.name in page] for page in pages]
    assert [len(one) for one in found] == [2, 2, 1]
    assert {name for one in found for name in one} == {group.name for group in groups}
    if state == "voting":
        voted = client.post(at(workshop, "vote/?page=2"), {"give": groups[2].pk})
        assert voted.headers["Location"] == at(workshop, "?page=2")


def test_without_a_script_writing_is_a_form_and_a_redirect() -> None:
    workshop, client, data = held(), Client(), wish()
    assert [client.post(at(workshop, "add/"), data).status_code for _ in range(2)] == [302, 302]
    assert list(workshop.contributions.values_list("kind", "text")) == [("want", "Wikis pflegen")]
    assert client.get(at(workshop)).content.decode().count("Wikis pflegen") == 1


def test_a_topic_of_the_pool_can_be_picked_but_none_of_elsewhere() -> None:
    workshop, client = held(), Client()
    mine, foreign = make_topic(workshop.cohort.programme), make_topic(held().cohort.programme)
    assert client.post(at(workshop, "add/"), wish(text="", topic=str(mine.pk))).status_code == 302
    assert client.post(at(workshop, "add/"), wish(text="", topic=str(foreign.pk))).status_code == 422
    assert client.post(at(workshop, "add/"), wish(text=" ")).status_code == 422
    assert client.post(at(workshop, "add/"), wish(text="x" * 121)).status_code == 422
    assert workshop.groups.get().pick == mine


def test_voting_without_a_script() -> None:
    workshop, client = held("voting", votes_each=1), Client()
    one, two = make_group(workshop), make_group(workshop)
    assert client.post(at(workshop, "vote/"), {"give": one.pk}).status_code == 302
    assert "<strong>0</strong> of 1" in client.get(at(workshop)).content.decode()
    answer = client.post(at(workshop, "vote/"), {"give": two.pk})
    assert answer.status_code == 409
    assert "all of your votes" in answer.content.decode()
    assert client.post(at(workshop, "vote/"), {"take": one.pk}).status_code == 302
    assert client.post(at(workshop, "vote/"), {"give": two.pk}).status_code == 302
    assert client.post(at(workshop, "vote/"), {"take": "9" * 30}).status_code == 302
    assert client.post(at(workshop, "vote/"), {"give": "9" * 30}).status_code == 409
    assert client.post(at(workshop, "vote/"), {"give": "x"}).status_code == 422
    assert Vote.objects.get().group == two


def test_what_comes_too_late_is_told_so() -> None:
    workshop = held("closed")
    group, client = make_group(workshop), Client()
    assert client.post(at(workshop, "vote/"), {"give": group.pk}).status_code == 409
    answer = client.post(at(workshop, "add/"), wish())
    assert (answer.status_code, workshop.contributions.count()) == (409, 1)
    assert "Collecting is over" in answer.content.decode()
    assert "Wikis pflegen" in answer.content.decode()


def test_with_a_script_only_the_moving_part_comes_back() -> None:
    workshop, client = held(), Client(headers={"HX-Request": "true"})
    text = client.post(at(workshop, "add/"), wish()).content.decode()
    assert text.startswith('<div class="ah-workshop"')
    assert "Wikis pflegen" in text
    assert "<html" not in text


def test_each_phone_is_another_one_and_nothing_of_it_is_stored_but_a_hash() -> None:
    workshop = held("voting")
    group, phones = make_group(workshop), [Client() for _ in range(3)]
    for phone in phones:
        phone.get(at(workshop))
        Workshop.objects.update(state="open")
        phone.post(at(workshop, "add/"), wish())
        Workshop.objects.update(state="voting")
        phone.post(at(workshop, "vote/"), {"give": group.pk})
        phone.post(at(workshop, "vote/"), {"give": group.pk})
    devices = set(Vote.objects.values_list("device", flat=True))
    assert len(devices) == Pen.objects.count() == 3
    cookies = [phone.cookies[door.COOKIE] for phone in phones]
    assert not devices & set(Pen.objects.values_list("device", flat=True))
    assert not any(device[:12] in cookie.value for device in devices for cookie in cookies)
    assert {(one["path"], bool(one["httponly"]), one["samesite"]) for one in cookies} == {(at(workshop), True, "Lax")}


def test_a_made_up_cookie_is_no_phone() -> None:
    workshop, client = held("voting"), Client()
    client.cookies[door.COOKIE] = "made-up:signature"
    client.get(at(workshop))
    assert client.cookies[door.COOKIE].value != "made-up:signature"


@pytest.mark.parametrize("page", ["board/", "wall/board/"])
def test_who_has_seen_it_already_gets_304_after_one_query(page: str) -> None:
    workshop, client = held(), Client()
    make_group(workshop, name="Wikis")
    first = client.get(at(workshop, page))
    seen = {"If-None-Match": first.headers["ETag"]}
    assert "Wikis" in first.content.decode()
    with CaptureQueriesContext(connection) as queries:
        again = client.get(at(workshop, page), headers=seen)
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    client.post(at(workshop, "add/"), wish(text="Chats"))
    fresh = client.get(at(workshop, page), headers=seen)
    assert (fresh.status_code, "Chats" in fresh.content.decode()) == (200, True)


def test_votes_move_the_wall_and_leave_the_phones_alone() -> None:
    workshop, client = held("voting"), Client()
    group = make_group(workshop, name="Wikis")
    seen = {page: client.get(at(workshop, page)).headers["ETag"] for page in ("board/", "wall/board/")}
    client.post(at(workshop, "vote/"), {"give": group.pk})
    answers = {
        page: client.get(at(workshop, page), headers={"If-None-Match": tag}).status_code for page, tag in seen.items()
    }
    assert answers == {"board/": 304, "wall/board/": 200}
    wall = client.get(at(workshop, "wall/board/")).content.decode()
    assert re.sub(r"\s+", " ", wall).count("<strong>1</strong> vote") == 1


def test_a_phone_that_waits_learns_that_it_has_begun() -> None:
    workshop, client = held("prepared"), Client()
    assert client.get(at(workshop, "board/?state=prepared")).status_code == 200
    Workshop.objects.update(state="open")
    assert client.get(at(workshop, "board/?state=prepared")).status_code == 205


def test_the_board_costs_the_same_however_full_it_is() -> None:
    workshop, client = held("voting"), Client()

    def queries(page: str) -> int:
        Workshop.objects.filter(pk=workshop.pk).update(board_edition=workshop.contributions.count())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at(workshop, page)).status_code == 200
        return len(captured)

    client.post(at(workshop, "vote/"), {"give": make_group(workshop).pk})
    pages = ("", "board/", "wall/", "wall/board/")
    one = [queries(page) for page in pages]
    for _ in range(2):
        client.post(at(workshop, "vote/"), {"give": make_group(workshop, wants=3, offers=2).pk})
    assert [queries(page) for page in pages] == one


def test_what_is_hidden_is_seen_by_nobody_outside_the_office() -> None:
    workshop, client = held(), Client()
    group = make_group(workshop, name="Böses Wort")
    pages = [at(workshop, page) for page in ("", "board/", "wall/", "wall/board/")]
    assert all("Böses Wort" in client.get(page).content.decode() for page in pages)
    ids = {"groups": [], "contributions": [group.contributions.get().pk]}
    show_or_hide(workshop=workshop, hidden=True, actor=make_person(), **ids)
    assert not any("Böses Wort" in client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("state", ["open", "voting", "closed"])
def test_words_stay_words(cast: Cast, as_: Any, state: str) -> None:
    """What people write is shown as they wrote it: no tag, no template, no doubled escape."""
    odd = """<b>"A" & 'B'</b> {{ 7|add:7 }} {% now %} :x="y\""""
    workshop, client = cast.workshop, as_(cast.office)
    group = make_group(workshop, name=odd)
    make_group(workshop, name="Wikis", merged_into=group)
    Workshop.objects.filter(pk=workshop.pk).update(state=state)
    desk = f"/office/cohorts/{cast.cohort.pk}/topics/workshops/{workshop.pk}/"
    for page in (at(workshop), at(workshop, "board/"), at(workshop, "wall/"), desk, f"{desk}results/"):
        text = client.get(page).content.decode()
        assert odd in html.unescape(text), page
        assert "<b>" not in text, page


def test_guessing_codes_is_stopped_and_those_inside_stay_inside(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "WRONG_CODES", 3)
    inside, outside = Client(), Client()
    inside.get(at(cast.workshop))
    wrong = [outside.get("/w/222222/"), outside.post("/w/", {"code": "333333"}), outside.get("/w/444444/wall/")]
    assert [answer.status_code for answer in wrong] == [404, 422, 404]
    assert outside.get(at(cast.workshop)).status_code == 429
    assert outside.post("/w/", {"code": cast.workshop.code}).status_code == 429
    assert inside.get(at(cast.workshop)).status_code == 200
    elsewhere = Client(REMOTE_ADDR="10.0.0.7")
    assert elsewhere.get(at(cast.workshop)).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert not any("127.0.0.1" in key for (key,) in cursor.fetchall())
    cache.clear()


@pytest.mark.parametrize("page", ["", "board/", "wall/", "wall/board/", "qr.svg"])
def test_without_the_part_nothing_of_it_is_left(cast: Cast, page: str) -> None:
    type(cast.cohort).objects.update(parts=[])
    assert Client().get(at(cast.workshop, page)).status_code == 404


def test_the_picture_holds_the_address() -> None:
    answer = Client().get(at(held(), "qr.svg"))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert b"<path" in answer.content
