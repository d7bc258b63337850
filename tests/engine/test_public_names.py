"""What the engine offers, on purpose, and what it costs to load it."""

import subprocess
import sys
from pathlib import Path

from augenhoehe import engine
from augenhoehe.engine import CRITERIA, RULES

DOCUMENT = Path(__file__).parents[2] / "docs" / "engine.md"


def test_every_public_name_exists_and_has_a_docstring() -> None:
    assert len(engine.__all__) == len(set(engine.__all__))
    aliases = {"Direction", "Link", "Role"}
    for name in engine.__all__:
        value = getattr(engine, name)
        if name not in aliases and callable(value):
            assert value.__doc__, name


def test_the_documentation_names_every_rule_criterion_and_error() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in (*RULES, *CRITERIA, "NobodyPossible", "LockImpossible", "NotVerified", "ProblemError"):
        assert f"`{name}`" in text, name


def test_the_engine_loads_without_django() -> None:
    code = "import sys, augenhoehe.engine; print(sorted(m for m in sys.modules if m.split('.')[0] == 'django'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
