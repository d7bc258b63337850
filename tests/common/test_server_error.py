"""What visitors and proxies get when it is our fault: a page, and a status that says whether it will pass."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client, RequestFactory

from augenhoehe.common.views import server_error
from augenhoehe.outreach.models import Question
from tests.cast import Cast

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


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("database is locked"), 503), (RuntimeError("a fault of ours"), 500)]
)
def test_what_was_typed_comes_back_and_can_be_sent_again_once(error: Exception, status: int, cast: Cast) -> None:
    """Promise 12: the page of the failure is a form that holds all that was sent; twice sent is one question."""

    def no_writing(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if sql.startswith("INSERT") and "cache" not in sql:
            raise error
        return execute(sql, *args)

    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    path = f"/programmes/{cast.programme.slug}/question/?from=mail"
    form = hidden_fields(client.get(path).content.decode())
    text = 'Darf ich auch in <Teilzeit> mitmachen?\n\nUnd "wann" genau?'
    with connection.execute_wrapper(no_writing):
        answer = client.post(path, {**form, "text": text, "email": "kim@stadt.example", "name": ""})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    html = answer.content.decode()
    assert f'action="{path}"' in html
    assert "<p>Und &quot;wann&quot; genau?</p>" in html
    again = hidden_fields(html)
    assert again == {**form, "text": text, "email": "kim@stadt.example", "name": ""}
    assert [client.post(path, again).status_code for _time in range(2)] == [302, 302]
    assert list(Question.objects.filter(email="kim@stadt.example").values_list("text", flat=True)) == [text]


def test_a_lock_is_not_taken_for_sending_too_often(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts how often a form is sent stands in the same database: while it is locked, nobody was too quick."""
    real = CursorWrapper._execute

    def locked(cursor: CursorWrapper, sql: str, *args: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError("database is locked")
        return real(cursor, sql, *args)

    client = Client(raise_request_exception=False)
    path = f"/programmes/{cast.programme.slug}/question/"
    form = hidden_fields(client.get(path).content.decode())
    typed = {**form, "text": "Und wann genau?", "email": "kim@stadt.example", "name": ""}
    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "_execute", locked)
        answer, sign_in = client.post(path, typed), client.post(SIGN_IN, {"email": "kim@stadt.example"})
    assert (answer.status_code, hidden_fields(answer.content.decode())["text"]) == (503, "Und wann genau?")
    assert sign_in.status_code == 503
    assert client.post(path, typed).status_code == 302


def test_a_form_that_cannot_be_read_gets_the_plain_page(rf: RequestFactory) -> None:
    request = rf.post("/", {f"f{n}": "" for n in range(6000)})
    html = server_error(request).content.decode()
    assert ("Something went wrong on our side" in html, "<form" in html) == (True, False)


def hidden_fields(html: str) -> dict[str, str]:
    """Name → value of the hidden inputs in the last form of a page."""
    form = html[html.rindex('<form class="ah-') :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}
