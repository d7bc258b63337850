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


ALONE = """
import importlib.metadata, sys
allowed = {"augenhoehe", "numpy", "scipy"} | sys.stdlib_module_names
wanted = {name for name in importlib.metadata.packages_distributions() if name not in allowed}
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in wanted:
            raise ModuleNotFoundError("not installed: " + name, name=name)
sys.meta_path.insert(0, Nothing())
from augenhoehe.engine import *
assert "django" in wanted
plan = solve(ScoreMatrix(("a", "b"), ("x", "y"), [[5, 3], [4, None]]))
verify(plan.source(), plan)
people = Problem((Person("m", function_level=1),), (Person("e", function_level=5),))
verify(people, Plan.from_dict(solve(people).to_dict(), people))
print(sorted(plan.links), sorted({name.split(".")[0] for name in sys.modules} & {"django", "augenhoehe"}))
print(sorted(name for name in sys.modules if name.startswith("augenhoehe.") and ".engine" not in name))
"""


def test_the_engine_runs_with_numpy_and_scipy_alone() -> None:
    """As after a plain `pip install augenhoehe`: every other package of this environment is hidden."""
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", "[('a', 'y'), ('b', 'x')] ['augenhoehe']\n[]\n")


def test_its_types_reach_those_who_install_it() -> None:
    """The classifier says "Typed"; without the marker type checkers take every name for Any (PEP 561)."""
    assert Path(engine.__file__).parents[1].joinpath("py.typed").is_file()
