import os
import subprocess
import sys

import pytest

from augenhoehe.common.gender import with_form


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("colon", "Mentor:in und Mentor:innen"),
        ("star", "Mentor*in und Mentor*innen"),
        ("underscore", "Mentor_in und Mentor_innen"),
        ("slash", "Mentor/-in und Mentor/-innen"),
    ],
)
def test_forms(form: str, text: str) -> None:
    assert with_form("Mentor:in und Mentor:innen", form) == text


@pytest.mark.parametrize("text", ["Beginn: in Raum 4", "10:30", "Ort:innerhalb", "mailto:info@stadt.example"])
def test_other_colons_stay(text: str) -> None:
    assert with_form(text, "star") == text


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(KeyError):
        with_form("Mentor:in", "dot")


def test_the_installation_chooses() -> None:
    """The whole German catalogue is rewritten at the start, in a process of its own."""
    code = (
        "import django; django.setup()\n"
        "from django.utils.translation.trans_real import translation\n"
        "texts = [t for c in translation('de')._catalog._catalogs for t in c.values() if isinstance(t, str)]\n"
        "print(sum('Mentor:in' in t for t in texts), sum('Mentor/-in' in t for t in texts) > 0)"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "GENDER_FORM": "slash"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True"]
