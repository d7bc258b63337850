"""What speaks against a time, in words; and what is kept from the two."""

import datetime as dt

import pytest

from augenhoehe.calendars.planning import Cause, Missing, Note, Option
from augenhoehe.calendars.words import why, why_missing

NOON = dt.datetime(2026, 12, 7, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("off", "other_weekday", "notes", "meant", "words"),
    [
        (0, False, (), True, "Nothing speaks against it"),
        (1, False, (), True, "1 day later than planned"),
        (-3, True, (Note.LUNCH,), True, "3 days earlier than planned, another weekday than the others, over lunch"),
        (-3, False, (), False, "Nothing speaks against it"),
        (0, False, (Note.EARLY, Note.CROOKED), True, "Before nine in the morning"),
        (0, False, (Note.LATE, Note.FRIDAY_AFTERNOON), True, "Until after half past four, on Friday afternoon"),
        (0, False, (Note.TIGHT,), True, "Nothing speaks against it"),
    ],
)
def test_what_speaks_against_a_time(off: int, other_weekday: bool, notes: tuple, meant: bool, words: str) -> None:
    assert why(Option(NOON, 0, off, other_weekday, notes), meant=meant) == words


def test_every_cause_has_words_of_its_own() -> None:
    assert len({why_missing(Missing(NOON.date(), cause)) for cause in Cause}) == len(Cause)
