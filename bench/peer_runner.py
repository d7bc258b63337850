"""Runs inside the peer's own environment: mentor-match on one intake, with the rules of its web application.

usage: python peer_runner.py FOLDER [--rounds N]; prints one JSON line. Needs mentor-match alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matching.factory import ParticipantFactory  # type: ignore[import-not-found]
from matching.process import process_data  # type: ignore[import-not-found]
from matching.rules import rule  # type: ignore[import-not-found]

GRADES = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")


WEIGHTS = {
    "two grades above": 12,
    "one grade above": 9,
    "profession": 10,
    "identity": 6,
    "still unmatched": 6,
}
"""The points that mentor-match's web application gives by default; it plays three rounds."""


def people(folder: Path, role: str) -> list[Any]:
    """The participants of one file; grades as whole numbers, as the package wants them."""
    with (folder / f"{role}s.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        row["grade"] = str(GRADES.index(row["grade"]))
        row["email"] = row["email address"]
        person = ParticipantFactory.create_from_dict({role: row})
        person.identities = {one for one in row.get("characteristics", "").split(", ") if one}
        person.identity = row.get("identity to match", "")
        found.append(person)
    return found


def rules() -> list[Any]:
    """Other organisation, the mentor one or two grades above; points for grade, profession and identity."""

    def gap(match: Any) -> int:
        return int(match.mentor.grade - match.mentee.grade)

    def points(name: str, holds: Callable[[Any], bool]) -> Any:
        return rule.Generic({True: WEIGHTS[name], False: 0}, holds)

    return [
        rule.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
        rule.Disqualify(lambda match: gap(match) not in (1, 2)),
        points("two grades above", lambda match: gap(match) == 2),
        points("one grade above", lambda match: gap(match) == 1),
        points("profession", lambda match: match.mentee.profession == match.mentor.profession),
        points("identity", lambda match: match.mentee.identity in match.mentor.identities),
        rule.UnmatchedBonus(WEIGHTS["still unmatched"]),
    ]


def main() -> None:
    """Match and print what came out and what it cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    args = parser.parse_args()
    began = time.perf_counter()
    mentors, mentees = process_data(
        people(args.folder, "mentor"), people(args.folder, "mentee"), [rules() for _ in range(args.rounds)]
    )
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "wall_s": time.perf_counter() - began,
                "cpu_s": usage.ru_utime + usage.ru_stime,
                "memory_mb": usage.ru_maxrss / 1024,
                "pairs": sum(len(mentee.connections) for mentee in mentees),
                "mentees_matched": sum(bool(mentee.connections) for mentee in mentees),
                "mentees_with_three": sum(len(mentee.connections) >= 3 for mentee in mentees),
                "mentors_matched": sum(bool(mentor.connections) for mentor in mentors),
            }
        )
    )


if __name__ == "__main__":
    main()
