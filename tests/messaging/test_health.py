from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from augenhoehe.messaging.models import WorkerPulse

pytestmark = pytest.mark.django_db


def health() -> tuple[int, dict[str, Any]]:
    response = Client().get("/health/")
    assert "no-store" in response.headers["Cache-Control"]
    return response.status_code, response.json()


def test_without_a_worker_it_is_degraded() -> None:
    assert health() == (200, {"status": "degraded", "database": True, "worker_seconds": None})


@pytest.mark.parametrize(("seconds", "status"), [(5, "ok"), (300, "degraded")])
def test_the_latest_sign_of_life_counts(seconds: int, status: str) -> None:
    for worker, age in (("a", seconds), ("b", 4000)):
        WorkerPulse.objects.create(worker=worker, at=timezone.now() - timedelta(seconds=age))
    code, answer = health()
    assert (code, answer["status"], answer["database"]) == (200, status, True)
    assert seconds <= answer["worker_seconds"] <= seconds + 5


def test_without_a_database_it_is_503() -> None:
    def down(execute: Callable[..., Any], *args: Any) -> Any:
        raise OperationalError("no connection to db.internal as secret-user")

    with connection.execute_wrapper(down):
        code, answer = health()
    assert (code, answer) == (503, {"status": "degraded", "database": False, "worker_seconds": None})
