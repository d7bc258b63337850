"""`augenhoehe match`: the matching without a database, for people who only want to try.

Exit status: 0 done, 2 wrong input (a line per problem), 3 a rule leaves nobody any candidate, 130 stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from augenhoehe.cli.match_errors import BadInput
from augenhoehe.cli.match_input import SIDES, Intake, read_intake
from augenhoehe.cli.match_output import Names, check_out, render, write_out
from augenhoehe.cli.match_people import make_problem, person_id, settings_of, swapped_roles
from augenhoehe.cli.match_scores import read_scores
from augenhoehe.cli.match_words import nobody_lines, summary, warning_words
from augenhoehe.cli.rules_file import RulesFile, read_rules_file
from augenhoehe.engine import (
    PRESETS,
    Criteria,
    NobodyPossible,
    Plan,
    Policy,
    Problem,
    ProblemError,
    Rules,
    ScoreMatrix,
    check,
    solve,
)

OK, WRONG_INPUT, NOBODY, STOPPED = 0, 2, 3, 130
EPILOG = """
examples:
  augenhoehe match mentors.xlsx mentees.xlsx --out proposals.xlsx
  augenhoehe match applications.csv --out proposals.json
  augenhoehe match --scores matrix.csv --capacity 2 --out proposals.csv

Headings may be German or English. As many tandems as the rules permit, then the best possible weakest
tandem, then the best total, with a proof. A rule or criterion without data is off, and named.

exit status:
  0    done
  2    wrong input: one line a problem, file:row: column: message; nothing was written
  3    a rule leaves nobody any partner: it is named, with a hint
  130  stopped; nothing was written
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    parser.add_argument(
        "tables",
        nargs="*",
        metavar="TABLE",
        help="MENTORS and MENTEES (xlsx or csv), or one file with a role column",
    )
    parser.add_argument(
        "--scores",
        metavar="FILE",
        help="instead of tables: whole numbers 0 to 100000, first row mentors, first column mentees, empty = forbidden",
    )
    parser.add_argument("--out", metavar="FILE", help="proposals.xlsx, .csv or .json (default: csv on the terminal)")
    parser.add_argument("--rules", metavar="FILE", help="rules, weights, pay grades and headings (toml)")
    parser.add_argument(
        "--capacity", type=_capacity, metavar="N", help="tandems a mentor may take (default 1; a column comes first)"
    )
    parser.add_argument(
        "--direction",
        choices=("reverse", "classic", "equal"),
        help="where the mentor stands: below (reverse, the default), above (classic), or alike (equal)",
    )
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="rules of a known format: default, mentor-match (chosen by its headings if not given)",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary, problems only")


