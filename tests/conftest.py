from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponseNotFound
from django.test import Client
from pytest_django import DjangoDbBlocker

from augenhoehe.people.models import Person
from config import urls

from .cast import Cast, make_cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONCE_IS_ENOUGH = (
    *("architecture/", "cli/test_match", "cli/test_serve", "components/", "engine/", "intake/"),
    *("browser/test_every_page", "browser/test_gallery"),
    *(
        "privacy/test_canaries",
        "privacy/test_headers",
        "privacy/test_links",
        "privacy/test_silence",
        "privacy/test_door",
    ),
)
"""Tests that ask no database anything, and those of what stands in a page: PostgreSQL leaves them to SQLite."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        here = Path(__file__).parent
        apart = [item for item in items if str(item.path.relative_to(here)).startswith(ONCE_IS_ENOUGH)]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in set(apart)]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that a thread of a live server still holds open."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def bare_404(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not exist answers without a page around it: where most of what is asked for must not exist."""
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)


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
