"""The console command `augenhoehe`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

# Each name is a module of this package with `add_arguments(parser)` and `run(args) -> int`.
COMMANDS = {
    "serve": "run the web server and the worker, and keep both alive",
    "worker": "run the background worker alone",
    "demo": "fill an empty database with an invented city",
    "match": "match two tables, or a matrix of scores, without a database",
    "import": "read units or persons from a spreadsheet into the database",
    "admin": "Django's management commands, and `appoint` for the first people",
}
_MODULES = {"import": "load"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="augenhoehe", description="Reverse mentoring, from the call to the report.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, add_help=name != "admin")
        if arguments[:1] == [name]:
            module = import_module(f"augenhoehe.cli.{_MODULES.get(name, name)}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    args, rest = parser.parse_known_args(arguments)
    if args.command == "admin":
        args.rest = rest
    elif rest:
        parser.error(f"unknown argument: {' '.join(rest)}")
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        return 130
