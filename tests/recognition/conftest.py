import pytest

from augenhoehe.recognition.models import Certificate
from tests.factories import NOW

from .world import issued, private_key


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def _key(settings) -> None:
    """This installation can sign badges."""
    settings.BADGE_KEY = private_key(1)


@pytest.fixture
def certificate(db: None) -> Certificate:
    """A mentor's."""
    return issued()
