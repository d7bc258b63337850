"""The console command `augenhoehe`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

# Each name is a module of this package with `add_arguments(parser)` and `run(args) -> int`.
COMMANDS = {
    "serve": "run the web server and the worker, and keep both alive",
    "worker": "run the background worker alone",
    "health": "ask the web server whether all is well",
    "demo": "fill an empty database with an invented city",
    "match": "match two tables, or a matrix of scores, without a database",
    "import": "read units, persons or relations from a spreadsheet into the database",
    "admin": "Django's management commands, and `appoint` for the first people",
}
_MODULES = {"import": "load"}
_WITHOUT_WEB = {"match", "health"}


def _load(name: str, parser: argparse.ArgumentParser) -> ModuleType:
    """A command's module. Most need more than the engine does; who lacks that is told what to install."""
    try:
        if name not in _WITHOUT_WEB:
            import_module("django")  # `serve` starts it in processes of its own
        return import_module(f"augenhoehe.cli.{_MODULES.get(name, name)}")
    except ModuleNotFoundError as error:
        if (error.name or "augenhoehe").split(".")[0] == "augenhoehe":
            raise
        parser.exit(2, f"augenhoehe {name} needs the extra “web” ({error.name} is missing): augenhoehe[web]\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="augenhoehe", description="Reverse mentoring, from the call to the report.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, add_help=name != "admin")
        if arguments[:1] == [name]:
            module = _load(name, parser)
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
