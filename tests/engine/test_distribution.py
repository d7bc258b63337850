"""The engine as a distribution of its own: built without network, run where there is nothing but numpy and scipy."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

PROJECT = Path(__file__).parents[2]
OURS = PROJECT / "packages" / "engine"

MORE = """
import sys
from importlib.util import find_spec
from augenhoehe.engine import *
people = Problem((Person("m", function_level=1),), (Person("e", function_level=5),))
verify(people, Plan.from_dict(solve(people).to_dict(), people))
print([name for name in ("django", "numba", "ortools", "augenhoehe.common", "config") if find_spec(name)])
print({name.split(".")[1] for name in sys.modules if name.startswith("augenhoehe.")})
"""


def described(path: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    return project


def installed(folder: Path) -> Path:
    """A folder with the wheel, numpy and scipy, as after installing the three into an empty environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([PROJECT / "scripts" / "engine-wheel", folder], check=True, env={**os.environ, "PATH": path})
    site = folder / "site"
    with ZipFile(next(folder.glob("augenhoehe_engine-*.whl"))) as wheel:
        wheel.extractall(site)
    for name in ("numpy", "scipy"):
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        for there in Path(spec.origin).parents[1].glob(f"{name}*"):  # the package and the libraries beside it
            if there.suffix in ("", ".libs"):
                (site / there.name).symlink_to(there)
    return site


def test_it_is_built_and_its_first_example_runs_where_there_is_no_django(tmp_path: Path) -> None:
    site = installed(tmp_path)
    assert sorted(path.name for path in (site / "augenhoehe").iterdir()) == ["engine"]  # a namespace: no __init__.py
    assert (site / "augenhoehe" / "engine" / "py.typed").is_file()  # else type checkers take all for Any (PEP 561)
    example = re.search(r"```python\n(.*?)```", (OURS / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    code = f"import sys\nsys.path.append({str(site)!r})\n{example[1]}\n{MORE}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    first, effect, links, *rest = done.stdout.splitlines()
    assert f"`{first}`" in (OURS / "README.md").read_text(encoding="utf-8")
    assert effect.startswith("Comparison(count=-1, worst=-5, total=-80,")
    assert links.startswith("frozenset(")
    assert rest == ["[]", "{'engine'}"]


def test_it_says_the_same_as_the_application() -> None:
    """One source, one version, one range for each library."""
    ours, whole = described(OURS / "pyproject.toml"), described(PROJECT / "pyproject.toml")
    for key in ("version", "license", "requires-python", "dependencies"):
        assert ours[key] == whole[key]
    assert ours["optional-dependencies"] == {key: whole["optional-dependencies"][key] for key in ("fast", "flow")}
