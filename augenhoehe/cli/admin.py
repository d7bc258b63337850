"""`augenhoehe admin …`: Django's own management commands under one roof."""

import argparse
import os

from django.core.management import execute_from_command_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "augenhoehe admin COMMAND …  (augenhoehe admin help lists them)"


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(["augenhoehe admin", *(args.rest or ["help"])])
    return 0
