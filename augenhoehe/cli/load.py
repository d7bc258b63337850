"""`augenhoehe import units|persons|relations FILE`: the same import as on the pages, for the console."""

import argparse
import sys
from pathlib import Path

from .django_setup import setup

OK, WRONG_INPUT = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("units", "persons", "relations"), help="what the table holds, one row each")
    parser.add_argument("file", type=Path, help="xlsx or csv; German or English headings")
    parser.add_argument("--take-good-rows", action="store_true", help="import the good rows although others are wrong")


def run(args: argparse.Namespace) -> int:
    """0 when imported, 2 when something is wrong: a line per problem on stderr, and nothing written."""
    setup()
    from augenhoehe.intake import IntakeError
    from augenhoehe.intake.reader import read_bytes
    from augenhoehe.people.importing import BadRowsError, import_reading, read_file, understand
    from augenhoehe.people.kinds import KINDS

    kind, name = KINDS[args.kind], args.file.name
    try:
        reading = understand(kind, {"file": read_file(kind, read_bytes(args.file), name=name)})
    except IntakeError as error:
        print(error.problem.line(name), file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    for problem in reading.parts["file"].problems:
        print(problem.line(name), file=sys.stderr)  # noqa: T201
    try:
        outcome = import_reading(kind, reading, take_good_rows=args.take_good_rows, actor=None)
    except BadRowsError:
        print("Nothing was imported. --take-good-rows imports the good rows.", file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    print(  # noqa: T201
        f"{outcome.added} added, {outcome.changed} changed, {outcome.unchanged} unchanged, {reading.left_out} left out."
    )
    return OK
