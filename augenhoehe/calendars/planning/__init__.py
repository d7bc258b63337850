"""Dates for people who hardly have time: pure Python, no clock, no database, no network.

`suggest` takes everybody's hours and busy times and gives the series that fits best, with a proof of nothing but its
own arithmetic: every choice is compared, by dynamic programming. docs/adr/0014 says what "best" means.
"""

from .convenience import Note
from .series import Cause, Missing, Option, Series, Suggested, suggest
from .times import Diary, Span, Week, common, day_in_words, intersect, merged, read_day, without

__all__ = [
    "Cause",
    "Diary",
    "Missing",
    "Note",
    "Option",
    "Series",
    "Span",
    "Suggested",
    "Week",
    "common",
    "day_in_words",
    "intersect",
    "merged",
    "read_day",
    "suggest",
    "without",
]
