import pytest

from augenhoehe.events.models import Event

from .world import planned


@pytest.fixture
def event(db: None) -> Event:
    """A training for mentors, as many as come."""
    return planned()


@pytest.fixture
def small(db: None) -> Event:
    """The same with two places."""
    return planned(places=2)
