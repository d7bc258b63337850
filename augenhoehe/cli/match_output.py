"""The result of `augenhoehe match` as JSON, csv or xlsx: the same input gives the same bytes."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from augenhoehe.cli.match_errors import BadInput
from augenhoehe.cli.match_words import CRITERIA_WORDS, cause_words, off_words, warning_words
from augenhoehe.engine import CRITERIA, Plan
from augenhoehe.intake.writing import Value, write_csv, write_xlsx

FORMATS = (".json", ".csv", ".xlsx")
Names = Mapping[tuple[str, str], str]
"""(role, id) → a person's name."""


def check_out(path: str, inputs: list[str]) -> None:
    """Raise BadInput before the work begins if the result cannot be written there."""
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise BadInput(f"{path}: The ending must be one of {', '.join(FORMATS)}.")
    if target.suffix.lower() == ".xlsx":
        try:
            import_module("openpyxl")
        except ImportError as error:
            text = "Writing xlsx needs the extra “tables” (openpyxl). Install it or write csv."
            raise BadInput(f"{path}: {text}") from error
    try:
        if target.is_dir():
            raise BadInput(f"{path}: This is a folder, not a file.")
        if not target.absolute().parent.is_dir():
            raise BadInput(f"{path}: There is no folder {target.parent}.")
        if any(target.exists() and Path(one).exists() and target.samefile(one) for one in inputs):
            raise BadInput(f"{path}: This is one of the inputs; it is not overwritten.")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def render(plan: Plan, kind: str, names: Names) -> bytes:
    """``kind``: an ending from ``FORMATS``."""
    if kind == ".json":
        return to_json(plan).encode()
    if kind == ".csv":
        return write_csv(pair_rows(plan, names, left_over=True), delimiter=",", bom=False)
    return write_xlsx(
        {
            "Proposals": pair_rows(plan, names, left_over=False),
            "Left over": left_over_rows(plan, names),
            "How it was made": about_rows(plan),
        }
    )


def to_json(plan: Plan) -> str:
    """The plan in the shape that the manual promises, in a fixed order.

    A shortage of hundreds is told once and named by its place: told with each of those who share it, the file would
    grow with the square of the cohort.
    """
    plain = plan.to_dict()
    result = {
        "pairs": picked(plain["pairs"], "mentor", "mentee", "score", "contributions"),
        "left_over": picked(plain["left_over"], "role", "id", "cause"),
        **{name: plain[name] for name in ("certificate", "policy", "total", "floor", "worst", "max_score")},
        "why_left_over": picked(plain["left_over"], "role", "id", "candidates", "removed", "rules_alone", "shortage"),
        **{name: plain[name] for name in ("shortages", "pinned_by", "switched_off", "warnings", "engine_version")},
    }
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def picked(rows: Iterable[Mapping[str, Any]], *names: str) -> list[dict[str, Any]]:
    """These entries of each row, in this order."""
    return [{name: row[name] for name in names} for row in rows]


def pair_rows(plan: Plan, names: Names, *, left_over: bool) -> list[list[Value]]:
    """Heading and one row a pair; with ``left_over`` also those without a tandem, with the cause."""
    on = [name for name in CRITERIA if any(name in pair.contributions for pair in plan.pairs)]
    named = ["mentor_name", "mentee_name"] if names else []
    heading = ["mentor", "mentee", *named, "score", *on, *(["cause"] if left_over else [])]
    rows: list[list[Value]] = [list(heading)]
    for pair in plan.pairs:
        who = [names.get(("mentor", pair.mentor), ""), names.get(("mentee", pair.mentee), "")] if names else []
        parts = [pair.contributions[name].value if name in pair.contributions else None for name in on]
        rows.append([pair.mentor, pair.mentee, *who, pair.score, *parts, *([""] if left_over else [])])
    if left_over:
        for person in plan.left_over:
            is_mentor = person.role == "mentor"
            ids = [person.id, ""] if is_mentor else ["", person.id]
            name = names.get((person.role, person.id), "")
            who = ([name, ""] if is_mentor else ["", name]) if names else []
            rows.append([*ids, *who, None, *([None] * len(on)), cause_words(person)])
    return rows


def left_over_rows(plan: Plan, names: Names) -> list[list[Value]]:
    """Heading and one row for each person without a tandem."""
    rows: list[list[Value]] = [["role", "id", *(["name"] if names else []), "cause", "possible partners"]]
    for person in plan.left_over:
        name = [names.get((person.role, person.id), "")] if names else []
        rows.append([person.role, person.id, *name, cause_words(person), person.candidates])
    return rows


def about_rows(plan: Plan) -> list[list[Value]]:
    """Figures, proof, and what did not count."""
    rows: list[list[Value]] = [
        ["what", "value"],
        ["tandems", len(plan.pairs)],
        ["left over", len(plan.left_over)],
        ["weakest score", plan.worst],
        ["total score", plan.total],
        ["proven optimal", "yes" if plan.certificate.certified else "no"],
        ["floor", plan.policy.floor],
        ["engine", plan.engine_version],
    ]
    rows += [["off", off_words(off)] for off in plan.switched_off]
    rows += [["warning", warning_words(warning)] for warning in plan.warnings]
    if plan.pairs:
        first = plan.pairs[0].contributions
        rows += [[f"weight: {CRITERIA_WORDS[name]}", first[name].weight] for name in CRITERIA if name in first]
    return rows


def write_out(path: str, content: bytes) -> None:
    """Write whole or not at all. Raises BadInput when it is not possible."""
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # a pipe or a device cannot be replaced
            target.write_bytes(content)
            return
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.absolute().parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _unwritable(path: str, error: Exception) -> BadInput:
    reason = getattr(error, "strerror", None) or str(error)
    return BadInput(f"{path}: The file cannot be written: {reason}.")
