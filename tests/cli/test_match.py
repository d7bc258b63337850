"""`augenhoehe match` end to end: results, causes, exit statuses, and no traceback whatever is given."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from augenhoehe.cli import main
from augenhoehe.intake import read_table, write_xlsx

MENTORS = """E-Mail;Vorname;Nachname;Referat;Besoldungsgruppe;Themen;Zeiten;Form;Sprachen;Standort;Dienstjahre
m1@stadt.example;Ada;Alt;IT;A 9;co-writing:3;Mo 8-10, Di 8-10;video;Deutsch;Rathaus;1
m2@stadt.example;Bea;Bauer;Kultur;E 9b;ai:2;Mo 8-10;Präsenz;Deutsch, Englisch;Rathaus;4
m3@stadt.example;Cem;Can;Bau;A 10;filing:3;Fr 8-10;video;Deutsch;Ost;4
"""
MENTEES = """E-Mail;Vorname;Nachname;Referat;Besoldungsgruppe;Themen;Zeiten;Form;Sprachen;Standort;Dienstjahre
x1@stadt.example;Uta;Ulm;Bau;B 3;co-writing:1:3;Mo 8-10;video;Deutsch;Rathaus;22
x2@stadt.example;Veit;Voss;IT;A 15;ai:0:3, co-writing:3:1;Mo 8-10;Präsenz;Deutsch;Rathaus;12
"""
PEER_HEADINGS = "first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    return write(tmp_path, "mentors.csv", MENTORS), write(tmp_path, "mentees.csv", MENTEES)


def match_json(tmp_path: Path, *arguments: str) -> dict[str, Any]:
    out = tmp_path / "out.json"
    assert main(["match", *arguments, "--out", str(out)]) == 0
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def links(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [(pair["mentor"], pair["mentee"]) for pair in result["pairs"]]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 2) -> list[str]:
    """The lines on stderr of a call that must end with this status."""
    capsys.readouterr()
    assert main(["match", *arguments]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return [line for line in captured.err.splitlines() if not line.startswith("…")]


def test_the_shape_of_the_json(tmp_path: Path, files: tuple[str, str]) -> None:
    result = match_json(tmp_path, *files)
    assert links(result) == [
        ("m1@stadt.example", "x1@stadt.example"),
        ("m2@stadt.example", "x2@stadt.example"),
    ]
    first = result["pairs"][0]
    assert {"mentor", "mentee", "score", "contributions"} <= set(first)
    parts = first["contributions"]
    assert first["score"] == sum(part["points"] * part["weight"] for part in parts.values())
    assert parts["topic_fit"] == {"points": 1000, "weight": 40}
    assert [(p["role"], p["id"], p["cause"]) for p in result["left_over"]] == [
        ("mentor", "m3@stadt.example", "rule:topic")
    ]
    assert result["certificate"]["certified"] is True
    assert result["policy"] == {"floor": "best"}


def test_entries_are_those_of_the_manual_and_details_stand_apart(tmp_path: Path) -> None:
    text = ",m1,m2,m3\nx,1,2,\ny,1,2,\nz,1,2,\nu,,,\n"
    result = match_json(tmp_path, "--scores", write(tmp_path, "s.csv", text))
    assert [set(pair) for pair in result["pairs"]] == [{"mentor", "mentee", "score", "contributions"}] * 2
    assert result["left_over"] == [
        {"role": "mentor", "id": "m3", "cause": "rule:ban"},
        {"role": "mentee", "id": "u", "cause": "rule:ban"},
        {"role": "mentee", "id": "z", "cause": "scarcity"},
    ]
    assert result["why_left_over"][2] == {
        "role": "mentee",
        "id": "z",
        "candidates": 2,
        "removed": {"ban": 1},
        "rules_alone": [],
        "shortage": 0,
    }
    assert result["shortages"] == [{"people": ["x", "y", "z"], "partners": ["m1", "m2"], "needed": 3, "seats": 2}]


def test_a_shortage_of_many_is_told_once(tmp_path: Path) -> None:
    text = ",m1\n" + "".join(f"x{k:03d},1\n" for k in range(300))
    result = match_json(tmp_path, "--scores", write(tmp_path, "s.csv", text))
    assert len(result["left_over"]) == 299
    assert [len(one["people"]) for one in result["shortages"]] == [300]


@pytest.mark.parametrize(
    ("text", "capacity", "words"),
    [
        (",m1\nx,1\ny,1\nz,1\n", "2", "3 mentees share only 1 possible mentor with 2 places"),
        (",m1\nx,1\ny,1\n", "1", "2 mentees share only 1 possible mentor"),
        (",m1,m2\nx,1,1\n", "1", "2 mentors share only 1 possible mentee"),
        (",m1,m2\nx,1,1\n", "3", "2 mentors with 6 places share only 1 possible mentee"),
    ],
)
def test_a_shortage_in_words_counts_places(
    tmp_path: Path, text: str, capacity: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", "--scores", write(tmp_path, "s.csv", text), "--capacity", capacity]) == 0
    assert f"too few partners: {words}" in capsys.readouterr().out


def test_warnings_come_before_the_run(
    tmp_path: Path,
    files: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from augenhoehe.cli import match

    def stop(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(match, "solve", stop)
    warning = "the rule “topic” alone leaves 1 mentor without any possible partner: m3@stadt.example"
    assert warning in refused(capsys, *files, status=130)


def test_what_lacks_its_columns_is_off_and_named(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    result = match_json(tmp_path, *files)
    off = {(one["kind"], one["name"]) for one in result["switched_off"] if one["cause"] == "no_data"}
    assert {
        ("rule", "line_relation"),
        ("rule", "private"),
        ("criterion", "aspects"),
        ("criterion", "new_link"),
    } <= off
    assert not {("rule", "topic"), ("rule", "function_level"), ("criterion", "time")} & off
    said = capsys.readouterr().err
    assert "criterion “aspects” is off: no data" in said
    assert "rule “line relation” is off: no data" in said


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, files: tuple[str, str]) -> None:
    for kind in ("json", "csv", "xlsx"):
        first, second = tmp_path / f"1.{kind}", tmp_path / f"2.{kind}"
        for out in (first, second):
            assert main(["match", *files, "--out", str(out)]) == 0
        assert first.read_bytes() == second.read_bytes()


def test_csv_and_xlsx_hold_pairs_names_and_causes(tmp_path: Path, files: tuple[str, str]) -> None:
    assert main(["match", *files, "--out", str(tmp_path / "o.csv")]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text(encoding="utf-8"))))
    assert [(row["mentor"], row["mentee"], row["mentor_name"]) for row in rows] == [
        ("m1@stadt.example", "x1@stadt.example", "Ada Alt"),
        ("m2@stadt.example", "x2@stadt.example", "Bea Bauer"),
        ("m3@stadt.example", "", "Cem Can"),
    ]
    assert rows[2]["cause"] == "the rule “topic” leaves no possible partner"
    assert main(["match", *files, "--out", str(tmp_path / "o.xlsx")]) == 0
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["Proposals", "Left over", "How it was made"]
    assert [cell.value for cell in book["Left over"][2]][:2] == ["mentor", "m3@stadt.example"]
    about = {(row[0].value, str(row[1].value)) for row in book["How it was made"].iter_rows(min_row=2)}
    assert ("proven optimal", "yes") in about
    assert ("off", "criterion “aspects” is off: no data") in about


def test_without_out_the_terminal_gets_csv(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", *files]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0].startswith("mentor,mentee,mentor_name,mentee_name,score,topic_fit")
    assert "2 tandems" in captured.err
    assert main(["match", *files, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_one_file_with_a_role_column_and_numbers_for_ids(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "all.csv",
        "Nr,Rolle,Funktionsebene,Referat\n01,Mentorin,1,A\n2,Mentee,5,B\n3,Mentee,6,A\n4,Mentor,2,C\n",
    )
    result = match_json(tmp_path, path)
    assert links(result) == [("01", "2"), ("4", "3")]


def test_xlsx_reads_like_csv(tmp_path: Path, files: tuple[str, str]) -> None:
    for name, text in (("m.xlsx", MENTORS), ("x.xlsx", MENTEES)):
        (tmp_path / name).write_bytes(write_xlsx({"S": [line.split(";") for line in text.splitlines()]}))
    expected = match_json(tmp_path, *files)
    assert match_json(tmp_path, str(tmp_path / "m.xlsx"), str(tmp_path / "x.xlsx")) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_boms_delimiters_and_german_pay_grades(
    tmp_path: Path, files: tuple[str, str], encoding: str, delimiter: str
) -> None:
    expected = match_json(tmp_path, *files)
    paths = []
    for name, text in (("m.csv", MENTORS), ("x.csv", MENTEES)):
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter).writerows(line.split(";") for line in text.splitlines())
        paths.append(write(tmp_path, name, buffer.getvalue(), encoding))
    assert match_json(tmp_path, *paths) == expected


def test_an_unknown_grade_is_refused_with_row_and_field(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    examples = "A13, E9b, S12, B3, QE3, Grade 7, SCS1"
    path = write(tmp_path, "wrong.csv", MENTORS.replace("A 10", "A 99").replace("m2@", "m2"))
    assert refused(capsys, path, files[1]) == [
        f"{path}:3: E-Mail: “m2stadt.example” is not a mail address.",
        f"{path}:4: Besoldungsgruppe: The grade “A 99” is not known; examples: {examples}.",
    ]


def test_swapped_roles_end_with_status_3_the_rule_and_a_hint(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = refused(capsys, files[1], files[0], status=3)
    assert "The roles seem to be swapped" in lines[0]
    rule = "function level (the mentor stands at least 2 levels below the mentee)"
    assert lines[1] == f"Nobody can be matched: the rule “{rule}” rules out every pair."
    assert lines[-1].startswith("Hint: mentors and mentees seem to be swapped.")
    assert "--direction classic" in lines[-1]


def test_a_role_column_that_denies_the_files_is_told_by_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentors = write(tmp_path, "a.csv", "email,role\na@x.de,mentee\n")
    mentees = write(tmp_path, "b.csv", "email,role\nb@x.de,mentor\n")
    assert refused(capsys, mentors, mentees) == [
        f"{mentors}:2: role: The row says “mentee”, but the file was given as the one of the mentors.",
        f"{mentees}:2: role: The row says “mentor”, but the file was given as the one of the mentees.",
    ]


def test_nobody_possible_by_several_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path,
        "all.csv",
        "email,role,level,languages\na@x.de,mentor,1,German\nb@x.de,mentor,4,English\nc@x.de,mentee,5,English\n",
    )
    lines = refused(capsys, path, status=3)
    counts = "function level 1, common language 1"
    assert lines[0] == f"Nobody can be matched: several rules together rule out every pair: {counts}."


def test_mentor_match_is_chosen_by_its_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentors = write(
        tmp_path,
        "mentors.csv",
        f"{PEER_HEADINGS},characteristics\nA,A,a@x.uk,no,J,Grade 7,D1,HR,CANARY\nB,B,b@x.uk,no,J,SEO,D2,Legal,CANARY\n",
    )
    mentees = write(
        tmp_path,
        "mentees.csv",
        f"{PEER_HEADINGS},match with similar identity,identity to match\n"
        "C,C,c@x.uk,no,J,HEO,D1,HR,yes,CANARY\nD,D,d@x.uk,no,J,SEO,D2,HR,no,CANARY\n",
    )
    result = match_json(tmp_path, mentors, mentees)
    assert links(result) == [("a@x.uk", "d@x.uk"), ("b@x.uk", "c@x.uk")]
    assert [pair["score"] for pair in result["pairs"]] == [100_000, 0]
    said = capsys.readouterr().err
    assert "preset “mentor-match”, chosen by the headings" in said
    assert f"{mentees}:1: identity to match: This column may hold specially protected" in said
    assert "CANARY" not in said + json.dumps(result)
    assert match_json(tmp_path, mentees, mentors, "--direction", "reverse")["policy"] == {"floor": "best"}


def test_mentor_match_refuses_grades_of_two_scales(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentors = write(tmp_path, "a.csv", f"{PEER_HEADINGS}\nA,A,a@x.uk,no,J,A 13,D1,HR\nB,B,b@x.uk,no,J,G7,D1,HR\n")
    mentees = write(tmp_path, "b.csv", f"{PEER_HEADINGS}\nC,C,c@x.uk,no,J,A 12,D2,HR\n")
    assert refused(capsys, mentors, mentees) == [
        f"{mentors}:3: grade: “Grade 7” belongs to another pay scale than “A13”; grades must be comparable."
    ]
    german = write(tmp_path, "c.csv", f"{PEER_HEADINGS}\nA,A,a@x.uk,no,J,A 13,D1,HR\n")
    assert links(match_json(tmp_path, german, mentees)) == [("a@x.uk", "c@x.uk")]


def test_capacity_by_option_and_by_column(tmp_path: Path) -> None:
    rows = "email,role,level,capacity\na@x.de,mentor,1,\nb@x.de,mentee,5,\nc@x.de,mentee,5,\nd@x.de,mentee,5,\n"
    path = write(tmp_path, "all.csv", rows)
    assert len(match_json(tmp_path, path)["pairs"]) == 1
    assert len(match_json(tmp_path, path, "--capacity", "3")["pairs"]) == 3
    own = write(tmp_path, "own.csv", rows.replace("mentor,1,", "mentor,1,2"))
    assert len(match_json(tmp_path, own, "--capacity", "3")["pairs"]) == 2


def test_directions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "email,role,level\nlow@x.de,mentor,1\nhigh@x.de,mentor,6\nmid@x.de,mentor,3\nx@x.de,mentee,3\n"
    path = write(tmp_path, "all.csv", rows)
    found = {d: links(match_json(tmp_path, path, "--direction", d)) for d in ("reverse", "classic", "equal")}
    assert found == {
        "reverse": [("low@x.de", "x@x.de")],
        "classic": [("high@x.de", "x@x.de")],
        "equal": [("mid@x.de", "x@x.de")],
    }


def test_relations_between_people_are_respected(tmp_path: Path) -> None:
    rows = (
        "email,role,level,supervisor,not with,former partners\n"
        "a@x.de,mentor,1,boss@x.de,,\n"
        "boss@x.de,mentee,4,top@x.de,,\n"
        "top@x.de,mentee,6,,,\n"
        "c@x.de,mentee,5,,A@x.de,\n"
        "d@x.de,mentee,5,,,a@x.de\n"
    )
    path = write(tmp_path, "all.csv", rows + "e@x.de,mentee,5,,,\n")
    assert links(match_json(tmp_path, path)) == [("a@x.de", "e@x.de")]
    causes = {one["id"]: one["cause"] for one in match_json(tmp_path, path)["left_over"]}
    assert causes == {
        "boss@x.de": "rule:line_relation",
        "top@x.de": "rule:line_relation",
        "c@x.de": "rule:private",
        "d@x.de": "rule:former_partners",
    }


def test_nobody_is_their_own_partner(tmp_path: Path) -> None:
    rows = "email,role,topics\na@x.de,mentor,ai:3\nA@x.de,mentee,ai:1\nb@x.de,mentee,ai:0\n"
    assert links(match_json(tmp_path, write(tmp_path, "all.csv", rows))) == [("a@x.de", "b@x.de")]


def test_rules_from_a_file(tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    rules = write(tmp_path, "rules.toml", "[rules]\ntopic = false\nslot = false\n[weights]\nprofession = 0\ntime = 0\n")
    result = match_json(tmp_path, *files, "--rules", rules, "--capacity", "1")
    off = {one["name"] for one in result["switched_off"] if one["cause"] == "setting"}
    assert {"topic", "slot", "time"} <= off
    wrong = write(tmp_path, "wrong.toml", "[rules]\ngrade = { min = 9 }\n")
    assert refused(capsys, *files, "--preset", "mentor-match", "--rules", wrong)[0].startswith(f"{wrong}: grade_gap")
    columns = write(tmp_path, "columns.toml", '[columns]\n"Nirgends" = "email"\n')
    assert refused(capsys, *files, "--rules", columns) == ["[columns]: There is no column “Nirgends” in the table."]
    fields = write(tmp_path, "fields.toml", '[columns]\n"E-Mail" = "electronic"\n')
    (line,) = refused(capsys, *files, "--rules", fields)
    assert line.startswith("[columns]: E-Mail: There is no field “electronic”; known are: role, email,")


def test_numbers_and_brackets_that_toml_cannot_hold(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("number.toml", "capacity = " + "1" * 6000), ("deep.toml", "a = " + "[" * 50_000)):
        rules = write(tmp_path, name, text)
        assert refused(capsys, *files, "--rules", rules) == [f"{rules}: This is not a rules file."]


def test_the_summary_says_when_no_criterion_has_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "all.csv", "email,role,level\na@x.de,mentor,1\nb@x.de,mentee,5\nc@x.de,mentee,6\n")
    match_json(tmp_path, path)
    assert (
        "1 tandem; no criterion has data, so each possible pair counts the same; left over: 0 mentors, 1 mentee;"
        in capsys.readouterr().err
    )


def test_headings_of_ones_own(tmp_path: Path) -> None:
    path = write(tmp_path, "all.csv", "Wer;Was;Stufe\na@x.de;Mentor;1\nb@x.de;Mentee;5\n")
    rules = write(tmp_path, "r.toml", '[columns]\nWer = "email"\nWas = "role"\nStufe = "function_level"\n')
    assert links(match_json(tmp_path, path, "--rules", rules)) == [("a@x.de", "b@x.de")]


# --scores

MATRIX = ",m1,m2,m3\nx1,10,,7\nx2,100000,5,\n"


def test_a_bare_matrix(tmp_path: Path) -> None:
    result = match_json(tmp_path, "--scores", write(tmp_path, "s.csv", MATRIX))
    assert [(p["mentor"], p["mentee"], p["score"]) for p in result["pairs"]] == [
        ("m1", "x2", 100_000),
        ("m3", "x1", 7),
    ]
    assert [(p["role"], p["id"], p["cause"]) for p in result["left_over"]] == [("mentor", "m2", "scarcity")]
    assert (result["certificate"]["certified"], result["policy"]) == (True, {"floor": "best"})


def test_a_matrix_by_brute_force(tmp_path: Path) -> None:
    from itertools import permutations

    rng = random.Random(7)
    for _ in range(15):
        n, m = rng.randint(1, 4), rng.randint(1, 4)
        cells = [[rng.choice([None, rng.randint(0, 9)]) for _ in range(n)] for _ in range(m)]
        if not any(cell is not None for row in cells for cell in row):
            continue
        text = "," + ",".join(f"m{i}" for i in range(n)) + "\n"
        text += "".join(
            f"x{j}," + ",".join("" if c is None else str(c) for c in row) + "\n" for j, row in enumerate(cells)
        )
        best = (0, 0, 0)
        slots = [*range(n), *([-1] * m)]
        for order in set(permutations(slots, m)):
            chosen = [cells[j][i] for j, i in enumerate(order) if i >= 0]
            if chosen and None not in chosen:
                best = max(best, (len(chosen), min(chosen), sum(chosen)))  # type: ignore[type-var]
        result = match_json(tmp_path, "--scores", write(tmp_path, "s.csv", text))
        scores = [pair["score"] for pair in result["pairs"]]
        assert (len(scores), min(scores), sum(scores)) == best


def test_ways_to_write_a_whole_number(tmp_path: Path) -> None:
    text = ",m1,m2,m3,m4,m5\nx,007,,,,\ny,,5.0,,,\nz,,,6.00,,\nu,,,,-0,\nv,,,,,100000\n"
    result = match_json(tmp_path, "--scores", write(tmp_path, "s.csv", text))
    assert [(pair["mentee"], pair["score"]) for pair in result["pairs"]] == [
        ("x", 7),
        ("y", 5),
        ("z", 6),
        ("u", 0),
        ("v", 100_000),
    ]


TWO_WAYS = "Write whole numbers without point, comma or blank."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [": The file is empty."]),
        (",,\n,,\n", [":1: No row with column headings was found."]),
        ("x,m1\n", [":1: There are headings but no rows below them."]),
        (",m1,m1\nx,1,2\n", [":1: C: “m1” already stands in column B."]),
        (",m1\nx,1\nx,2\n", [":3: A: “x” already stands in row 2."]),
        ("name,m1,,m3\nx,1,y,3\n", [":1: C: A value is missing.", ":2: C: “y” is not a whole number."]),
        (
            ",m1\nx,1.5\ny,-1\n",
            [":2: m1: “1.5” is not a whole number.", ":3: m1: -1 is not between 0 and 100000."],
        ),
        (",m1\nx,100001\n", [":2: m1: 100001 is not between 0 and 100000."]),
        (",m1\nx,12345678901\n", [":2: m1: 12345678901 is not between 0 and 100000."]),
        *(
            (f";m1\nx;{number}\n", [f":2: m1: “{number}” can be read in two ways. {TWO_WAYS}"])
            for number in ("1.000", "12,500", "1 000", "-1.000", "1.000.000")
        ),
        (",m1\nx,1,2\n", [":2: The row has 3 cells, but there are only 2 headings."]),
        (",m1\n,1\n", [":2: A: A value is missing."]),
        ("Wer,m1\n,1\n", [":2: Wer: A value is missing."]),
    ],
)
def test_a_wrong_matrix(tmp_path: Path, text: str, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "s.csv", text)
    assert refused(capsys, "--scores", path) == [f"{path}{line}" for line in lines]


def test_a_matrix_that_forbids_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = refused(capsys, "--scores", write(tmp_path, "s.csv", ",m1,m2\nx,,\n"), status=3)
    assert lines == [
        "Nobody can be matched: the rule “forbidden pair” rules out every pair.",
        "Hint: an empty cell forbids its pair; at least one needs a score.",
    ]


def test_what_a_rules_file_says_about_people_is_not_used_with_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = write(tmp_path, "r.toml", 'direction = "classic"\nfloor = "none"\ncapacity = 2\n[rules]\ntopic = false\n')
    result = match_json(tmp_path, "--scores", write(tmp_path, "s.csv", ",m1\nx,5\ny,1\n"), "--rules", rules)
    assert (len(result["pairs"]), result["policy"]) == (2, {"floor": "none"})
    assert "not used with --scores, as the matrix says what is possible: direction, [rules]" in capsys.readouterr().err


# what cannot be used


def test_files_and_places_that_cannot_be_used(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    junk = tmp_path / "junk.csv"
    junk.write_bytes(os.urandom(64) + b"\x00")
    none = str(tmp_path / "none.csv")
    assert refused(capsys, none, files[1]) == [f"{none}: There is no such file."]
    assert refused(capsys, str(tmp_path), files[1]) == [f"{tmp_path}: This is a folder, not a file."]
    assert refused(capsys, str(junk), str(junk) + "x")[0].startswith(f"{junk}: ")
    for out in (tmp_path, tmp_path / "no" / "o.csv", tmp_path / "o.pdf", files[0]):
        (line,) = refused(capsys, *files, "--out", str(out))
        assert line.startswith(f"{out}: ")
    assert refused(capsys, "--rules", none, *files) == [f"{none}: There is no such file."]


def test_a_full_disk_is_told(tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    link = tmp_path / "full.csv"
    link.symlink_to("/dev/full")
    lines = refused(capsys, *files, "--out", str(link))
    assert lines[-1] == f"{link}: The file cannot be written: No space left on device."


def test_a_failed_write_leaves_the_old_result_alone(
    tmp_path: Path,
    files: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "o.csv"
    out.write_text("old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", fail)
    assert refused(capsys, *files, "--out", str(out))[-1].endswith("No space left on device.")
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.csv", "b.csv", "c.csv"],
        ["a.csv", "a.csv"],
        ["a.csv", "--scores", "s.csv"],
        ["--scores", "s.csv", "--direction", "reverse"],
        ["a.csv", "b.csv", "--preset", "unknown"],
        ["a\x00b.csv", "b.csv"],
    ],
)
def test_arguments_that_do_not_fit(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert len(refused(capsys, *arguments)) >= 1


def test_the_help_tells_examples_and_every_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["match", "--help"])
    said = capsys.readouterr().out
    assert error.value.code == 0
    assert "augenhoehe match --scores matrix.csv" in said
    for status in ("0    done", "2    wrong input", "3    a rule leaves nobody", "130  stopped"):
        assert f"\n  {status}" in said


def test_options_out_of_range_end_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["--capacity", "0"], ["--capacity", "x"], ["--direction", "up"]):
        with pytest.raises(SystemExit) as error:
            main(["match", "a.csv", "b.csv", *options])
        assert error.value.code == 2


def test_stopping_it_writes_nothing(
    tmp_path: Path,
    files: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from augenhoehe.cli import match

    def stop(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(match, "solve", stop)
    assert refused(capsys, *files, "--out", str(tmp_path / "o.csv"), status=130)[-1].startswith("Stopped")
    assert not (tmp_path / "o.csv").exists()


# the whole process

RUN = [sys.executable, "-m", "augenhoehe", "match"]


def make_aligned(folder: Path, n: int) -> tuple[str, str]:
    """Every mentor has one mentee one or two grades below in another organisation: all can be matched."""
    rng = random.Random(n)
    grades = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")
    mentors, mentees = [], []
    for i in range(n):
        high = rng.randint(2, 10)
        here, there = rng.sample(range(24), 2)
        jobs = rng.choice("ABCDEFGH"), rng.choice("ABCDEFGH")
        mentors.append(f"M,{i},m{i}@x.uk,no,J,{grades[high]},D{here},{jobs[0]}")
        mentees.append(f"E,{i},e{i}@x.uk,no,J,{grades[high - rng.choice((1, 2))]},D{there},{jobs[1]}")
    rng.shuffle(mentees)
    return (
        write(folder, "mentors.csv", "\n".join([PEER_HEADINGS, *mentors])),
        write(folder, "mentees.csv", "\n".join([PEER_HEADINGS, *mentees])),
    )


MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command and says how much memory it took at most, in kilobytes."""


