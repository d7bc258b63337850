"""Invented intakes in mentor-match's format, for a clone without ../shared.

usage: python peer_intake.py OUTDIR [--sizes 100,800] [--profile aligned,uk2022] [--seed 1]

aligned: every mentor has one mentee one or two grades below in another organisation, so all can be matched.
uk2022: 371 mentors, 610 mentees, 92 organisations of very different size, mentees mostly junior (the shape of
a published intake). The identity columns are there, filled at random, because the peer reads them.
"""

from __future__ import annotations

import argparse
import csv
import random
from pathlib import Path

GRADES = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")
PROFESSIONS = ("Policy", "DDaT", "Operations", "HR", "Security", "Finance", "Legal", "Communications")
GROUPS = ("group one", "group two", "group three", "group four")
MENTOR_GRADES = (0, 2, 6, 14, 18, 22, 16, 12, 6, 3, 1)
MENTEE_GRADES = (6, 14, 20, 22, 18, 12, 5, 2, 1, 0, 0)
Row = dict[str, str]


def person(role: str, number: int, grade: int, organisation: str, rng: random.Random) -> Row:
    """One row; mentors and mentees differ in their identity columns."""
    row = {
        "first name": role,
        "last name": f"{number:04d}",
        "email address": f"{role}.{number:04d}@example.org",
        "both mentor and mentee": "no",
        "job title": "Some role",
        "grade": GRADES[grade],
        "organisation": organisation,
        "profession": rng.choice(PROFESSIONS),
    }
    if role == "mentor":
        row["characteristics"] = rng.choice(("", *GROUPS))
    else:
        row["match with similar identity"] = rng.choice(("yes", "no"))
        row["identity to match"] = rng.choice(("", *GROUPS))
    row["biography"] = f"{role} {number}"
    return row


def aligned(n: int, rng: random.Random) -> tuple[list[Row], list[Row]]:
    """A perfect matching exists by construction."""
    organisations = [f"Organisation {k:02d}" for k in range(24)]
    mentors, mentees = [], []
    for i in range(n):
        grade = rng.randint(2, 10)
        here, there = rng.sample(organisations, 2)
        mentors.append(person("mentor", i, grade, here, rng))
        mentees.append(person("mentee", i, grade - rng.choice((1, 2)), there, rng))
    rng.shuffle(mentees)
    return mentors, mentees


def uk2022(rng: random.Random) -> tuple[list[Row], list[Row]]:
    """More mentees than mentors, organisations by Zipf's law."""
    names = [f"Organisation {k:02d}" for k in range(92)]
    sizes = [1 / (k + 1) for k in range(92)]

    def side(role: str, count: int, grades: tuple[int, ...]) -> list[Row]:
        return [
            person(role, i, rng.choices(range(11), grades)[0], rng.choices(names, sizes)[0], rng) for i in range(count)
        ]

    return side("mentor", 371, MENTOR_GRADES), side("mentee", 610, MENTEE_GRADES)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--sizes", default="100,400,800")
    parser.add_argument("--profile", default="aligned,uk2022")
    parser.add_argument("--seed", default="1")
    args = parser.parse_args()
    for profile in args.profile.split(","):
        for n in [981] if profile == "uk2022" else [int(size) for size in args.sizes.split(",")]:
            rng = random.Random(f"{profile}-{n}-{args.seed}")
            sides = uk2022(rng) if profile == "uk2022" else aligned(n, rng)
            folder = args.outdir / profile / str(n)
            folder.mkdir(parents=True, exist_ok=True)
            for name, rows in zip(("mentors", "mentees"), sides, strict=True):
                with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                    writer = csv.DictWriter(file, list(rows[0]))
                    writer.writeheader()
                    writer.writerows(rows)


if __name__ == "__main__":
    main()
