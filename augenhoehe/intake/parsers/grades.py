"""Pay grades of German and British administrations, and the function level each stands for.

A pay grade is only a way to say a function level; nobody stores it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from augenhoehe.intake.problems import CellError

_NOISE = re.compile(
    r"^(?:besoldungsgruppe|besgr|bes\.?\s*gr|entgeltgruppe|entg\.?\s*gr|eg(?=\s*\d)|tvöd|tv-l|tvl|bat)[\s.:-]*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?<=\d)\s*(?:\+?\s*z|mz|m\.?\s*z\.?|[mghe]\.?\s*d\.?|m(?:it)?\s+(?:zulage|az)|vka|bund)\.?$",
    re.IGNORECASE,
)
_NAMED_BRITISH = {
    "ADMINISTRATIVEASSISTANT": "AA",
    "ADMINISTRATIVEOFFICER": "AO",
    "EXECUTIVEOFFICER": "EO",
    "HIGHEREXECUTIVEOFFICER": "HEO",
    "SENIOREXECUTIVEOFFICER": "SEO",
    "G7": "GRADE7",
    "G6": "GRADE6",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """``level``: function level 1…6. ``rank``: place on its scale's ladder (larger is more senior)."""

    name: str
    level: int
    rank: int
    scale: str


@dataclass(frozen=True)
class GradeMap:
    """What each grade (by ``grade_key``) means. ``examples`` appear in the message about an unknown one."""

    grades: Mapping[str, Grade]
    examples: tuple[str, ...] = ("A13", "E9b", "S12", "B3", "QE3", "Grade 7", "SCS1")
    lookup: Mapping[str, Grade] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lookup", {grade_key(name): grade for name, grade in self.grades.items()})

    def find(self, text: str) -> Grade:
        """Raises CellError ``grade_unknown``."""
        found = self.lookup.get(grade_key(text))
        if found is None:
            raise CellError("grade_unknown", value=text, examples=", ".join(self.examples))
        return found

    def with_levels(self, levels: Mapping[str, int]) -> GradeMap:
        """A copy in which the named grades have these function levels; new ones form a scale of their own."""
        merged = dict(self.grades)
        keys = {grade_key(name): name for name in merged}
        for name, level in levels.items():
            known = keys.get(grade_key(name))
            old = merged[known] if known else None
            merged[known or name] = Grade(name, level, old.rank if old else level, old.scale if old else "own")
        return GradeMap(merged, self.examples)


def grade_key(text: str) -> str:
    """``"EG 15 Ü"``, ``"E15ue"`` and ``"E 15Ü"`` are the same grade; so are ``"Grade 7"`` and ``"G7"``."""
    text = unicodedata.normalize("NFC", text.strip())
    key = _SUFFIX.sub("", _NOISE.sub("", text))
    if key != text and re.match(r"\d", key) and re.match(r"\s*(eg|entg|tv)", text, re.IGNORECASE):
        key = f"E{key}"
    key = re.sub(r"[\s.\-_/]+", "", key).upper().replace("SCSPAYBAND", "SCS").replace("SCSPB", "SCS")
    key = re.sub(r"(?<=\d)UE$", "Ü", key)
    key = re.sub(r"^([ABES])0+(?=\d)", r"\1", key)
    return _NAMED_BRITISH.get(key, key)


def _german() -> dict[str, Grade]:
    """Function levels: 1 support, 2 casework, 3 senior casework, 4 head of section, 5 of division, 6 top.

    E and S grades take the rank of the A grade they are commonly set equal to; B continues above A16.
    """

    def level(rank: int) -> int:
        return next(i for i, top in enumerate((8, 10, 12, 14, 16, 99), start=1) if rank <= top)

    ranks = {f"A{n}": n for n in range(3, 17)} | {f"B{n}": 16 + n for n in range(1, 12)}
    ranks |= {"E1": 3, "E2": 3, "E2Ü": 3, "E3": 4, "E4": 5, "E5": 6, "E6": 7, "E7": 8, "E8": 8}
    ranks |= {"E9": 9, "E9A": 9, "E9B": 9, "E9C": 10, "E10": 10}
    ranks |= {f"E{n}": n for n in range(11, 16)} | {"E15Ü": 16}
    ranks |= {"S2": 4, "S3": 5, "S4": 6, "S5": 7, "S6": 7, "S7": 8, "S8": 8, "S8A": 8, "S8B": 8}
    ranks |= {"S9": 9, "S10": 9, "S11A": 9, "S11B": 9, "S11": 9, "S12": 10, "S13": 10, "S14": 10, "S15": 10}
    ranks |= {"S16": 11, "S17": 11, "S18": 12}
    # A career track says where a person entered: the entry grade stands for it.
    ranks |= {"QE1": 4, "QE2": 6, "QE3": 9, "QE4": 13}
    return {name: Grade(name, level(rank), rank, "de") for name, rank in ranks.items()}


def _british() -> dict[str, Grade]:
    names = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")
    levels = (1, 1, 2, 2, 3, 4, 5, 6, 6, 6, 6)
    return {name: Grade(name, levels[rank], rank, "uk") for rank, name in enumerate(names)}


DEFAULT_GRADES = GradeMap(_german() | _british())
