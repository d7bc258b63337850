"""Habits that keep pages safe, read off the code itself."""

import ast
import re
from pathlib import Path

import pytest

VIEWS = [path for path in Path("augenhoehe").rglob("*.py") if "views" in path.parts or path.name == "views.py"]
TEMPLATES = [path for path in Path("augenhoehe/templates").rglob("*.html") if "mail" not in path.parts]
GUARDS = {"require_http_methods", "require_GET", "require_POST", "require_safe"}


def names(node: ast.expr) -> set[str]:
    return {
        part.id if isinstance(part, ast.Name) else part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_every_view_names_its_methods(path: Path) -> None:
    functions = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
    views = [f for f in functions if f.args.args and f.args.args[0].arg == "request" and not f.name.startswith("_")]
    unguarded = [f.name for f in views if not any(names(decorator) & GUARDS for decorator in f.decorator_list)]
    helpers = {"not_here"}
    assert set(unguarded) - helpers == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"\sstyle\s*=", text) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if "nonce" not in tag] == []


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if "components" not in path.parts and "django" not in path.parts],
    ids=str,
)
def test_the_design_systems_classes_stay_in_the_components(path: Path) -> None:
    if path.name != "base.html":
        assert re.findall(r"\bkern-[a-z]+", path.read_text()) == []
