import pytest
from django.conf import LazySettings

from .gallery import show_gallery


@pytest.fixture(autouse=True)
def _gallery(settings: LazySettings) -> None:
    show_gallery(settings)
