"""What the engine offers, on purpose, and what it costs to load it."""

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


def test_its_types_reach_those_who_install_it() -> None:
    """The classifier says "Typed"; without the marker type checkers take every name for Any (PEP 561)."""
    assert Path(engine.__file__).parents[1].joinpath("py.typed").is_file()
