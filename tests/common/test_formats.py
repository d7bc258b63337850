"""A date reads in one way only, in either language."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format

MOMENT = dt.datetime(2026, 12, 2, 9, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("en", "DATE_FORMAT", "2 December 2026"),
        ("en", "SHORT_DATE_FORMAT", "2 Dec 2026"),
        ("en", "SHORT_DATETIME_FORMAT", "2 Dec 2026, 09:05"),
        ("en", "MONTH_DAY_FORMAT", "2 Dec"),
        ("de", "DATE_FORMAT", "2. Dezember 2026"),
        ("de", "SHORT_DATE_FORMAT", "02.12.2026"),
        ("de", "MONTH_DAY_FORMAT", "2. 12."),
    ],
)
def test_dates(language: str, name: str, expected: str) -> None:
    with translation.override(language):
        assert date_format(MOMENT, name) == expected
