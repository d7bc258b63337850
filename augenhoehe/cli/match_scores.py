"""A bare score matrix: first row mentors, first column mentees, cells whole numbers, empty = forbidden."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from augenhoehe.cli.match_errors import BadInput
from augenhoehe.engine import MAX_SCORE, ScoreMatrix
from augenhoehe.intake.limits import Limits
from augenhoehe.intake.problems import IntakeError, Problem
from augenhoehe.intake.reader import read_bytes, read_rows
from augenhoehe.intake.table import plain

_LIMITS = Limits(columns=20_000, rows=20_000, cells=40_000_000)
DIGITS = len(str(MAX_SCORE))
_WHOLE = re.compile(r"(-?)0*([0-9]+)(?:\.00?)?")
_TWO_WAYS = re.compile(r"-?[0-9]{1,3}(?:[.,' \u00a0\u202f][0-9]{3})+")
"""“1.000” is one in London and a thousand in Munich."""


def read_scores(path: str, capacity: int) -> ScoreMatrix:
    """Raises BadInput with a line for each cell that is wrong."""
    try:
        rows = read_rows(read_bytes(Path(path), _LIMITS), limits=_LIMITS)[0]
    except IntakeError as error:
        raise BadInput(error.problem.line(path)) from error
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise BadInput(Problem("file_empty").line(path))
    heading_row, heading = numbered[0]
    mentors = [plain(cell) for cell in heading[1:]]
    while mentors and not mentors[-1]:
        mentors.pop()
    body = numbered[1:]
    mentees = [plain(row[0]) for _, row in body]
    wrong = [*_mentors(mentors, heading_row), *_mentees(mentees, [number for number, _ in body], plain(heading[0]))]
    if not mentors or not mentees:
        wrong.append(Problem("no_heading" if not mentors else "no_rows", heading_row))
    cells = [_cells(row, number, mentors, wrong) for number, row in body]
    if wrong:
        raise BadInput(*(problem.line(path) for problem in sorted(wrong, key=lambda one: one.row or 0)))
    by_mentor = list(map(list, zip(*cells, strict=True)))
    return ScoreMatrix(tuple(mentors), tuple(mentees), by_mentor, capacity=capacity)


def _mentors(names: Sequence[str], row: int) -> list[Problem]:
    """What is wrong with the heading row: its columns as a spreadsheet names them."""
    problems = []
    first: dict[str, str] = {}
    for number, name in enumerate(names, start=2):
        column = _letters(number)
        if not name:
            problems.append(Problem("required", row, column))
        elif name in first:
            problems.append(Problem("duplicate_column", row, column, {"value": name, "first": first[name]}))
        first.setdefault(name, column)
    return problems


def _mentees(names: Sequence[str], rows: Sequence[int], heading: str) -> list[Problem]:
    """What is wrong with the first column."""
    problems = []
    first: dict[str, int] = {}
    column = heading or _letters(1)
    for name, row in zip(names, rows, strict=True):
        if not name:
            problems.append(Problem("required", row, column))
        elif name in first:
            problems.append(Problem("duplicate", row, column, {"value": name, "first": first[name]}))
        first.setdefault(name, row)
    return problems


def _letters(number: int) -> str:
    """A column as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cells(row: Sequence[str], number: int, mentors: Sequence[str], wrong: list[Problem]) -> list[int | None]:
    """The scores of one mentee; what is no score joins ``wrong``."""
    width = len(mentors)
    texts = [cell.strip() for cell in row[1:]]
    if any(texts[width:]):
        wrong.append(Problem("row_too_long", number, params={"cells": len(row), "headings": width + 1}))
    scores: list[int | None] = [None] * width
    for j, text in enumerate(texts[:width]):
        if not text:
            continue
        column = mentors[j] or _letters(j + 2)
        found = _WHOLE.fullmatch(text)
        if not found:
            code = "two_readings" if _TWO_WAYS.fullmatch(text) else "not_integer"
            wrong.append(Problem(code, number, column, {"value": text[:40]}))
        elif (found[1] and found[2] != "0") or len(found[2]) > DIGITS or int(found[2]) > MAX_SCORE:
            params: dict[str, str | int] = {"value": text[:40], "low": 0, "high": MAX_SCORE}
            wrong.append(Problem("out_of_range", number, column, params))
        else:
            scores[j] = int(found[2])
    return scores
