"""What is sealed opens with its key and in its place, and in no other way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.common.sealing import NAME, NONCE, SealError, is_current, seal, unseal

ONE, OTHER = "a1" * 32, "b2" * 32


@given(text=st.text(max_size=300), place=st.text(max_size=30))
def test_what_was_sealed_can_be_opened(text: str, place: str) -> None:
    assert unseal(seal(text, bound_to=place), bound_to=place) == text


def test_the_same_text_never_looks_the_same() -> None:
    sealed = [seal("Zaunkönig", bound_to="here") for _ in range(100)]
    assert len({one[NAME : NAME + NONCE] for one in sealed}) == 100
    assert all("Zaunkönig".encode() not in one for one in sealed)


def test_in_another_place_it_does_not_open() -> None:
    with pytest.raises(SealError):
        unseal(seal("Zaunkönig", bound_to="row 1"), bound_to="row 2")


@pytest.mark.parametrize("place", [0, NAME, NAME + NONCE, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(seal("Zaunkönig", bound_to="here"))
    sealed[place] ^= 1
    with pytest.raises(SealError):
        unseal(bytes(sealed), bound_to="here")


@pytest.mark.parametrize("length", [0, 3, 10, 16, 20])
def test_what_is_cut_off_does_not_open(length: int) -> None:
    with pytest.raises(SealError):
        unseal(seal("Zaunkönig", bound_to="here")[:length], bound_to="here")


def test_another_key_opens_nothing(settings: Any) -> None:
    settings.NOTEBOOK_KEYS = [ONE]
    sealed = seal("Zaunkönig", bound_to="here")
    settings.NOTEBOOK_KEYS = [OTHER]
    with pytest.raises(SealError):
        unseal(sealed, bound_to="here")


def test_an_earlier_key_opens_what_it_sealed_and_seals_nothing(settings: Any) -> None:
    settings.NOTEBOOK_KEYS = [ONE]
    early = seal("early", bound_to="here")
    settings.NOTEBOOK_KEYS = [OTHER, ONE]
    late = seal("late", bound_to="here")
    assert [unseal(one, bound_to="here") for one in (early, late)] == ["early", "late"]
    assert [is_current(one) for one in (early, late)] == [False, True]
    settings.NOTEBOOK_KEYS = [OTHER]
    assert unseal(late, bound_to="here") == "late"
