"""What only the two may read is reached by no other way than its own room's: not by a name that somebody passes on, not
by a text in getattr, not by a reverse relation, not by SQL. import-linter holds the imports; this holds the rest."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from augenhoehe.common.resealing import tables

OPENERS = {"unseal", "texts_of", "open_reflection", "access_to", "open_own", "open_partners", "open_lot", "with_pair"}
MAY_OPEN = (
    "common/sealing.py",
    "common/resealing.py",
    "calendars/vault.py",
    "calendars/services/sources.py",
    "notebook/",
    "mirror/confidential.py",
    "mirror/selectors/space.py",
    "mirror/services/answering.py",
    "mirror/services/lots.py",
    "undertakings/confidential.py",
    "undertakings/selectors/space.py",
    "undertakings/services/closing.py",
)
KNOW_THE_ROOM = ("notebook/", "portal/demo/")
OF_THE_ROOM = ("notebook.", "notebook_", "augenhoehe.notebook", "notebook/")
MODELS_BY_NAME = {"get_model", "get_app_config"}
NAMES_THE_FIELDS = "portal/declared.py"  # the page "Who sees what": their names, and no row


def words_of(code: str) -> Iterator[str]:
    """Every name and every text in it; docstrings are no code."""
    tree = ast.parse(code)
    described = ast.Module | ast.ClassDef | ast.FunctionDef
    told = {id(one.body[0].value) for one in ast.walk(tree) if isinstance(one, described) and ast.get_docstring(one)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name
            case ast.ImportFrom(module=str(name)):
                yield name
            case ast.Constant(value=str(text)) if id(node) not in told:
                yield text


def breaches(place: str, code: str) -> list[str]:
    """What this module names that it must not."""
    found = []
    for word in words_of(code):
        if word in OPENERS and not place.startswith(MAY_OPEN):
            found.append(f"{place}: {word}")
        if word.startswith(OF_THE_ROOM) and not place.startswith(KNOW_THE_ROOM):
            found.append(f"{place}: {word}")
        if word in MODELS_BY_NAME and place != NAMES_THE_FIELDS:
            found.append(f"{place}: {word}")
    return found


def test_nobody_else_names_what_opens_or_where_it_lies() -> None:
    package = Path("augenhoehe")
    files = (path.relative_to(package) for path in package.rglob("*.py") if "migrations" not in path.parts)
    modules = {path.as_posix(): (package / path).read_text() for path in files}
    assert [line for place, code in modules.items() for line in breaches(place, code)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "from augenhoehe.undertakings.selectors.space import open_reflection",
        "import augenhoehe.common.resealing as r\nr.unseal(b'', bound_to='')",
        "getattr(module, 'texts_of')(row, reader=person)",
        "apps.get_model('notebook', 'Message')",
        "apps.get_model('notebook.Message').objects.count()",
        "cursor.execute('SELECT 1'), 'notebook_message'",
        "import_module('augenhoehe.notebook.selectors')",
    ],
)
def test_each_other_way_would_be_noticed(planted: str) -> None:
    assert breaches("tandems/selectors/office.py", planted)


def test_no_reverse_relation_leads_to_what_is_sealed() -> None:
    """`tandem.messages` would let any page count them, and `prefetch_related` fetch them."""
    of_two = [model for model in tables() if model._meta.app_label != "calendars"]
    of_two.append(apps.get_model("notebook.Confidence"))
    shown = {
        f"{model._meta.label}.{field.name}"
        for model in of_two
        for field in model._meta.fields
        if field.remote_field and not field.remote_field.hidden
        if field.related_model._meta.app_label != model._meta.app_label
    }
    assert shown == set()
