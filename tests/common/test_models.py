import pytest
from django.utils import translation

from augenhoehe.common.models import StaleError
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_edit_that_started_from_an_old_version_changes_nothing() -> None:
    programme = factories.make_programme(name_en="Reverse mentoring")
    programme.save_version(1, name_en="First")
    with pytest.raises(StaleError):
        programme.save_version(1, name_en="Second")
    programme.refresh_from_db()
    assert (programme.name_en, programme.version) == ("First", 2)


@pytest.mark.parametrize(
    ("language", "german", "english", "shown"),
    [
        ("de", "Thema", "Topic", "Thema"),
        ("en", "Thema", "Topic", "Topic"),
        ("en", "Thema", "", "Thema"),
        ("de", "", "Topic", "Topic"),
    ],
)
def test_a_bilingual_text_falls_back_to_the_other_language(
    language: str, german: str, english: str, shown: str
) -> None:
    programme = factories.make_programme(name_de=german, name_en=english)
    with translation.override(language):
        assert programme.name == shown
