"""Habits of all templates; those of the content policy are in tests/architecture."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from augenhoehe import __path__ as package

ROOT = Path(package[0])
TEMPLATES = ROOT / "templates"
COMPONENTS = TEMPLATES / "components"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if path != TEMPLATES / "mail" / "frame.html")
TAG = re.compile(r"<c-([a-z][a-z-]*)((?:\s+(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)?)>", re.DOTALL)
DYNAMIC = re.compile(r"(?:^|\s):([a-z_-]+)\s*=")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)
BRACES = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@cache
def declared(component: str) -> set[str]:
    text = source(COMPONENTS / f"{component.replace('-', '_')}.html")
    found = re.search(r"<c-vars\s([^>]*)/>", text)
    return set(re.findall(r":?([a-z_-]+)=", found[1])) if found else set()


def used() -> Iterator[tuple[str, str, str]]:
    """Template, component and what is written into its tag."""
    for path in PAGES:
        for tag, attributes in TAG.findall(BRACES.sub("", source(path))):
            yield str(path.relative_to(TEMPLATES)), tag, attributes


def test_every_component_named_exists() -> None:
    known = {"vars", "slot"} | {path.stem.replace("_", "-") for path in COMPONENTS.glob("*.html")}
    assert [(page, tag) for page, tag, _attributes in used() if tag not in known] == []


def test_objects_go_only_where_the_component_expects_them() -> None:
    """`:name="variable"` of an undeclared name would be written into the tag without escaping."""
    stray = [
        (page, tag, name)
        for page, tag, attributes in used()
        for name in DYNAMIC.findall(attributes)
        if tag != "vars" and name not in declared(tag) and (tag, name) != ("form", "form")
    ]
    assert stray == []


def test_nothing_is_put_into_a_component_that_shows_nothing_of_it() -> None:
    deaf = {path.stem.replace("_", "-") for path in COMPONENTS.glob("*.html") if "slot" not in source(path)}
    swallowed = [(page, tag) for page, tag, rest in used() if tag in deaf and not rest.rstrip().endswith("/")]
    assert swallowed == []


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_every_component_says_how_it_is_used(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}\n<c-" + path.stem.replace("_", "-"))


def test_the_frame_stays_small() -> None:
    """Everything a first page loads besides its fonts, as it goes over the line."""
    static = ROOT / "static"
    files = [static / "vendor/kern/kern.min.css", *static.glob("css/*.css"), *static.glob("js/*.js")]
    import django_htmx

    files.append(Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js")
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 120_000
