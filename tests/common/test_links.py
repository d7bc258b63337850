"""A link in a mail is open until it is used or its time is over; a token is good for its own kind of link only."""

import datetime as dt

import pytest

from augenhoehe.common.links import hash_of, new_token
from augenhoehe.tandems.models import ActionLink
from tests.factories import NOW

HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("used_at", "expires_at", "is_open"),
    [(None, NOW, True), (None, NOW + HOUR, True), (None, NOW - HOUR, False), (NOW - HOUR, NOW + HOUR, False)],
)
def test_a_link_is_open_until_it_is_used_or_over(
    used_at: dt.datetime | None, expires_at: dt.datetime, is_open: bool
) -> None:
    assert ActionLink(used_at=used_at, expires_at=expires_at).is_open(NOW) is is_open


def test_a_token_is_good_for_its_own_kind_only() -> None:
    token, stored = new_token("one.kind")
    assert hash_of(token, "one.kind") == stored
    assert hash_of(token, "another.kind") is None
    assert token.partition(".")[0] not in stored
