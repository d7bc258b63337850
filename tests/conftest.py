from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from augenhoehe.people.models import Person

from .cast import Cast, make_cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


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
