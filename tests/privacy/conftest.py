from typing import Any

import pytest
from django.utils import timezone

from tests.cast import make_cast
from tests.factories import NOW
from tests.kept import Kept
from tests.recognition.world import private_key

from .stage import Stage, make_stage


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the day of the stage: two walks through the product differ in nothing but what a test changes."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _badge_key(settings: Any) -> None:
    """This installation can sign badges."""
    settings.BADGE_KEY = private_key(1)


@pytest.fixture(scope="session")
def kept_stage() -> Kept[Stage]:
    return Kept(lambda: make_stage(make_cast()))


@pytest.fixture
def stage(db: None, kept_stage: Kept[Stage], bare_404: None, thousands: None) -> Stage:
    return kept_stage.get()
