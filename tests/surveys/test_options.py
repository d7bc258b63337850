"""An answer to choose keeps its key when it is worded anew or moved; a new one gets a key that no other has had."""

import pytest

from augenhoehe.surveys.models import Item
from augenhoehe.surveys.options import joined, with_keys

BEFORE = [{"key": "kept", "de": "ja", "en": "yes"}, {"key": "answer-1", "de": "nein", "en": "no"}]


@pytest.mark.parametrize(
    ("german", "english", "keys"),
    [
        (["ja", "nein"], ["yes", "no"], ["kept", "answer-1"]),
        (["nein", "ja"], ["no", "yes"], ["answer-1", "kept"]),
        (["ja, sehr", "nein"], ["yes, very", "no"], ["kept", "answer-1"]),
        (["ja, sehr", "gar nicht"], ["yes, very", "not at all"], ["kept", "answer-1"]),
        (["ja, sehr", "nein"], ["yes", "no"], ["kept", "answer-1"]),
        (["ja", "nein", "vielleicht"], ["yes", "no", "maybe"], ["kept", "answer-1", "answer-2"]),
        (["vielleicht", "nein"], ["maybe", "no"], ["kept", "answer-1"]),
        (["nein", "vielleicht", "ja"], ["no", "maybe", "yes"], ["answer-1", "answer-2", "kept"]),
        (["ja", "ja"], ["yes", "yes"], ["kept", "answer-2"]),
    ],
)
def test_keys(german: list[str], english: list[str], keys: list[str]) -> None:
    found = with_keys(BEFORE, german, english)
    assert [one["key"] for one in found] == keys
    assert [(one["de"], one["en"]) for one in found] == list(zip(german, english, strict=True))


def test_one_a_line() -> None:
    assert (joined(Item(options=BEFORE), "de"), joined(Item(options=[]), "en")) == ("ja\nnein", "")
