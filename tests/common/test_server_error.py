"""What visitors and proxies get when it is our fault: a page, and a status that says whether it will pass."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [
        (OperationalError("database is locked"), 503, "10"),
        (InterfaceError("connection already closed"), 503, "10"),
        (IntegrityError("a fault of ours"), 500, None),
        (RuntimeError("a fault of ours"), 500, None),
    ],
    ids=repr,
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_is_away_will_be_back(method: str, error: Exception, status: int, retry: str | None) -> None:
    def fail(execute: Callable[..., Any], *args: Any) -> Any:
        raise error

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(fail):
        answer = client.get("/programmes/") if method == "get" else client.post(SIGN_IN, {"email": "kim@stadt.example"})
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, retry)
    html = answer.content.decode()
    assert "Something went wrong on our side" in html
    assert str(error) not in html
