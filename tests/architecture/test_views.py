"""Habits that keep pages safe, read off the code itself."""

import ast
import inspect
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

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


@cache
def functions(file: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module by name; a view made within another function is not among them."""
    return {node.name: node for node in ast.parse(Path(file).read_text()).body if isinstance(node, ast.FunctionDef)}


def test_every_view_names_its_methods() -> None:
    unguarded = set()
    for view in own_views():
        found = functions(inspect.getfile(inspect.unwrap(view))).get(view.__name__)
        if found is None or not any(names(decorator) & GUARDS for decorator in found.decorator_list):
            unguarded.add(f"{view.__module__}.{view.__name__}")
    assert unguarded == set()


def test_no_inline_script_or_style() -> None:
    inline = re.compile(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*nonce)[^>]*>")
    assert {str(path): found for path in TEMPLATES if (found := inline.findall(path.read_text()))} == {}


def test_the_design_systems_classes_stay_in_the_components() -> None:
    pages = [path for path in TEMPLATES if not {"components", "django"} & {*path.parts} and path.name != "base.html"]
    assert {str(path): found for path in pages if (found := re.findall(r"\bkern-[a-z]+", path.read_text()))} == {}
