"""``rules.toml``: what it may say, and every mistake named by its key."""

from pathlib import Path

import pytest

from augenhoehe.cli.match_errors import BadInput
from augenhoehe.cli.rules_file import RulesFile, read_rules_file

EXAMPLE = Path(__file__).parents[2] / "docs" / "manual" / "rules.example.toml"


def read(tmp_path: Path, text: str) -> RulesFile:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules_file(path)


def wrong(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as error:
        read(tmp_path, text)
    return [line.removeprefix(f"{tmp_path / 'rules.toml'}") for line in error.value.lines]


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == RulesFile()


def test_everything_can_be_said(tmp_path: Path) -> None:
    assert read(
        tmp_path,
        """
        preset = "mentor-match"
        direction = "classic"
        capacity = 3
        floor = "none"
        [rules]
        topic = false
        department = 2
        function_level = { min = 1, max = 3 }
        grade = false
        different = "organisation"
        [weights]
        topic_fit = 60
        time = 40
        [grades]
        "A 13 Z" = 5
        [career]
        bands = [2, 5]
        [columns]
        "Wer?" = "email"
        """,
    ) == RulesFile(
        preset="mentor-match",
        direction="classic",
        capacity=3,
        floor="none",
        rules={
            "topic": False,
            "department": 2,
            "function_level": True,
            "level_gap_min": 1,
            "level_gap_max": 3,
            "grade": False,
            "different_attribute": "organisation",
        },
        weights={"topic_fit": 60, "time": 40},
        grades={"A 13 Z": 5},
        columns={"Wer?": "email"},
        bands=(2, 5),
    )


def test_rules_switch_off_by_false(tmp_path: Path) -> None:
    rules = read(tmp_path, "[rules]\ndepartment = false\nfunction_level = false\ndifferent = false\n").rules
    assert rules == {"department": 0, "function_level": False, "different_attribute": None}


def test_the_documented_example_reads_and_is_the_default() -> None:
    from augenhoehe.cli.match_people import settings_of
    from augenhoehe.engine import Criteria, Rules

    example = read_rules_file(EXAMPLE)
    assert settings_of("default", example.rules, example.weights) == (Rules(), Criteria())
    assert (example.direction, example.capacity, example.floor) == ("reverse", 1, "best")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[rules\n", [":1: Expected ']' at the end of a table declaration."]),
        ("a = 1\nb = \n", [":2: Invalid value."]),
        ("direction = 'up'", [": direction: must be one of reverse, classic, equal."]),
        ("capacity = 0", [": capacity: must be a whole number from 1 to 99."]),
        ("capacity = true", [": capacity: must be a whole number from 1 to 99."]),
        ("rules = 1", [": rules: must be a table: [rules]."]),
        ("[rules]\ntopic = 'no'", [": rules.topic: must be true or false."]),
        (
            "[rules]\nfunction_level = 2",
            [": rules.function_level: must be true, false or like { min = 2, max = 4 }."],
        ),
        ("[rules]\ngrade = { min = 3, max = 1 }", [": rules.grade: max is smaller than min."]),
        ("[rules]\ngrade = { least = 3 }", [": rules.grade.least: is not known; known are min, max."]),
        (
            "[rules]\ndifferent = 'sex'",
            [": rules.different: must be false or one of organisation, profession, site."],
        ),
        ("[weights]\ntime = 60\naspects = 60", [": weights: the weights must add up to at most 100."]),
        ("[weights]\ntime = 1.5", [": weights.time: must be a whole number from 0 to 100."]),
        ("[grades]\nA13 = 7", [": grades.A13: must be a whole number from 1 to 6."]),
        ("[columns]\nX = 1", [": columns.X: must be a text."]),
        (
            "[career]\nbands = [5, 2]",
            [": career.bands: must rise, begin at 1 or more, and have at most 20 entries."],
        ),
        (
            "[career]\nbands = 'x'",
            [": career.bands: must be a list of whole numbers such as [3, 6, 11, 21]."],
        ),
    ],
)
def test_mistakes_are_named_by_key(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert wrong(tmp_path, text) == lines


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(wrong(tmp_path, "capacity = 0\nfloor = 'x'\nunknown = 1\n[weights]\nage = 5\n")) == 4


def test_files_that_are_none(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(BadInput):
            read_rules_file(path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="UTF-8"):
        read_rules_file(tmp_path / "bytes.toml")
