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
_WHOLE = re.compile(r"[0-9]{1,9}(?:\.0+)?")


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
    wrong = [*_ids(mentors, [heading_row] * len(mentors)), *_ids(mentees, [number for number, _ in body])]
    if not mentors or not mentees:
        wrong.append(Problem("no_heading" if not mentors else "no_rows", heading_row))
    cells = [_cells(row, number, mentors, wrong) for number, row in body]
    if wrong:
        raise BadInput(*(problem.line(path) for problem in sorted(wrong, key=lambda one: one.row or 0)))
    by_mentor = list(map(list, zip(*cells, strict=True)))
    return ScoreMatrix(tuple(mentors), tuple(mentees), by_mentor, capacity=capacity)


def _ids(names: Sequence[str], rows: Sequence[int]) -> list[Problem]:
    problems = []
    first: dict[str, int] = {}
    for name, row in zip(names, rows, strict=True):
        if not name:
            problems.append(Problem("required", row))
        elif name in first:
            problems.append(Problem("duplicate", row, None, {"value": name, "first": first[name]}))
        first.setdefault(name, row)
    return problems


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
        if not _WHOLE.fullmatch(text):
            wrong.append(Problem("not_integer", number, mentors[j], {"value": text[:40]}))
            continue
        score = int(text.partition(".")[0])
        if score > MAX_SCORE:
            params = {"value": score, "low": 0, "high": MAX_SCORE}
            wrong.append(Problem("out_of_range", number, mentors[j], params))
        scores[j] = score
    return scores
