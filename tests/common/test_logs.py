"""A log says what went wrong, and not with whom."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError
from django.test import Client

from augenhoehe.common.logs import DiscreetFormatter
from augenhoehe.tandems.views import link as link_page
from config.settings.logs import LOGGING
from tests.access.test_table import routes


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """What a handler with the product's formatter writes meanwhile."""
    shape = LOGGING["formatters"]["line"]["format"]  # type: ignore[index]
    handler = logging.StreamHandler(written := io.StringIO())
    handler.setFormatter(DiscreetFormatter(shape))
    logging.getLogger().addHandler(handler)
    try:
        yield written
    finally:
        logging.getLogger().removeHandler(handler)


def test_the_product_logs_with_it() -> None:
    named = LOGGING["formatters"]["line"]["()"]  # type: ignore[index]
    assert named == f"{DiscreetFormatter.__module__}.{DiscreetFormatter.__name__}"


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("no mail to Kim.Özer+x@amt-7.stadt.example today", "no mail to …@… today"),
        ("Key (lower(email))=(kim@stadt.example) already exists", "Key (lower(email))=(…@…) already exists"),
        ("DETAIL:  Failing row contains (7, Kim, Özer).", "DETAIL: …"),
        ("Internal Server Error: /links/c2VjcmV0.Zm9v:x/", "Internal Server Error: /links/…/"),
        ("mail 12 (people.code) was not accepted: OSError", "mail 12 (people.code) was not accepted: OSError"),
        ("tasks: OperationalError", "tasks: OperationalError"),
    ],
)
def test_what_a_line_leaves_out(message: str, line: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", (message,), None)
    assert DiscreetFormatter("%(message)s").format(record) == line


def test_no_address_with_a_token_in_it_stands_in_a_log() -> None:
    paths = [f"/{route}".replace("<str:token>", "VERY-secret.x_9:y") for route in routes() if "<str:token>" in route]
    lines = [logging.LogRecord("x", logging.ERROR, "", 0, "Not Found: %s", (path,), None) for path in paths]
    told = [line for line in map(DiscreetFormatter("%(message)s").format, lines) if "secret" in line]
    assert (told, len(paths) > 20) == ([], True)


@pytest.mark.django_db
def test_an_error_on_the_page_behind_a_link_is_traced_without_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(token: str) -> None:
        raise IntegrityError(f"duplicate key\nDETAIL:  Key (email)=(kim@stadt.example), token {token}")

    monkeypatch.setattr(link_page, "find_link", fail)
    with logged() as written:
        answer = Client(raise_request_exception=False).get("/links/very-secret.signature/")
    assert answer.status_code == 500
    text = written.getvalue()
    assert "IntegrityError: duplicate key" in text
    assert "in answer_link" in text, "the traceback is there"
    assert [word for word in ("very-secret", "kim@", "stadt.example") if word in text] == []
