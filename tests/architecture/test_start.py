"""What a web process loads when it starts, and what only with the first question."""

import subprocess
import sys

ALL_PAGES = """
import sys
from augenhoehe.cli.django_setup import setup
setup()
import config.urls
print(*sorted({"numpy", "scipy", "holidays", "openpyxl"} & set(sys.modules)))
"""


def test_starting_the_web_does_not_wait_for_the_engine_and_the_calendar() -> None:
    done = subprocess.run([sys.executable, "-c", ALL_PAGES], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
