"""`augenhoehe demo`: an invented city in an empty database."""

import argparse
import os
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Fill an empty database with an invented city. A database with anything in it is left alone."


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DEMO", "1")
    from .django_setup import setup

    setup()
    if seed_if_empty():
        print("The demo is ready.")  # noqa: T201
        return 0
    print("There is something in this database already; nothing was changed.", file=sys.stderr)  # noqa: T201
    return 1


def seed_if_empty() -> bool:
    """Build the demo in an empty database; Django is set up already. Returns whether it was built."""
    from augenhoehe.portal.demo.build import build_if_empty

    return build_if_empty()
