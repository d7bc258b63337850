"""Shipped texts, placeholders, and how a text reads for a cohort."""

import datetime as dt
from typing import Any

import pytest

from augenhoehe.documents import papers
from augenhoehe.documents.blocks import Bullets, Heading, Paragraph, blocks_of, plain
from augenhoehe.documents.differences import Piece, compare
from augenhoehe.documents.filling import PLACEHOLDERS, values_of
from augenhoehe.documents.kinds import DocumentKind, document_kinds, shipped
from augenhoehe.documents.selectors import read
from augenhoehe.messaging.forms import placeholder_problems
from augenhoehe.programmes.enums import PhaseKind
from tests import factories
from tests.cast import Cast

LANGUAGES = ("de", "en")


@pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.key)
def test_a_shipped_text_has_both_languages_the_same_shape_and_known_placeholders(kind: DocumentKind) -> None:
    texts = {language: shipped(kind, language) for language in LANGUAGES}
    for title, body in texts.values():
        assert title
        assert len(body) > 200
        assert list(placeholder_problems(title + body, PLACEHOLDERS)) == []
    german, english = (blocks_of(texts[language][1]) for language in LANGUAGES)
    assert [block.kind for block in german] == [block.kind for block in english]
    assert Heading("") not in german + english


@pytest.mark.django_db
@pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.key)
def test_nothing_is_left_open_when_it_is_read(cast: Cast, kind: DocumentKind) -> None:
    for language in LANGUAGES:
        reading = read(kind, cast.cohort, language)
        assert "{" not in reading.title + reading.plain


@pytest.mark.django_db
def test_every_placeholder_has_a_value_from_the_cohort(cast: Cast) -> None:
    running = cast.cohort.phases.get(kind=PhaseKind.RUNNING)
    running.opens_on, running.closes_on = dt.date(2027, 1, 7), dt.date(2027, 7, 1)
    running.save()
    values = values_of(cast.cohort, "en")
    assert set(values) == set(PLACEHOLDERS)
    assert values["talks_from"] == "7 January 2027"
    assert values["sponsor"] == "Sponsor Muster"
    numbers = [values[name] for name in ("mentor_hours", "mentee_hours", "meetings", "minutes")]
    assert numbers == ["24", "16", "6", "90"]
    assert values_of(cast.cohort, "de")["talks_until"] == "1. Juli 2027"


@pytest.mark.django_db
def test_what_is_not_settled_says_so() -> None:
    values = values_of(factories.make_cohort(phases=[]), "en")
    assert {values[name] for name in ("call_from", "call_until", "talks_from", "talks_until", "sponsor")} == {
        "(not settled yet)"
    }


@pytest.mark.django_db
def test_two_sponsors_are_both_named(cast: Cast) -> None:
    factories.make_role(cast.programme, cast.mentee, "sponsor")
    assert values_of(cast.cohort, "de")["sponsor"] == "Sponsor Muster und Mentee Muster"


@pytest.mark.django_db
def test_a_value_is_never_read_as_a_heading_a_list_or_a_placeholder(cast: Cast) -> None:
    cast.cohort.name_en = "## {sponsor}\n\n- one"
    blocks = blocks_of("{cohort}\n\n- {cohort}", values_of(cast.cohort, "en"))
    assert blocks == [Paragraph("## {sponsor}\n\n- one"), Bullets(["## {sponsor}\n\n- one"])]


def test_plain_text_for_a_mail() -> None:
    assert plain(blocks_of("Begin.\n\n## Part\n\n- one\n- two")) == "Begin.\n\nPart\n\n- one\n- two"


@pytest.mark.django_db
def test_the_four_rules_come_with_how_to_talk(cast: Cast) -> None:
    other = factories.make_cohort()
    german = read(papers.TANDEM_RULES, other, "de").plain
    assert [
        word for word in ("Offenheit", "Vertrauen", "Respekt", "Verbindlichkeit", "reden") if word not in german
    ] == []
    assert read(papers.TANDEM_RULES, cast.cohort, "en").plain == "We keep 6 dates."


def same(text: str) -> Piece:
    return Piece("same", text)


def removed(text: str) -> Piece:
    return Piece("removed", text)


def added(text: str) -> Piece:
    return Piece("added", text)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("a\n\nb", "a\nb", [[same("a")], [same("b")]]),
        ("in ten days", "in two days", [[same("in "), removed("ten"), added("two"), same(" days")]]),
        ("one", "one\n\ntwo", [[same("one")], [added("two")]]),
        ("one\n\ntwo", "two", [[removed("one")], [same("two")]]),
        ("quite another", "nothing stayed", [[removed("quite another"), added("nothing stayed")]]),
        ("", "", []),
    ],
)
def test_two_texts_in_one(old: str, new: str, pieces: Any) -> None:
    found = compare(old, new)
    assert found == pieces
    for state, text in (("added", old), ("removed", new)):
        kept = ["".join(piece.text for piece in line if piece.state != state) for line in found]
        assert [line for line in kept if line] == [line for line in text.splitlines() if line]
