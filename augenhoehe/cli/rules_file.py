"""``rules.toml`` for `augenhoehe match`: direction, rules, weights, pay grades, headings; checked by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from augenhoehe.cli.match_errors import BadInput, Line
from augenhoehe.engine import CRITERIA, PRESETS
from augenhoehe.intake.problems import IntakeError
from augenhoehe.intake.reader import read_bytes

_SWITCHES = ("line_relation", "private", "topic", "language", "mode", "slot", "former_partners")
_GAPS = {"function_level": "level_gap", "grade": "grade_gap"}


@dataclass(frozen=True)
class RulesFile:
    """What the file says; everything it does not mention stays as the preset has it.

    rules: arguments for the engine's ``Rules``; weights: for its ``Criteria``; grades: pay grade → function
    level; columns: heading → field; bands: years in service at which the next career stage begins.
    """

    preset: str | None = None
    direction: str | None = None
    capacity: int | None = None
    floor: str | None = None
    rules: Mapping[str, Any] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    grades: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    bands: tuple[int, ...] | None = None

    def about_people(self) -> list[str]:
        """Entries given that mean nothing where there are only scores."""
        given = {
            "preset": self.preset,
            "direction": self.direction,
            "[rules]": self.rules,
            "[weights]": self.weights,
            "[grades]": self.grades,
            "[career]": self.bands,
            "[columns]": self.columns,
        }
        return [name for name, value in given.items() if value]


def read_rules_file(path: Path) -> RulesFile:
    """Raises BadInput with a line for each thing that is wrong."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
        data = tomllib.loads(text)
    except IntakeError as error:
        raise BadInput(error.problem.line(str(path))) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: This is not a text in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadInput(_syntax(path, str(error))) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise BadInput(f"{path}: This is not a rules file.") from error
    return _Reader(str(path)).read(data)


def _syntax(path: Path, message: str) -> str:
    match = re.search(r"\(at line (\d+), column \d+\)", message)
    text = re.sub(r" \(at .*\)$", "", message)
    return f"{path}:{match[1]}: {text}." if match else f"{path}: {text}."


class _Reader:
    """Collects every problem before it gives up, so that a file is corrected in one go."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: list[Line] = []

    def read(self, data: Mapping[str, Any]) -> RulesFile:
        known = (
            "preset",
            "direction",
            "capacity",
            "floor",
            "rules",
            "weights",
            "grades",
            "career",
            "columns",
        )
        self._known("", data, known)
        rules = self._rules(self._table(data, "rules"))
        weights = self._numbers(data, "weights", 0, 100, CRITERIA)
        if sum(weights.values()) > 100:
            self._wrong("weights", "the weights must add up to at most 100")
        result = RulesFile(
            preset=self._choice(data, "preset", tuple(PRESETS)),
            direction=self._choice(data, "direction", ("reverse", "classic", "equal")),
            capacity=self._number("capacity", data["capacity"], 1, 99) if "capacity" in data else None,
            floor=self._choice(data, "floor", ("best", "none")),
            rules=rules,
            weights=weights,
            grades=self._numbers(data, "grades", 1, 6),
            columns=self._columns(self._table(data, "columns")),
            bands=self._bands(self._table(data, "career")),
        )
        if self.lines:
            raise BadInput(*self.lines)
        return result

    def _rules(self, data: Mapping[str, Any]) -> dict[str, Any]:
        self._known("rules", data, (*_SWITCHES, "department", *_GAPS, "different"))
        rules: dict[str, Any] = {}
        for name, value in data.items():
            key = f"rules.{name}"
            if name in _SWITCHES:
                rules[name] = self._typed(key, value, bool, "true or false")
            elif name == "department":
                rules[name] = int(value) if isinstance(value, bool) else self._number(key, value, 0, 20)
            elif name in _GAPS:
                rules |= self._gap(key, name, value)
            elif name == "different":
                rules["different_attribute"] = None if value is False else self._attribute(key, value)
        return rules

    def _gap(self, key: str, name: str, value: Any) -> dict[str, Any]:
        if isinstance(value, bool):
            return {name: value}
        if not isinstance(value, dict):
            self._wrong(key, "must be true, false or like { min = 2, max = 4 }")
            return {}
        self._known(key, value, ("min", "max"))
        found: dict[str, Any] = {name: True}
        for end in ("min", "max"):
            if end in value:
                found[f"{_GAPS[name]}_{end}"] = self._number(f"{key}.{end}", value[end], 0, 99)
        low, high = found.get(f"{_GAPS[name]}_min"), found.get(f"{_GAPS[name]}_max")
        if low is not None and high is not None and high < low:
            self._wrong(key, "max is smaller than min")
        return found

    def _attribute(self, key: str, value: Any) -> Any:
        choices = ("organisation", "profession", "site")
        if value not in choices:
            self._wrong(key, f"must be false or one of {', '.join(choices)}")
        return value

    def _columns(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {name: self._typed(f"columns.{name}", value, str, "a text") for name, value in data.items()}

    def _bands(self, data: Mapping[str, Any]) -> tuple[int, ...] | None:
        self._known("career", data, ("bands",))
        if "bands" not in data:
            return None
        value = data["bands"]
        if not isinstance(value, list) or not value or any(type(year) is not int for year in value):
            self._wrong("career.bands", "must be a list of whole numbers such as [3, 6, 11, 21]")
            return None
        if sorted(set(value)) != value or value[0] < 1 or len(value) > 20:
            self._wrong("career.bands", "must rise, begin at 1 or more, and have at most 20 entries")
        return tuple(value)

    def _numbers(
        self, data: Mapping[str, Any], table: str, low: int, high: int, known: tuple[str, ...] | None = None
    ) -> dict[str, int]:
        values = self._table(data, table)
        if known is not None:
            self._known(table, values, known)
        return {name: self._number(f"{table}.{name}", value, low, high) for name, value in values.items()}

    def _number(self, key: str, value: Any, low: int, high: int) -> int:
        if type(value) is not int or not low <= value <= high:
            self._wrong(key, f"must be a whole number from {low} to {high}")
            return low
        return value

    def _choice(self, data: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str | None:
        value = data.get(key)
        if value is not None and value not in choices:
            self._wrong(key, f"must be one of {', '.join(choices)}")
            return None
        return value

    def _typed(self, key: str, value: Any, kind: Callable[..., Any], words: str) -> Any:
        if type(value) is not kind:
            self._wrong(key, f"must be {words}")
        return value

    def _table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = data.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, f"must be a table: [{key}]")
            return {}
        return value

    def _known(self, table: str, data: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in data:
            if name not in known:
                self._wrong(f"{table}.{name}" if table else name, f"is not known; known are {', '.join(known)}")

    def _wrong(self, key: str, message: str) -> None:
        self.lines.append(f"{self.file}: {key}: {message}.")
