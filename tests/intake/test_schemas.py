"""Tables of units, persons and applications: records, problems by row and column, checks between rows."""

import pytest

from augenhoehe.intake import MESSAGES, IntakeError, Parsed, Schema, parse_table, propose_mapping, read_table
from augenhoehe.intake.parsers.answers import Answer, TopicPool
from augenhoehe.intake.schemas.applications import applications_schema, is_mentor_match
from augenhoehe.intake.schemas.persons import persons_schema
from augenhoehe.intake.schemas.units import order_units, units_schema

MENTOR_MATCH = (
    "first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,"
    "characteristics,biography\n"
    'Ada,Byron,ada@x.uk,no,Analyst,HEO,Dept A,DDaT,"SECRET-CANARY",Hello\n'
)


def parse(text: str, schema: Schema, **options: object) -> Parsed:
    table = read_table(text.encode(), name="t.csv", knows=schema.knows)
    return parse_table(table, schema, **options)  # type: ignore[arg-type]


def errors(parsed: Parsed) -> list[str]:
    return [problem.line("t.csv") for problem in parsed.errors]


def warnings(parsed: Parsed) -> list[str]:
    return [problem.line("t.csv") for problem in parsed.warnings]


def test_units_form_a_tree_whatever_their_order() -> None:
    parsed = parse(
        "Kürzel;Bezeichnung;übergeordnete Einheit;Art\n"
        "IT-1-2;Sachgebiet Netz;IT-1;Sachgebiet\n"
        "IT-1;Abteilung Infrastruktur;IT-Referat;Abteilung\n"
        "IT;IT-Referat;;Referat\n",
        units_schema(),
    )
    assert errors(parsed) == []
    assert [(r.get("short"), r.get("kind")) for r in order_units(parsed.records)] == [
        ("IT", "department"),
        ("IT-1", "division"),
        ("IT-1-2", "section"),
    ]


def test_units_without_or_with_circular_parents_are_told() -> None:
    parsed = parse("Name,Short name,Unit above\nA,a,b\nB,b,c\nC,c,b\nD,d,x\nE,e,known\n", units_schema(["known"]))
    assert errors(parsed) == [
        "t.csv:3: Unit above: “b” would stand above itself.",
        "t.csv:4: Unit above: “c” would stand above itself.",
        "t.csv:5: Unit above: The unit above, “x”, does not occur in the table.",
    ]
    assert [record.get("short") for record in parsed.records] == ["a", "e"]


def test_persons_with_pay_grade_and_years() -> None:
    parsed = parse(
        "E-Mail;Vorname;Nachname;OE;Besoldungsgruppe;Entgeltgruppe;Dienstjahre;Dienstort;Sprachen;Vorgesetzte/r\n"
        "a@x.de;A;B;it;A 13;;2;Rathaus;Deutsch, Englisch;c@x.de\n"
        "c@x.de;C;D;IT-Referat;;E 15Ü;20;Rathaus;;\n",
        persons_schema(units={"IT": "7", "IT-Referat": "7"}),
    )
    assert errors(parsed) == warnings(parsed) == []
    first, second = parsed.records
    assert (first.get("function_level"), first.get("career_stage"), first.get("unit")) == (4, 0, "7")
    assert (second.get("function_level"), second.get("career_stage"), second.get("supervisor")) == (
        5,
        3,
        None,
    )
    assert first.get("languages") == {"de", "en"}


def test_every_wrong_cell_of_a_row_is_told_at_once() -> None:
    parsed = parse(
        "E-Mail;Vorname;Nachname;OE;EG;Dienstjahre;Vorgesetzte\nx;;B;XX;A99;lang;x@x.de\n",
        persons_schema(units={"IT": "7"}),
    )
    assert errors(parsed) == [
        "t.csv:2: E-Mail: “x” is not a mail address.",
        "t.csv:2: OE: The unit “XX” is not known.",
        "t.csv:2: EG: The grade “A99” is not known; examples: A13, E9b, S12, B3, QE3, Grade 7, SCS1.",
        "t.csv:2: Dienstjahre: “lang” is not a whole number.",
    ]
    assert parsed.records == ()


def test_supervisors_are_looked_at_between_rows() -> None:
    parsed = parse(
        "email,first name,last name,supervisor\n"
        "a@x.de,A,A,a@x.de\nb@x.de,B,B,c@x.de\nc@x.de,C,C,B@x.de\nd@x.de,D,D,z@x.de\ne@x.de,E,E,boss@x.de\n",
        persons_schema(known_emails=["Boss@x.de"]),
    )
    assert [(p.code, p.row, p.severity) for p in parsed.problems] == [
        ("supervisor_self", 2, "error"),
        ("supervisor_cycle", 3, "error"),
        ("supervisor_cycle", 4, "error"),
        ("supervisor_unknown", 5, "warning"),
    ]
    assert [record.get("email") for record in parsed.records] == ["d@x.de", "e@x.de"]


def test_a_repeated_row_is_left_out_and_a_contradicting_one_is_an_error() -> None:
    parsed = parse(
        "email,role,site\na@x.de,Mentor,X\nA@x.de,Mentor,Y\na@x.de,Mentee,X\na@x.de,Mentor,X\n",
        applications_schema(),
    )
    assert errors(parsed) == ["t.csv:3: email: “A@x.de” already stands in row 2."]
    assert warnings(parsed) == ["t.csv:5: The row repeats row 2 and is left out."]
    assert [record.row for record in parsed.records] == [2, 4]


