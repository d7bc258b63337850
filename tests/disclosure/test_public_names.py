"""What the library offers, on purpose, and that it needs nothing of Django."""

import re
import subprocess
import sys
from pathlib import Path

from augenhoehe import disclosure
from augenhoehe.disclosure import THRESHOLDS, Reason

DOCUMENT = (Path(__file__).parents[2] / "docs" / "disclosure.md").read_text(encoding="utf-8")


def test_every_public_name_exists_and_has_a_docstring() -> None:
    assert len(disclosure.__all__) == len(set(disclosure.__all__))
    for name in disclosure.__all__:
        value = getattr(disclosure, name)
        if callable(value):
            assert value.__doc__, name


def test_the_documentation_has_every_threshold_and_reason() -> None:
    for kind, threshold in THRESHOLDS.items():
        assert re.search(rf"\|[^|]*`{kind}`[^|]*\| {threshold} \|", DOCUMENT), kind
    for name in (*Reason, "NotProved", "derivable", "Ledger"):
        assert f"`{name}" in DOCUMENT, name


def test_the_example_of_the_documentation_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    exec(example, {})


def test_it_loads_no_django_and_no_numpy() -> None:
    code = "import sys, augenhoehe.disclosure; print({'django', 'numpy', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
