"""Looking back: for oneself, shared by choice; in touch only where both want it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from augenhoehe.applications.enums import Side
from augenhoehe.common.resealing import reseal_everything
from augenhoehe.common.sealing import SealError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.confidential import open_reflection, seal_reflection
from augenhoehe.undertakings.errors import UndertakingError
from augenhoehe.undertakings.models import Reflection, StayingInTouch
from augenhoehe.undertakings.rules import kept_until
from augenhoehe.undertakings.services.closing import save_reflection, stay_in_touch
from tests import factories
from tests.factories import NOW

from .world import ENDS_ON, mails, one

As = Callable[[Person], Client]
WORDS = {"learned": "Zuhören lohnt sich", "learned_read_by": "me", "practice": "Ohne Folien", "practice_read_by": "me"}


def opened(tandem: Tandem, side: str, *, by: str) -> tuple[str, str]:
    row = open_reflection(Reflection.objects.get(tandem=tandem, side=side), reader=one(tandem, by))
    return row.learned, row.practice


def other(side: str) -> str:
    return "mentee" if side == "mentor" else "mentor"


@pytest.mark.parametrize("side", Side.values)
@pytest.mark.parametrize("shared", [(), ("learned",), ("practice",), ("learned", "practice")])
def test_the_partner_reads_what_was_shared_and_no_more(
    tandem: Tandem, as_: As, side: str, shared: tuple[str, ...]
) -> None:
    changes = {**WORDS, **{f"{name}_read_by": "us" for name in shared}}
    here = f"/tandems/{tandem.pk}/closing/"
    author, partner = as_(one(tandem, side)), as_(one(tandem, other(side)))
    assert author.post(f"{here}reflection/", {**changes, "version": 0}).status_code == 302
    own, theirs = (client.get(here).content.decode() for client in (author, partner))
    assert [WORDS[name] in own for name in ("learned", "practice")] == [True, True]
    assert [WORDS[name] in theirs for name in ("learned", "practice")] == [
        name in shared for name in ("learned", "practice")
    ]


def test_a_changed_practice_is_told_by_its_author_alone(tandem: Tandem, as_: As) -> None:
    """Nothing of it goes into the report; once the tandem is over, the page leads to where one can tell others."""
    client, here = as_(one(tandem)), f"/tandems/{tandem.pk}/closing/"
    written(tandem)
    voice = f"/programmes/{tandem.cohort.programme.slug}/voice/"
    assert voice not in page_of(client, here)
    Tandem.objects.filter(pk=tandem.pk).update(state="closed")
    assert voice in page_of(client, here)
    assert client.get(voice).status_code == 200


def test_two_windows_do_not_overwrite_each_other(tandem: Tandem, as_: As) -> None:
    client, url = as_(one(tandem)), f"/tandems/{tandem.pk}/closing/reflection/"
    for _twice in range(2):
        assert client.post(url, {**WORDS, "version": 0}).status_code == 302
    late = client.post(url, {**WORDS, "learned": "Etwas anderes", "version": 0})
    assert (late.status_code, late.context["conflict"]) == (409, [("What I take with me", "Zuhören lohnt sich")])
    assert opened(tandem, "mentor", by="mentor") == ("Zuhören lohnt sich", "Ohne Folien")
    assert client.post(url, {**WORDS, "learned_read_by": "all", "version": 1}).status_code == 422


@pytest.mark.parametrize("state", TandemState)
def test_by_state(tandem: Tandem, as_: As, state: TandemState) -> None:
    asked = {"mentor_answer": "open", "mentee_answer": "open", "mentor_confirms": "open", "mentee_confirms": "open"}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **(asked if state == TandemState.NOT_FORMED else {}))
    writable = state in (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)
    client, here = as_(one(tandem)), f"/tandems/{tandem.pk}/closing/"
    assert client.get(here).status_code == (200 if writable or state == TandemState.CLOSED else 404)
    assert client.get(f"{here}reflection/").status_code == (200 if writable else 404)
    tandem.refresh_from_db()
    for act in (
        lambda: save_reflection(tandem=tandem, actor=one(tandem), version=0, changes=WORDS, now=NOW),
        lambda: stay_in_touch(tandem=tandem, actor=one(tandem), wants=True),
    ):
        if writable:
            act()
        else:
            with pytest.raises(UndertakingError):
                act()


def test_a_stranger_looks_back_on_nothing(tandem: Tandem, as_: As) -> None:
    stranger = factories.make_person()
    for page in ("", "reflection/"):
        assert as_(stranger).get(f"/tandems/{tandem.pk}/closing/{page}").status_code == 404
    with pytest.raises(UndertakingError):
        save_reflection(tandem=tandem, actor=stranger, version=0, changes=WORDS, now=NOW)
    with pytest.raises(UndertakingError):
        stay_in_touch(tandem=tandem, actor=stranger, wants=True)


@pytest.mark.parametrize("first", Side.values)
def test_addresses_are_given_with_the_second_yes(tandem: Tandem, as_: As, first: str) -> None:
    here = f"/tandems/{tandem.pk}/closing/"
    one_, two = as_(one(tandem, first)), as_(one(tandem, other(first)))
    before = page_of(two, here)
    assert one_.post(f"{here}in-touch/", {"wants": "yes"}).status_code == 302
    assert page_of(two, here) == before
    assert mails("in_touch") == []
    assert two.post(f"{here}in-touch/", {"wants": "yes"}).status_code == 302
    for side in Side.values:
        mail = next(mail for mail in mails("in_touch") if mail.person_id == one(tandem, side).pk)
        assert one(tandem, other(side)).email in mail.text
    assert one(tandem, first).email in page_of(two, here)


def page_of(client: Client, path: str) -> str:
    client.get(path)
    text = client.get(path).content.decode()
    main = text[text.index("<h1") : text.index("</main>")]
    return "".join(part.split(">", 1)[-1] for part in main.split('name="csrfmiddlewaretoken"'))


def test_a_yes_is_taken_back_without_a_trace_and_after_the_end_too(tandem: Tandem, as_: As) -> None:
    for side in Side.values:
        stay_in_touch(tandem=tandem, actor=one(tandem, side), wants=True)
    Tandem.objects.filter(pk=tandem.pk).update(state=TandemState.CLOSED)
    here = f"/tandems/{tandem.pk}/closing/"
    assert as_(one(tandem)).post(f"{here}in-touch/", {"wants": "no"}).status_code == 302
    assert list(StayingInTouch.objects.values_list("side", flat=True)) == ["mentee"]
    assert one(tandem).email not in page_of(as_(one(tandem, "mentee")), here)


def test_saying_yes_again_sends_nothing_again(tandem: Tandem) -> None:
    for wants in (True, False, True):
        for side in Side.values:
            stay_in_touch(tandem=tandem, actor=one(tandem, side), wants=wants)
    assert len(mails("in_touch")) == 2


def test_nonsense_is_no_answer(tandem: Tandem, as_: As) -> None:
    assert as_(one(tandem)).post(f"/tandems/{tandem.pk}/closing/in-touch/", {"wants": "maybe"}).status_code == 302
    assert not StayingInTouch.objects.exists()


OTHER_KEY = "7e" * 32


def written(tandem: Tandem, side: str = "mentor", **changes: str) -> Reflection:
    return save_reflection(
        tandem=tandem, actor=one(tandem, side), version=0, changes={**WORDS, **changes}, now=NOW
    )  # fmt: skip


def test_the_database_holds_no_readable_word(tandem: Tandem) -> None:
    sealed = bytes(written(tandem).sealed)
    assert [word.encode() in sealed for word in (WORDS["learned"], "Zuh", WORDS["practice"])] == [False] * 3


@pytest.mark.parametrize(("shared", "seen"), [("me", ("", "")), ("us", ("Zuhören lohnt sich", ""))])
def test_what_opens_it_opens_for_a_reader(tandem: Tandem, shared: str, seen: tuple[str, str]) -> None:
    row = written(tandem, learned_read_by=shared)
    assert opened(tandem, "mentor", by="mentor") == ("Zuhören lohnt sich", "Ohne Folien")
    assert opened(tandem, "mentor", by="mentee") == seen
    with pytest.raises(PermissionError):
        open_reflection(row, reader=factories.make_person())
    with pytest.raises(PermissionError):
        seal_reflection(row, author=one(tandem, "mentee"), learned="", practice="")


def test_without_the_key_or_in_another_place_it_does_not_open(tandem: Tandem, settings: Any) -> None:
    mine, theirs = written(tandem), written(tandem, "mentee")
    Reflection.objects.filter(pk=theirs.pk).update(sealed=mine.sealed)
    with pytest.raises(SealError):
        opened(tandem, "mentee", by="mentee")
    settings.NOTEBOOK_KEYS = [OTHER_KEY]
    with pytest.raises(SealError):
        opened(tandem, "mentor", by="mentor")


def test_a_new_key_takes_over(tandem: Tandem, settings: Any) -> None:
    written(tandem)
    old = list(settings.NOTEBOOK_KEYS)
    settings.NOTEBOOK_KEYS = [OTHER_KEY, *old]
    assert opened(tandem, "mentor", by="mentor")[0] == WORDS["learned"]
    assert [reseal_everything(), reseal_everything()] == [(1, 0), (0, 0)]
    settings.NOTEBOOK_KEYS = [OTHER_KEY]
    assert opened(tandem, "mentor", by="mentor")[0] == WORDS["learned"]


def test_the_days_of_deletion_are_named_as_soon_as_they_are_certain(tandem: Tandem, as_: As) -> None:
    path, client = f"/tandems/{tandem.pk}/closing/", as_(one(tandem))
    assert "for 30 days after the end" in client.get(path).content.decode()
    Tandem.objects.filter(pk=tandem.pk).update(state=TandemState.CLOSED)
    page = client.get(path).content.decode()
    assert "until 30 June 2027" in page
    assert "is deleted after 31 May 2028" in page


def test_texts_are_never_promised_for_longer_than_the_tandem_itself() -> None:
    cohort = Cohort(texts_kept_days=800, tandems_kept_months=12)
    assert kept_until(ENDS_ON, cohort) == (dt.date(2028, 5, 31), dt.date(2028, 5, 31))
