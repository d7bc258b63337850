import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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


def read_by_another_process(expression: str, **environment: str) -> Any:
    """Settings are made from the environment when they are loaded, so a new process reads them."""
    code = f"import json; from config import settings as s; print(json.dumps({expression}))"
    known = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60, "NOTEBOOK_KEY": "ab" * 32}
    run = subprocess.run(
        [sys.executable, "-c", code], env=known | environment, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_a_value_from_a_file_has_no_line_end(tmp_path: Path) -> None:
    files = {
        "SECRET_KEY": f"{'k' * 60}\n",
        "DATABASE_URL": "\n",
        "EMAIL_DOMAINS": "stadt.example,amt.example\n",
        "OIDC_ISSUER": "https://sso.stadt.example\n",
        "OIDC_CLIENT_SECRET": "geheim\r\n",
        "HTTPS": "True\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = read_by_another_process(
        "[s.SECRET_KEY, s.DATABASES['default']['ENGINE'], s.EMAIL_DOMAINS, s.HTTPS,"
        " s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]['secret']]",
        **{f"{name}_FILE": str(tmp_path / name) for name in files},
    )
    assert found == ["k" * 60, "django.db.backends.sqlite3", ["stadt.example", "amt.example"], True, "geheim"]


@pytest.mark.parametrize(
    ("environment", "proxies"),
    [({}, 0), ({"PROXIES": "2"}, 0), ({"BEHIND_PROXY": "1"}, 1), ({"BEHIND_PROXY": "1", "PROXIES": "2"}, 2)],
)
def test_forwarded_addresses_are_believed_of_proxies_only(environment: dict[str, str], proxies: int) -> None:
    assert read_by_another_process("s.ALLAUTH_TRUSTED_PROXY_COUNT", **environment) == proxies


def test_what_an_earlier_key_signed_stays_good() -> None:
    found = read_by_another_process("[s.SECRET_KEY, s.SECRET_KEY_FALLBACKS]", SECRET_KEY_FALLBACKS="old,older")
    assert found == ["x" * 60, ["old", "older"]]


def test_what_an_earlier_key_sealed_can_still_be_opened() -> None:
    assert read_by_another_process("s.NOTEBOOK_KEYS", NOTEBOOK_KEY_FALLBACKS="cd" * 32) == ["ab" * 32, "cd" * 32]


def test_codes_a_minute_are_the_operators_to_set() -> None:
    found = read_by_another_process("s.ACCOUNT_RATE_LIMITS", CODES_PER_MINUTE="300")
    assert found == {"request_login_code": "300/m/ip,3/m/key,15/h/key"}
