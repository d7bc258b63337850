"""What a cell may say, in both languages, and how it is refused."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from augenhoehe.intake import MESSAGES, CellError
from augenhoehe.intake.headings import heading_key, is_never_read
from augenhoehe.intake.parsers.answers import Answer, TopicPool, parse_aspects, parse_topic_cell, parse_topics
from augenhoehe.intake.parsers.basic import (
    parse_boolean,
    parse_choice,
    parse_date,
    parse_email,
    parse_int,
    parse_set,
    parse_text,
    split_list,
)
from augenhoehe.intake.parsers.grades import DEFAULT_GRADES, GradeMap
from augenhoehe.intake.parsers.slots import parse_slots
from augenhoehe.intake.parsers.words import LANGUAGES, MODES, ROLES

POOL = TopicPool({"co-writing": ("Gemeinsam schreiben", "Writing together"), "ai": ("KI, allgemein",)})


def refusal(parse: Callable[[str], Any], text: str) -> str:
    with pytest.raises(CellError) as error:
        parse(text)
    assert MESSAGES[error.value.code] % error.value.params == str(error.value)
    return error.value.code


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *[("A5", 1), ("A 8", 1), ("A9", 2), ("A 9 m.D.", 2), ("A10", 2), ("A11", 3), ("A 12", 3), ("a13", 4)],
        *[("A 13 Z", 4), ("A13 hD", 4), ("BesGr. A 14", 4), ("A15", 5), ("A16", 5), ("B1", 6), ("B 11", 6)],
        *[("E1", 1), ("EG 8", 1), ("E9", 2), ("E 9a", 2), ("E9b", 2), ("E 9c", 2), ("Entgeltgruppe 10", 2)],
        *[("E11", 3), ("TVöD E 12", 3), ("E13", 4), ("EG14", 4), ("E 15", 5), ("E15Ü", 5), ("E 15 Ü", 5)],
        *[("EG 15ue", 5), ("E15U\u0308", 5), ("S2", 1), ("S 8b", 1), ("S9", 2), ("S 11 b", 2), ("S15", 2)],
        *[("S18", 3), ("QE1", 1), ("QE 2", 1), ("qe3", 2), ("QE 4", 4)],
        *[
            ("AA", 1),
            ("Administrative Officer", 1),
            ("EO", 2),
            ("HEO", 2),
            ("SEO", 3),
            ("Grade 7", 4),
            ("G7", 4),
        ],
        *[("Grade 6", 5), ("g6", 5), ("SCS1", 6), ("SCS Pay Band 2", 6), ("SCS PB3", 6), ("scs4", 6)],
    ],
)
def test_pay_grades_stand_for_function_levels(text: str, level: int) -> None:
    assert DEFAULT_GRADES.find(text).level == level


@pytest.mark.parametrize(
    "text", ["A17", "A1", "B12", "E16", "S19", "QE5", "13", "7", "Grade 8", "SCS5", "?", "BAT IIa"]
)
def test_other_grades_are_unknown(text: str) -> None:
    assert refusal(DEFAULT_GRADES.find, text) == "grade_unknown"


def test_each_scale_is_a_ladder() -> None:
    german = [DEFAULT_GRADES.find(g) for g in ("A5", "A9", "A13", "A16", "B3", "B11")]
    british = [DEFAULT_GRADES.find(g) for g in ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS4")]
    for ladder in (german, british):
        assert [g.rank for g in ladder] == sorted({g.rank for g in ladder})
        assert [g.level for g in ladder] == sorted(g.level for g in ladder)
        assert len({g.scale for g in ladder}) == 1


def test_the_map_of_grades_is_configurable() -> None:
    own = DEFAULT_GRADES.with_levels({"A 13": 3, "Trainee": 1})
    assert (own.find("a13").level, own.find("a13").rank) == (3, 13)
    assert own.find("trainee").level == 1
    assert DEFAULT_GRADES.find("A13").level == 4
    assert refusal(GradeMap({}).find, "A13") == "grade_unknown"


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Mo 8-10", {0}),
        ("Mon 8–10, Tue 10-12", {0, 5}),
        ("Mo 8-10, 14-16; Di 12:00 - 14:00 Uhr", {0, 3, 6}),
        ("Donnerstag vormittags", {12, 13}),
        ("Fri afternoon", {18, 19}),
        ("Mi", {8, 9, 10, 11}),
        ("mittwochs 9 bis 16 Uhr", {9, 10, 11}),
        ("Mo-Mi 8-10", {0, 4, 8}),
        ("Mo bis Fr: 14-16", {3, 7, 11, 15, 19}),
        ("immer", set(range(20))),
        ("Thu from 10 to 12", {13}),
        ("Mo 8.00-10.00\nDi 8.00-10.00", {0, 4}),
    ],
)
def test_weekly_times(text: str, slots: set[int]) -> None:
    assert parse_slots(text) == slots


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sa 8-10", "slot_unknown"),
        ("8-10", "slot_unknown"),
        ("Mo 10-8", "slot_unknown"),
        ("Mo 8-25", "slot_unknown"),
        ("Fr-Mo 8-10", "slot_unknown"),
        ("Mo irgendwann", "slot_unknown"),
        ("Mo 9-11", "slot_too_short"),
        ("Mo 17-19", "slot_too_short"),
    ],
)
def test_times_that_cannot_be_meant(text: str, code: str) -> None:
    assert refusal(parse_slots, text) == code


def test_topics_with_levels_and_relevance() -> None:
    parse = parse_topics(POOL)
    assert parse("co-writing:3; KI, allgemein (1)") == {"co-writing": Answer(3), "ai": Answer(1)}
    assert parse("Gemeinsam schreiben: 0:3") == {"co-writing": Answer(0, 3)}
    assert parse("Writing together = kann ich zeigen") == {"co-writing": Answer(3)}
    assert parse("ai") == {"ai": Answer()}
    assert parse_topics(TopicPool())("Neu, Alt:2") == {"neu": Answer(), "alt": Answer(2)}
    assert refusal(parse, "Kochen:1") == "topic_unknown"
    assert refusal(parse, "ai:4") == "topic_level"
    assert refusal(parse, "ai:1; AI:2") == "item_twice"
    assert parse_topic_cell("0/3") == Answer(0, 3)
    assert parse_topic_cell("nutze ich") == Answer(2)
    assert parse_topic_cell("x") == Answer()
    assert refusal(parse_topic_cell, "viel") == "topic_level"


def test_aspects_with_weights() -> None:
    assert parse_aspects("Netzwerk:3, Beratung; future (1)") == {"networking": 3, "advice": 2, "future": 1}
    assert refusal(parse_aspects, "Kuchen:1") == "weight_invalid"
    assert refusal(parse_aspects, "advice:7") == "weight_invalid"
    assert refusal(parse_aspects, "advice; Beratung") == "item_twice"


def test_words_of_both_languages() -> None:
    role, modes, languages = (
        parse_choice(ROLES),
        parse_set(MODES, "not_a_choice"),
        parse_set(LANGUAGES, "language_unknown"),
    )
    assert [role(text) for text in ("Mentor*in", "mentor", "Mentee", "MentorIn")] == [
        "mentor",
        "mentor",
        "mentee",
        "mentor",
    ]
    assert modes("Präsenz und online") == {"in_person", "video"}
    assert languages("Deutsch / English; frz".replace("frz", "Französisch")) == {"de", "en", "fr"}
    assert refusal(role, "Chef") == "not_a_choice"
    assert refusal(modes, "Brieftaube") == "not_a_choice"
    assert refusal(languages, "Klingonisch") == "language_unknown"


def test_plain_values() -> None:
    assert parse_text(10)("  a \n b ") == "a b"
    assert parse_text(10, lines=True)("a\r\nb") == "a\nb"
    assert refusal(parse_text(3), "abcd") == "too_long"
    assert refusal(parse_text(9), "a\x07b") == "control_character"
    assert parse_int(0, 9)("7,0") == 7
    assert [refusal(parse_int(0, 9), text) for text in ("x", "1.000", "10", "-1")] == [
        *("not_integer", "not_integer", "out_of_range", "out_of_range")
    ]
    assert [parse_boolean(text) for text in ("Ja", "x", "nein", "0")] == [True, True, False, False]
    assert refusal(parse_boolean, "vielleicht") == "not_boolean"
    assert parse_date("31.03.2026") == parse_date("2026-3-31") == dt.date(2026, 3, 31)
    assert [refusal(parse_date, text) for text in ("30.02.2026", "03/31/2026")] == ["not_a_date"] * 2
    assert split_list("a, b; c") == ["a, b", "c"]
    assert split_list("a, b") == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    ["a@b.de", "Jörg.Ä@b.de", "a@b", "a b@c.de", "a@b.de\r\nBcc: x@y.de", "@b.de", "a@@b.de", "a@-b.de"],
)
def test_mail_addresses(text: str) -> None:
    if text == "a@b.de":
        assert parse_email(f"<{text}>") == parse_email(f"mailto:{text}") == text
    else:
        assert refusal(parse_email, text) == "not_email"


def test_headings_are_compared_kindly() -> None:
    assert heading_key(" E-Mail-Adresse * ") == heading_key("e_mail adresse") == "emailadresse"
    assert heading_key("Führungsebene") == heading_key("FUEHRUNGSEBENE")
    assert heading_key("Straße") == "strasse"


@pytest.mark.parametrize(
    "heading", ["Characteristics", "identity to match", "GEBURTSDATUM", "Geschlecht", "Alter", "GdB"]
)
def test_special_categories_are_known_by_their_headings(heading: str) -> None:
    assert is_never_read(heading)


@pytest.mark.parametrize(
    "heading", ["pay grade", "Besoldungsgruppe", "Entgeltgruppe", "E-Mail", "profession", "Standort"]
)
def test_ordinary_headings_are_read(heading: str) -> None:
    assert not is_never_read(heading)