def _capacity(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 99:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 99")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Do it; returns the exit status. Everything but the result goes to stderr."""
    try:
        return _run(args)
    except BadInput as error:
        _say(*error.lines)
        return WRONG_INPUT
    except KeyboardInterrupt:
        _say("Stopped; nothing was written.")
        return STOPPED
    except MemoryError:
        _say("The tables are too large for this machine's memory.")
        return WRONG_INPUT


def _run(args: argparse.Namespace) -> int:
    inputs = _checked_inputs(args)
    if args.out:
        check_out(args.out, [path for path in (*inputs, args.scores, args.rules) if path])
    try:
        return _match_scores(args) if args.scores else _match_tables(args, inputs)
    except ProblemError as error:
        raise BadInput(f"{args.scores or ', '.join(inputs)}: {error}.") from error


def _checked_inputs(args: argparse.Namespace) -> list[str]:
    tables: list[str] = args.tables
    if args.scores and tables:
        raise BadInput("Give either tables or --scores, not both.")
    if args.scores and (args.direction or args.preset):
        raise BadInput("--scores goes without --direction and --preset: the matrix says what is possible.")
    if not args.scores and len(tables) not in (1, 2):
        raise BadInput("Give MENTORS and MENTEES, or one file with a role column, or --scores FILE.")
    if len(tables) == 2 and tables[0] == tables[1]:
        raise BadInput(f"{tables[0]}: The same file is given twice; with a role column, give it once.")
    return tables


def _match_scores(args: argparse.Namespace) -> int:
    rules_file = read_rules_file(Path(args.rules)) if args.rules else RulesFile()
    if unused := rules_file.about_people():
        _progress(args, f"not used with --scores, as the matrix says what is possible: {', '.join(unused)}")
    _progress(args, "reading")
    matrix = read_scores(args.scores, args.capacity or rules_file.capacity or 1)
    try:
        plan = _solve(args, matrix, rules_file.floor)
    except NobodyPossible as error:
        _say(*nobody_lines(error, None))
        return NOBODY
    return _finish(args, plan, {})


def _match_tables(args: argparse.Namespace, inputs: Sequence[str]) -> int:
    rules_file = read_rules_file(Path(args.rules)) if args.rules else RulesFile()
    named = _preset(args, rules_file)
    _progress(args, "reading")
    intake = read_intake(inputs, rules_file)
    _say(*intake.warnings())
    preset = named or ("mentor-match" if intake.is_mentor_match() else "default")
    if named is None:
        _progress(args, f"rules of the preset “{preset}”, chosen by the headings")
    rules, criteria = _settings(args, preset, rules_file)
    problem = make_problem(intake, rules, criteria, args.capacity or rules_file.capacity or 1)
    if warning := swapped_roles(intake, rules):
        _say(f"{', '.join(inputs)}: {warning}")
    try:
        plan = _solve(args, problem, rules_file.floor)
    except NobodyPossible as error:
        _say(*nobody_lines(error, rules))
        return NOBODY
    return _finish(args, plan, _names(intake))


def _preset(args: argparse.Namespace, rules_file: RulesFile) -> str | None:
    """The preset asked for, None if it is to be told by the headings."""
    preset: str | None = args.preset or rules_file.preset
    if preset is not None and preset not in PRESETS:
        raise BadInput(f"--preset {preset}: must be one of {', '.join(PRESETS)}.")
    return preset


def _settings(args: argparse.Namespace, preset: str, rules_file: RulesFile) -> tuple[Rules, Criteria]:
    """The preset, changed by the rules file, changed by the command line."""
    changes = dict(rules_file.rules)
    if direction := args.direction or rules_file.direction:
        changes["direction"] = direction
    try:
        return settings_of(preset, changes, rules_file.weights)
    except ProblemError as error:
        raise BadInput(f"{args.rules or args.direction}: {error}.") from error


def _solve(args: argparse.Namespace, problem: Problem | ScoreMatrix, floor: str | None) -> Plan:
    """Warn first, then solve. Raises NobodyPossible."""
    warnings = check(problem)
    if not args.quiet:
        _say(*map(warning_words, warnings))
    policy = Policy("none") if floor == "none" else Policy()
    told: set[str] = set()

    def progress(stage: str, _share: float) -> None:
        if stage not in told:
            told.add(stage)
            _progress(args, stage)

    return solve(problem, policy, progress=progress)


def _finish(args: argparse.Namespace, plan: Plan, names: Names) -> int:
    if args.out:
        _progress(args, f"writing {args.out}")
        write_out(args.out, render(plan, Path(args.out).suffix.lower(), names))
    else:
        _print(render(plan, ".csv", names).replace(b"\r\n", b"\n"))
    if not args.quiet:
        _say(*summary(plan))
    return OK


def _print(content: bytes) -> None:
    """UTF-8 whatever the terminal's encoding: what is piped into a file must not depend on it."""
    if sys.stdout is None:
        raise BadInput("The result cannot be written: the standard output is closed.")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python must not complain again at exit
        if not isinstance(error, BrokenPipeError):  # the reader (`head`, say) has enough
            raise BadInput(f"The result cannot be written: {error.strerror}.") from error


def _names(intake: Intake) -> Names:
    names = {}
    for side in SIDES:
        for record in intake.records(side):
            name = " ".join(filter(None, (record.get("first_name"), record.get("last_name"))))
            if name:
                names[side, person_id(record)] = name
    return names


def _progress(args: argparse.Namespace, stage: str) -> None:
    if not args.quiet:
        _say(f"… {stage}")


def _say(*lines: str) -> None:
    if sys.stderr is None:  # closed; print would take the standard output instead
        return
    for line in lines:
        with contextlib.suppress(OSError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - a console command speaks
