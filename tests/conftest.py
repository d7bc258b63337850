import gc
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.http import HttpResponseNotFound
from django.template.base import Template
from django.test import Client
from django.urls import URLResolver
from pytest_django import DjangoDbBlocker

from augenhoehe.people.models import Person
from config import urls

from .cast import Cast, make_cast
from .emptying import empty
from .kept import Kept

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONCE_IS_ENOUGH = (
    *("architecture/", "cli/test_match", "cli/test_serve", "components/", "engine/", "intake/"),
    *("browser/test_every_page", "browser/test_gallery", "browser/test_keyboard"),
    *(
        "privacy/test_canaries",
        "privacy/test_headers",
        "privacy/test_links",
        "privacy/test_silence",
        "privacy/test_door",
    ),
)
"""Tests of what stands in a page, and rooms without a database: PostgreSQL leaves them to SQLite."""
ASKING = {"db", "transactional_db", "live_server", "environment"}
"""Fixtures through which a test, or a process that it starts, comes to a database."""


def on_postgres() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True leaves a path out; what is not even read costs nothing."""
    here = Path(__file__).parent
    if not on_postgres() or not collection_path.is_relative_to(here):
        return None
    name = str(collection_path.relative_to(here)) + "/" * collection_path.is_dir()
    return name.startswith(ONCE_IS_ENOUGH) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """PostgreSQL leaves out what says that once is enough, and what cannot ask a database: pytest-django forbids it."""
    if not on_postgres():
        return

    def asks(item: pytest.Item) -> bool:
        return bool(item.get_closest_marker("django_db") or ASKING & set(getattr(item, "fixturenames", ())))

    apart = [item for item in items if item.get_closest_marker("once") or not asks(item)]
    config.hook.pytest_deselected(items=apart)
    items[:] = [item for item in items if item not in set(apart)]


def pytest_collection_finish() -> None:
    """Thousands of tests and the modules they stand in stay to the end: the garbage collector may leave them alone."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that a thread of a live server still holds open, and is slow to truncate."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", empty)
        yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def kept_cast() -> Kept[Cast]:
    return Kept(make_cast)


@pytest.fixture
def cast(db: None, kept_cast: Kept[Cast]) -> Cast:
    return kept_cast.get()


@pytest.fixture
def bare_404(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not exist answers without a page around it: where most of what is asked for must not exist."""
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)


@pytest.fixture
def thousands(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """For walks of thousands of requests: no copy of each template's context, no query for the session, and an address
    that several ask for is looked up once.
    """
    monkeypatch.setattr(URLResolver, "resolve", lru_cache(maxsize=None)(URLResolver.resolve))
    monkeypatch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def as_(db: None) -> Callable[[Person], Client]:
    """`as_(person)` is a client in which that person has signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _fresh_rate_limits(request: pytest.FixtureRequest) -> None:
    for database in ("transactional_db", "db"):
        if database in request.fixturenames:
            request.getfixturevalue(database)  # autouse comes first: have the database ready before the cache needs it
            cache.clear()
            break
