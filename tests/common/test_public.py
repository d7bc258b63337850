"""A page for everybody is made once, also in the moment in which the one that was kept is over."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches

from augenhoehe.common.public import keep_page, kept_page

OLD, NEW = (b"old", "text/html", "1"), (b"new", "text/html", "2")


@pytest.fixture(autouse=True)
def _five_seconds(settings: Any) -> Iterator[None]:
    settings.PUBLIC_PAGE_SECONDS = 5
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def test_one_visitor_makes_the_page_anew_and_the_others_do_not_wait() -> None:
    assert kept_page("news", 100.0) is None
    keep_page("news", OLD, 100.0)
    assert kept_page("news", 104.0) == OLD
    assert [kept_page("news", 106.0) for _visitor in range(3)] == [None, OLD, OLD]
    keep_page("news", NEW, 106.5)
    assert kept_page("news", 107.0) == NEW
    assert [kept_page("news", 112.0) for _visitor in range(2)] == [None, NEW]


def test_another_page_is_another_matter() -> None:
    keep_page("news", OLD, 100.0)
    assert kept_page("programmes", 100.0) is None
