from collections.abc import Callable

import pytest

from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.matching.world import World, make_world

from .world import both_accept, published


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def tandem(db: None) -> Tandem:
    """Two who are asked."""
    return published(make_world(1, 1))[0]


@pytest.fixture
def formed(tandem: Tandem) -> Tandem:
    """Two who have accepted."""
    return both_accept(tandem)


@pytest.fixture
def stored(db: None) -> Callable[..., Tandem]:
    """A tandem in the database, without a run behind it."""
    return lambda **changes: factories.make_tandem(factories.make_cohort(), **changes)
