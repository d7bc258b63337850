import pytest

from augenhoehe.tandems.models import Tandem
from tests.factories import NOW

from .world import running


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def tandem(db: None) -> Tandem:
    """Two under way."""
    return running()
