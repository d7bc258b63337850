"""Every URL × method × role has a written expectation; what nobody declared fails."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

import tests.access
from tests.cast import ROLES, Cast
from tests.conftest import BACKEND
from tests.privacy.protection import weak

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ANYBODY = ("anonymous",)
"""A method that a route does not know is refused before anybody looks who asks."""
UNKNOWN = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "key": "nothing",
    "token": "nothing",
    "slug": "nothing",
}


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every leaf of the URLconf as its full route text."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, text)
        else:
            yield text


def declared() -> dict[str, dict[str, dict[str, Any]]]:
    """Subject → route → what is expected of it."""
    names = [module.name for module in pkgutil.iter_modules(tests.access.__path__)]
    return {
        name: importlib.import_module(f"tests.access.{name}").ROUTES for name in names if not name.startswith("test_")
    }


TABLES = declared()
TABLE = {route: row for table in TABLES.values() for route, row in table.items()}


def fill(route: str, sample: dict[str, str], cast: Cast) -> str:
    def value(name: str, converter: str) -> str:
        if name in sample:
            found: object = cast
            for part in sample[name].split("."):
                found = getattr(found, part)
            return str(found)
        return "999999" if converter == "int" else UNKNOWN.get(name, UNKNOWN.get(converter, "nothing"))

    route = re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: value(m[2], m[1] or "str"), route)
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: value(m[1], "str"), route)
    return "/" + re.sub(r"[\^$\\]|\\Z", "", route)


def expected(line: str, role: str) -> int:
    cells = dict(cell.split(":") for cell in line.split())
    return int(cells.get(role, cells.get("*", "405")))


class _RollBackError(Exception):
    pass


def clients_of(cast: Cast) -> dict[str, Client]:
    """Role → somebody who has signed in as that; signing in once a role saves most of the time."""
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in found.items():
        if role != "anonymous":
            client.force_login(getattr(cast, role), backend=BACKEND)
    return found


def answer(client: Client, method: str, path: str) -> HttpResponse:
    """The answer to one request; whatever it does to the database or the cookies is undone."""
    cookies = copy(client.cookies)
    cache.clear()  # nobody is to be too quick here
    try:
        with transaction.atomic():
            response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
            raise _RollBackError
    except _RollBackError:
        return response
    finally:
        client.cookies = cookies


def test_every_route_is_declared_and_nothing_else() -> None:
    assert sorted(set(routes())) == sorted(TABLE)


@pytest.mark.usefixtures("bare_404", "thousands")
@pytest.mark.parametrize("subject", TABLES)
def test_access(cast: Cast, subject: str) -> None:
    """Each answer is the one that is written down, and carries the headers that protect it."""
    clients = clients_of(cast)
    wrong, unprotected = {}, {}
    for method, path, role, want in requests(TABLES[subject], cast):
        response = answer(clients[role], method, path)
        if response.status_code != want:
            wrong[f"{method} {path} as {role}"] = f"{response.status_code} instead of {want}"
        # What answers a POST no browser keeps.
        if lacks := weak(response, signed_in=role != "anonymous" and method == "GET"):
            unprotected[f"{method} {path} as {role}"] = lacks
    assert (wrong, unprotected) == ({}, {})


def requests(table: dict[str, dict[str, Any]], cast: Cast) -> Iterator[tuple[str, str, str, int]]:
    """(method, path, role, expected status) of everything that the table speaks of."""
    for route, row in table.items():
        path = fill(route, row.get("sample", {}), cast)
        for method in METHODS:
            line = row.get(method, "")
            for role in asking(line) if method in row else ANYBODY:
                yield method, path, role, expected(line, role)


def asking(line: str) -> Iterable[str]:
    """Everybody; on PostgreSQL all who are let in, and one for each way of being refused.

    Who is refused is a matter of the same rows on each database, and has been seen on SQLite. What a page asks its
    database may be different for each of those who read it.
    """
    if connection.vendor == "sqlite":
        return ROLES
    refused = {expected(line, role): role for role in reversed(ROLES)}
    return [role for role in ROLES if (status := expected(line, role)) == 200 or refused[status] == role]