def test_missing_columns_are_named_with_their_known_headings() -> None:
    mail = "E-Mail, email address, mail, E-Mail-Adresse"
    parsed = parse("Vorname,Ort\nA,B\n", applications_schema())
    assert errors(parsed) == [
        "t.csv:1: The column “Role” is missing. Known headings: Role, Rolle, als, Bewerbung als.",
        f"t.csv:1: The column “Mail address” is missing. Known headings: Mail address, {mail}.",
        "t.csv:1: One of these columns is needed: Mail address, Number.",
    ]


def test_missing_values_and_tables_without_rows() -> None:
    parsed = parse("E-Mail,Rolle,Ort\n,Mentor,X\na@x.de,,X\n", applications_schema(email_required=False))
    assert errors(parsed) == ["t.csv:2: E-Mail: A value is missing.", "t.csv:3: Rolle: A value is missing."]
    assert errors(parse("E-Mail,Rolle\n", applications_schema())) == [
        "t.csv:1: There are headings but no rows below them."
    ]


def test_a_number_can_stand_for_the_address() -> None:
    parsed = parse("Nr.,Rolle\n007,Mentor\n7,Mentor\n", applications_schema(email_required=False))
    assert [record.get("number") for record in parsed.records] == ["007", "7"]


def test_topics_in_columns_of_their_own() -> None:
    pool = TopicPool({"ai": ("Künstliche Intelligenz",), "video": ("Gute Videotermine",)})
    parsed = parse(
        "E-Mail,Rolle,Thema: KI,Künstliche Intelligenz,topic: video,Relevanz: video,sucht: Netzwerk\n"
        "a@x.de,Mentee,1,0/3,2,3,3\nb@x.de,Mentor,,3,,,\n",
        applications_schema(pool=pool),
    )
    assert errors(parsed) == ["t.csv:1: Thema: KI: The topic “KI” is not in the topic pool."]
    first, second = parsed.records
    assert first.get("topics") == {"ai": Answer(0, 3), "video": Answer(2)}
    assert (first.get("relevance"), first.get("seeks")) == ({"video": 3}, {"networking": 3})
    assert (second.get("topics"), second.get("relevance")) == ({"ai": Answer(3)}, None)


def test_mentor_match_is_known_by_its_headings_and_its_identities_are_never_read() -> None:
    schema = applications_schema()
    table = read_table(MENTOR_MATCH.encode(), knows=schema.knows)
    assert is_mentor_match(table)
    assert table.not_read == ("characteristics",)
    assert "SECRET-CANARY" not in repr(table)
    parsed = parse_table(table, schema, fixed={"role": "mentor"})
    assert "SECRET-CANARY" not in repr(parsed)
    assert [problem.code for problem in parsed.problems] == ["column_not_read"]
    assert parsed.mapping.to_dict() == {
        "first name": "first_name",
        "last name": "last_name",
        "email address": "email",
        "both mentor and mentee": "both",
        "job title": "job_title",
        "grade": "pay_grade",
        "organisation": "organisation",
        "profession": "profession",
        "biography": "motivation",
    }


def test_a_column_never_read_cannot_be_mapped_by_hand() -> None:
    schema = applications_schema()
    table = read_table(MENTOR_MATCH.encode(), knows=schema.knows)
    with pytest.raises(IntakeError, match="no column “characteristics”"):
        propose_mapping(table, schema, {"characteristics": "motivation"})


def test_the_proposed_mapping_can_be_changed() -> None:
    schema = applications_schema()
    table = read_table(b"E-Mail;Mail privat;Als was?;Ort;Standort\na@x.de;p@y.de;Mentor;A;B\n", knows=schema.knows)
    proposed = propose_mapping(table, schema)
    assert [(column.heading, column.target) for column in proposed.columns] == [
        ("E-Mail", "email"),
        ("Mail privat", ""),
        ("Als was?", ""),
        ("Ort", "site"),
        ("Standort", ""),
    ]
    assert [(p.code, p.column) for p in proposed.problems] == [
        ("column_unknown", "Mail privat"),
        ("column_unknown", "Als was?"),
        ("heading_twice", "Standort"),
    ]
    chosen = propose_mapping(
        table, schema, {"als was": "role", "E-Mail": "", "Mail privat": "email", "Standort": "site"}
    )
    assert chosen.to_dict() == {
        "E-Mail": "",
        "Mail privat": "email",
        "Als was?": "role",
        "Ort": "",
        "Standort": "site",
    }
    assert propose_mapping(table, schema, chosen.to_dict()).to_dict() == chosen.to_dict()
    (record,) = parse_table(table, schema, mapping=chosen).records
    assert (record.get("email"), record.get("role"), record.get("site")) == ("p@y.de", "mentor", "B")
    with pytest.raises(IntakeError, match="no field “rolle”"):
        propose_mapping(table, schema, {"Ort": "rolle"})


@pytest.mark.parametrize(
    ("direction", "levels", "swapped"),
    [
        ("reverse", (5, 2), True),
        ("reverse", (2, 5), False),
        ("classic", (2, 5), True),
        ("classic", (5, 2), False),
        ("equal", (5, 2), False),
        ("reverse", (3, 3), False),
    ],
)
def test_roles_against_the_direction_are_told(direction: str, levels: tuple[int, int], swapped: bool) -> None:
    text = f"email,role,level\na@x.de,mentor,{levels[0]}\nb@x.de,mentee,{levels[1]}\n"
    parsed = parse(text, applications_schema(direction=direction))
    assert [problem.code for problem in parsed.problems] == (["roles_reversed"] if swapped else [])


def test_every_message_can_be_filled_and_has_a_sentence() -> None:
    for code, message in MESSAGES.items():
        text = message % _AnyParameter()
        assert text.endswith("."), code
        assert "%(" not in text, code


class _AnyParameter(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key
