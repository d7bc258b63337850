"""Habits that keep pages safe, read off the code itself."""

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver

TEMPLATES = [path for path in Path("augenhoehe/templates").rglob("*.html") if "mail" not in path.parts]
GUARDS = {"require_http_methods", "require_GET", "require_POST", "require_safe"}


def own_views(patterns: Any = None) -> list[Callable[..., object]]:
    """Every view of the project's own that the URLconf reaches."""
    found: list[Callable[..., object]] = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found += own_views(pattern.url_patterns)
        elif pattern.callback.__module__.startswith("augenhoehe.") and pattern.callback.__name__ != "not_here":
            found.append(pattern.callback)
    return found


def names(node: ast.expr) -> set[str]:
    return {
        part.id if isinstance(part, ast.Name) else part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize("view", own_views(), ids=lambda view: f"{view.__module__}.{view.__name__}")
def test_every_view_names_its_methods(view: Callable[..., object]) -> None:
    module = ast.parse(Path(inspect.getfile(inspect.unwrap(view))).read_text())
    function = next(node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == view.__name__)
    assert any(names(decorator) & GUARDS for decorator in function.decorator_list)


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
