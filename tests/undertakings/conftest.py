from collections.abc import Callable
from typing import Any

import pytest

from augenhoehe.tandems.models import Tandem
from tests.factories import NOW

from .world import make_running


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the day of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def tandem(db: None) -> Tandem:
    """Two whose months run until the end of May."""
    return make_running()


@pytest.fixture
def running(db: None) -> Callable[..., Tandem]:
    """`running(state="paused")` makes another one."""

    def make(**changes: Any) -> Tandem:
        return make_running(**changes)

    return make
