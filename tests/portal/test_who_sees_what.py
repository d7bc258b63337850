"""The page "Who sees what" says what the rooms declare; and what they declare is what the canaries found."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise

from augenhoehe.audit.registry import EVERYBODY, PROGRAMME, Personal, Reader, classifications
from augenhoehe.portal import declared
from tests.privacy.matrix import MAY_SEE, field_of

LANGUAGES = ("de", "en")


def declarations() -> Iterator[tuple[str, Personal]]:
    for label, one in classifications().items():
        for name, personal in one.personal.items():
            yield f"{label}.{name}", personal


def test_every_field_says_who_reads_it() -> None:
    silent = [
        f"{label}.{name}"
        for label, one in classifications().items()
        for name in one.personal
        if one.readers_of(name) is None
    ]
    assert silent == []


def test_nothing_is_declared_of_a_field_that_is_not_there() -> None:
    wrong = {label: set(one.apart or {}) - set(one.personal) for label, one in classifications().items()}
    assert {label: names for label, names in wrong.items() if names} == {}


def test_who_is_declared_to_read_it_is_who_was_seen_to_read_it() -> None:
    """Both ways, for everything confidential: the matrix of the canaries and the declarations are one."""
    seen: dict[str, set[str]] = {}
    for key, readers in MAY_SEE.items():
        seen.setdefault(field_of(key), set()).update(readers)
    for field, readers in seen.items():
        label, _dot, name = field.rpartition(".")
        said = classifications()[label].readers_of(name) or frozenset()
        if EVERYBODY not in said:
            # In the cast it is the partner who takes part beside the owner.
            assert {"partner" if one == PROGRAMME else str(one) for one in said} == readers, field


@pytest.mark.parametrize("language", LANGUAGES)
def test_purpose_and_retention_are_said_in_the_readers_language(language: str) -> None:
    plain = [
        field
        for field, one in declarations()
        if not isinstance(one.purpose, Promise) or not isinstance(one.retention, Promise)
    ]
    assert plain == []
    with translation.override(language):
        texts = {(str(one.purpose), str(one.retention)) for _field, one in declarations()}
    with translation.override("en"):
        english = {(str(one.purpose), str(one.retention)) for _field, one in declarations()}
    assert (texts == english) is (language == "en")
    if language == "de":
        assert {text for pair in texts for text in pair} & {text for pair in english for text in pair} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_the_page_lists_every_field(language: str) -> None:
    page = Client().get("/who-sees-what/", {"lang": language}).content.decode()
    assert f'lang="{language}"' in page
    for room in declared.rooms():
        for table in room.tables:
            assert f"({table.key})" in page
            assert page.count(f"<code>{table.fields[0].name}</code>") >= 1
    fields = sum(len(table.fields) for room in declared.rooms() for table in room.tables)
    assert page.count("<code>") == fields == len(list(declarations()))


def test_every_room_has_a_name() -> None:
    assert {label.partition(".")[0] for label, one in classifications().items() if one.personal} <= set(declared.ROOMS)


def test_readers_are_told_in_words() -> None:
    with translation.override("en"):
        tables = {table.key: table for room in declared.rooms() for table in room.tables}
    notes = {field.name: field for field in tables["notebook.PrivateNote"].fields}
    assert (notes["sealed"].readers, notes["sealed"].sealed) == ("the person themself", True)
    votes = {field.name: field.readers for field in tables["topics.Vote"].fields}
    assert votes["device"].startswith("nobody")


def test_every_reader_finds_what_they_read() -> None:
    with translation.override("en"):
        found = {one.reader: one for one in declared.readings()}
    assert len(found) == len(Reader)
    assert "Private note" in found["The person themself"].whole
    assert "Tandem" in found["The partner in the tandem"].some
    assert {one.reader for one in found.values() if "Private note" in one.whole + one.some} == {"The person themself"}
    assert {one.reader for one in found.values() if "Word to the confidant" in one.whole} == {
        "The person themself",
        "The confidant",
    }


@pytest.mark.django_db
def test_the_page_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert Client().get("/who-sees-what/").status_code == 200
