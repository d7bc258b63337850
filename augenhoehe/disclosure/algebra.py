"""Linear algebra in whole numbers of any size: no rounding, so a zero is a zero.

A row maps columns to coefficients other than 0. Columns from 0 are answers; negative ones are tags that come along
through every step and so tell which rows another was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm

Row = dict[int, int]


def reduced(rows: Iterable[Row], order: Mapping[int, int]) -> tuple[dict[int, Row], list[Row]]:
    """Gauss and Jordan: rows with a leading column of their own, and what is left of the others.

    order: columns that may lead → rank, the lowest first. Each leading column is 0 in all other rows returned.
    """
    leading: dict[int, Row] = {}
    rest: list[Row] = []
    for given in rows:
        row = dict(given)
        for column in [one for one in row if one in leading]:
            row = _cleared(row, leading[column], column)
        lead = min((one for one in row if one in order), key=order.__getitem__, default=None)
        if lead is None:
            rest.append(row)
            continue
        for column, other in leading.items():
            if lead in other:
                leading[column] = _cleared(other, row, lead)
        leading[lead] = row
    for column, row in leading.items():
        rest = [_cleared(other, row, column) if column in other else other for other in rest]
    return leading, rest


def _cleared(row: Row, by: Row, column: int) -> Row:
    """The row with a multiple of another added so that a column is 0; without a common divisor."""
    ours, theirs = row[column], by[column]
    common = gcd(ours, theirs)
    times, minus = theirs // common, ours // common
    out = {one: value * times for one, value in row.items()} if times != 1 else dict(row)
    for one, value in by.items():
        left = out.get(one, 0) - value * minus
        if left:
            out[one] = left
        else:
            del out[one]
    divisor = gcd(*out.values()) if out else 1
    return {one: value // divisor for one, value in out.items()} if divisor != 1 else out


def null_vectors(leading: Mapping[int, Row], columns: Iterable[int]) -> list[Row]:
    """A basis of all vectors that are orthogonal to the reduced rows; one for each column that leads none."""
    entries: dict[int, list[tuple[int, int, int]]] = {one: [] for one in columns if one not in leading}
    for lead, row in leading.items():
        for column, value in row.items():
            if column in entries:
                entries[column].append((lead, row[lead], value))
    out = []
    for free, found in entries.items():
        scale = lcm(*(pivot for _, pivot, _ in found)) if found else 1
        out.append({free: scale} | {lead: -value * (scale // pivot) for lead, pivot, value in found})
    return out


def combination(leading: Mapping[int, Row], vector: Row) -> dict[int, Fraction]:
    """How a vector is made of the rows that were reduced: number of the row → weight. Rows carry a tag −1 − number.

    Rows that follow from others are not used, so there is one way only, and none of those used could be left out.
    """
    out: dict[int, Fraction] = {}
    for column, value in vector.items():
        row = leading.get(column, {})
        for tag, weight in row.items():
            if tag < 0:
                out[-1 - tag] = out.get(-1 - tag, Fraction(0)) + Fraction(value * weight, row[column])
    return {number: weight for number, weight in out.items() if weight}
