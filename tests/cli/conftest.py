from collections.abc import Iterator

import pytest

from .processes import surroundings


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An installation of its own; whoever comes first prepares it, and that takes long."""
    with surroundings(tmp_path_factory.mktemp("installation")) as found:
        yield found
