import pytest

from augenhoehe.tandems.models import Tandem
from tests.factories import NOW

from .world import make_running


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the day of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def tandem(db: None) -> Tandem:
    """Two who have confirmed and can look into the mirror for the first time."""
    return make_running()