def test_eight_hundred_a_side_all_matched_within_memory(tmp_path: Path) -> None:
    files = make_aligned(tmp_path, 800)
    out = tmp_path / "o.json"
    # By way of a small process: what a child takes counts from the size of its parent, and this one is large.
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, *RUN, *files, "--quiet", "--out", str(out)], capture_output=True, check=True
    )
    result = json.loads((tmp_path / "o.json").read_bytes())
    assert (len(result["pairs"]), result["left_over"], result["certificate"]["certified"]) == (800, [], True)
    assert int(measured.stdout) < 350 * 1024


def test_it_needs_neither_django_nor_openpyxl_for_csv(tmp_path: Path, files: tuple[str, str]) -> None:
    code = (
        "import sys\nfrom augenhoehe.cli import main\n"
        f"status = main(['match', *{files!r}, '--quiet', '--out', {str(tmp_path / 'o.csv')!r}])\n"
        "heavy = {'django', 'openpyxl', 'pandas', 'python_calamine'} & set(sys.modules)\n"
        "print(status, sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "0 []"


def test_a_reader_that_goes_away_gets_no_traceback(files: tuple[str, str]) -> None:
    process = subprocess.Popen([*RUN, *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


@pytest.mark.parametrize("stdout", ["/dev/full", "closed"])
def test_a_result_that_cannot_be_printed_is_told(files: tuple[str, str], stdout: str) -> None:
    where = ">&-" if stdout == "closed" else f">{stdout}"
    shell = ["sh", "-c", f'exec "$@" {where}', "sh", *RUN, *files, "--quiet"]
    done = subprocess.run(shell, stderr=subprocess.PIPE, text=True, check=False)
    reason = "the standard output is closed" if stdout == "closed" else "No space left on device"
    assert (done.returncode, done.stderr) == (2, f"The result cannot be written: {reason}.\n")


def test_without_a_place_for_progress_the_result_stays_clean(files: tuple[str, str]) -> None:
    wanted = subprocess.run([*RUN, *files, "--quiet"], stdout=subprocess.PIPE, check=True).stdout
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", *RUN, *files]
    assert subprocess.run(shell, stdout=subprocess.PIPE, check=True).stdout == wanted


CORE = """
import importlib.metadata, sys
wanted = set(importlib.metadata.packages_distributions()) - {"augenhoehe", "numpy", "scipy"} - sys.stdlib_module_names
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in wanted:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Nothing())
from augenhoehe.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_with_the_core_alone_each_command_says_what_it_needs(tmp_path: Path, files: tuple[str, str]) -> None:
    """As after a plain `pip install augenhoehe`: csv is matched, everything else names the extra it needs."""

    def run(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-c", CORE, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stderr

    assert run("match", *files, "--quiet", "--out", str(tmp_path / "o.json")) == (0, "")
    book = tmp_path / "m.xlsx"
    book.write_bytes(write_xlsx({"S": [line.split(";") for line in MENTORS.splitlines()]}))
    status, said = run("match", str(book), files[1])
    assert (status, "Reading xlsx needs the extra “tables”" in said) == (2, True)
    status, said = run("match", *files, "--out", str(tmp_path / "o.xlsx"))
    assert (status, "Writing xlsx needs the extra “tables”" in said) == (2, True)
    for command in (["serve"], ["worker"], ["demo"], ["import", "units", "x.csv"], ["admin", "help"]):
        status, said = run(*command)
        assert (status, f"augenhoehe {command[0]} needs the extra “web”" in said) == (2, True), said


def test_own_exports_read_again(tmp_path: Path, files: tuple[str, str]) -> None:
    assert main(["match", *files, "--out", str(tmp_path / "o.xlsx")]) == 0
    table = read_table(tmp_path / "o.xlsx")
    assert table.headings[:2] == ("mentor", "mentee")
