"""Answers are sealed; the door opens them for their author, and for the partner once both have sent."""

from typing import Any

import pytest

from augenhoehe.common.errors import SealError
from augenhoehe.common.resealing import count_lost, reseal_everything
from augenhoehe.mirror.confidential import open_own, open_partners, seal_answers
from augenhoehe.mirror.models import AnswerSheet, Lot
from augenhoehe.mirror.rules import Answer
from augenhoehe.tandems.models import Tandem
from tests import factories

from .world import both, make_running, one, save, send

OTHER_KEY = "7e" * 32


def sheet(tandem: Tandem, side: str) -> AnswerSheet:
    return AnswerSheet.objects.select_related("tandem").get(tandem=tandem, side=side)


def test_the_database_holds_nothing_readable(tandem: Tandem) -> None:
    sealed = bytes(save(tandem).sealed)
    assert [word in sealed for word in (b"presence", b"[4", b"{")][:2] == [False, False]
    save(tandem, "mentee")
    assert bytes(sheet(tandem, "mentee").sealed) != sealed


def test_only_the_author_opens_their_own(tandem: Tandem) -> None:
    send(tandem)
    row = sheet(tandem, "mentor")
    assert open_own(row, reader=one(tandem))["presence"] == Answer(4, 4)
    for reader in (one(tandem, "mentee"), factories.make_person()):
        with pytest.raises(PermissionError):
            open_own(row, reader=reader)
        with pytest.raises(PermissionError):
            seal_answers(row, author=reader, answers={})


def test_the_partner_opens_it_once_both_have_sent(tandem: Tandem) -> None:
    save(tandem, "mentor", 5)
    save(tandem, "mentee", 2)
    for first, second in (("mentor", "mentee"), ("mentee", "mentor")):
        with pytest.raises(PermissionError):
            open_partners(sheet(tandem, second), mine=sheet(tandem, first), reader=one(tandem, first))
    send(tandem, "mentor", 5)
    for first, second in (("mentor", "mentee"), ("mentee", "mentor")):
        with pytest.raises(PermissionError):
            open_partners(sheet(tandem, second), mine=sheet(tandem, first), reader=one(tandem, first))
    send(tandem, "mentee", 2)
    found = open_partners(sheet(tandem, "mentor"), mine=sheet(tandem, "mentee"), reader=one(tandem, "mentee"))
    assert found["presence"].own == 5


def test_nobody_else_opens_a_partners(tandem: Tandem) -> None:
    both(tandem)
    other = make_running(tandem.cohort)
    both(other)
    theirs, mine = sheet(tandem, "mentee"), sheet(tandem, "mentor")
    wrong: list[tuple[AnswerSheet, AnswerSheet, Any]] = [
        (theirs, mine, factories.make_person()),
        (theirs, mine, one(tandem, "mentee")),
        (theirs, sheet(other, "mentor"), one(other)),
        (mine, mine, one(tandem)),
    ]
    for row, own, reader in wrong:
        with pytest.raises(PermissionError):
            open_partners(row, mine=own, reader=reader)


def test_an_exchanged_row_does_not_open(tandem: Tandem) -> None:
    both(tandem)
    mine, theirs = sheet(tandem, "mentor"), sheet(tandem, "mentee")
    mine.sealed = theirs.sealed
    with pytest.raises(SealError):
        open_own(mine, reader=one(tandem))


def test_without_the_key_nothing_opens(tandem: Tandem, settings: Any) -> None:
    save(tandem)
    settings.NOTEBOOK_KEYS = [OTHER_KEY]
    with pytest.raises(SealError):
        open_own(sheet(tandem, "mentor"), reader=one(tandem))
    assert count_lost() == 1


def test_a_new_key_reseals_answers_and_sums(tandem: Tandem, settings: Any) -> None:
    both(tandem)
    settings.NOTEBOOK_KEYS = [OTHER_KEY, *settings.NOTEBOOK_KEYS]
    assert reseal_everything() == (3, 0)
    assert reseal_everything() == (0, 0)
    settings.NOTEBOOK_KEYS = [OTHER_KEY]
    assert open_own(sheet(tandem, "mentor"), reader=one(tandem))["presence"] == Answer(5, 3)
    both(make_running(tandem.cohort))
    assert Lot.objects.get().tandems == 2
