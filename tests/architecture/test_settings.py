import re
from pathlib import Path

from config.settings.environment import env

DOCUMENT = Path("docs/operations/settings.md")


def documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", DOCUMENT.read_text(), re.MULTILINE))


def read_in_code() -> set[str]:
    text = "".join(path.read_text() for path in Path("config").rglob("*.py"))
    return set(re.findall(r"""env(?:\.\w+)?\("([A-Z_]+)"\)""", text))


def test_every_setting_is_documented_and_no_other() -> None:
    assert documented() == set(env.scheme)


def test_every_setting_is_used_and_declared() -> None:
    assert read_in_code() == set(env.scheme)
