"""What a closed wave tells, from sheets in memory."""

import random
from typing import Any

import pytest

from augenhoehe.surveys.figures import figures_of
from augenhoehe.surveys.models import Item, Sheet

OPTIONS = [{"key": key, "de": key, "en": key} for key in ("a", "b", "c")]


def item(kind: str = "scale6", **changes: Any) -> Item:
    return Item(**{"key": "one", "kind": kind, "options": OPTIONS if kind.startswith("choice") else [], **changes})


def sheets(*values: Any, mentors: int = 0, departments: str = "") -> list[Sheet]:
    """One a value, None for a question left out; so many are mentors, and each in the department of its letter."""
    return [
        Sheet(
            side="mentor" if at < mentors else "mentee",
            department=departments[at] if departments else "",
            level=3,
            values={} if value is None else {"one": value},
        )
        for at, value in enumerate(values)
    ]


def only(found: dict[str, Any]) -> dict[str, Any]:
    (one,) = found["items"]
    assert isinstance(one, dict)
    return one


def test_a_mean_counts_those_who_answered() -> None:
    found = figures_of([item()], sheets(1, 2, 3, 4, 5, None, None, mentors=7))
    assert (found["told"], found["answers"], only(found)["n"], only(found)["mean"]) == (True, 7, 5, 3.0)
    assert only(found)["counts"] == {"withheld": "too_few", "lines": []}


@pytest.mark.parametrize(("number", "told"), [(4, False), (5, True)])
def test_below_five_there_is_nothing(number: int, told: bool) -> None:
    found = figures_of([item()], sheets(*[3] * number))
    assert (found["told"], len(found["items"])) == (told, int(told))


def test_each_side_beside_the_other_where_both_are_large_enough() -> None:
    found = only(figures_of([item()], sheets(*[1] * 5, *[5] * 6, mentors=5)))
    by_side = next(one for one in found["tables"] if one["by"] == "side")
    assert [(one["group"], one["n"], one["mean"]) for one in by_side["lines"]] == [
        ("mentee", 6, 5.0),
        ("mentor", 5, 1.0),
    ]


def test_a_small_side_is_not_worked_out_from_the_whole() -> None:
    found = only(figures_of([item()], sheets(*[1] * 4, *[5] * 20, mentors=4)))
    by_side = next(one for one in found["tables"] if one["by"] == "side")
    assert (by_side["lines"], set(by_side["withheld"])) == ([], {"mentor", "mentee"})
    assert (found["n"], found["mean"]) == (24, 4.33)


def test_a_question_for_one_side_has_no_table_of_sides() -> None:
    found = only(figures_of([item(side="mentee")], sheets(*[1] * 8, *[5] * 12, mentors=8)))
    assert (found["n"], found["mean"], [one["by"] for one in found["tables"]]) == (12, 5.0, ["department", "level"])
    assert [(one["group"], one["n"]) for one in found["counts"]["lines"]] == [(None, 12)]


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ([9] * 10 + [6] * 10, 0),
        ([10] * 20, 100),
        ([0] * 20, -100),
        ([9] * 5 + [8] * 10 + [7] * 5, 25),
        ([6] * 5 + [7] * 15, -25),
        ([10] * 19, None),
    ],
)
def test_the_recommendation_score(values: list[int], score: int | None) -> None:
    found = only(figures_of([item("scale10")], sheets(*values)))["score"]
    assert (found["value"], found["withheld"]) == (score, None if score is not None else "too_few")


def test_a_choice_is_counted_by_its_keys_and_several_by_each() -> None:
    one = only(figures_of([item("choice")], sheets(*["a"] * 7, *["c"] * 5, mentors=12)))
    assert (one["n"], one["counts"]["lines"][0]["counts"]) == (12, {"a": 7, "b": 0, "c": 5})
    several = only(figures_of([item("choices")], sheets(*[["a", "b"]] * 8, *[["b"]] * 4, [], mentors=13)))
    assert (several["n"], several["counts"]["lines"][0]["counts"]) == (12, {"a": 8, "b": 12, "c": 0})


def test_own_words_are_in_no_figure() -> None:
    assert figures_of([item("text")], sheets(*["Words"] * 30)) == {"told": True, "answers": 30, "items": []}


def test_what_is_told_does_not_hang_on_what_was_answered() -> None:
    """Who is told of follows from who belongs where: other answers, the same lines."""
    chance = random.Random(4)
    letters = "".join(chance.choice("aaaaabbbbccd") for _one in range(60))
    shapes = set()
    for _time in range(5):
        values = [chance.randint(1, 6) for _one in range(60)]
        tables = only(figures_of([item()], sheets(*values, mentors=30, departments=letters)))["tables"]
        shapes.add(
            str([[(line["group"], line["n"]) for line in one["lines"]] + sorted(one["withheld"]) for one in tables])
        )
    assert len(shapes) == 1
