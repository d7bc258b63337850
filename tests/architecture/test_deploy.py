"""What an operator copies names settings, commands and files that exist, and is safe as it stands."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from augenhoehe.cli import COMMANDS
from config.settings.environment import env

from .test_settings import read_by_another_process

DEPLOY = Path("deploy")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
EXAMPLE = dict(one.split("=", 1) for one in shlex.split((DEPLOY / "environment.example").read_text(), comments=True))


def settings_in(name: str) -> set[str]:
    """Names of ours that this file sets, without `_FILE`."""
    text = (DEPLOY / name).read_text()
    found = re.findall(r"^\s*(?:Environment=|ENV )?([A-Z][A-Z_]+)[=:]", text, re.MULTILINE)
    return {one.removesuffix("_FILE") for one in found if not one.startswith(("POSTGRES", "PATH", "PYTHON", "ARG"))}


@pytest.mark.parametrize("name", ["environment.example", "compose.yaml", "augenhoehe.service", "Containerfile"])
def test_settings_exist(name: str) -> None:
    assert settings_in(name) - set(env.scheme) == set()


def test_the_service_and_the_containers_have_the_same_secrets() -> None:
    secrets = {"SECRET_KEY", "NOTEBOOK_KEY", "DATABASE_URL", "EMAIL_URL"}
    assert secrets <= settings_in("augenhoehe.service")
    assert secrets <= settings_in("compose.yaml")
    assert not secrets & set(EXAMPLE), "secrets are files of their own"


def test_commands_exist() -> None:
    called = re.findall(r"augenhoehe\"?[, ]+\"?([a-z]+)\"?(?:[, ]+\"?--|\"?\])", (DEPLOY / "Containerfile").read_text())
    called += re.findall(
        r"^ExecStart=/opt/augenhoehe/bin/augenhoehe (\w+)", (DEPLOY / "augenhoehe.service").read_text(), re.MULTILINE
    )
    assert set(called) == {"health", "serve"}
    assert set(called) <= set(COMMANDS)


def test_the_example_makes_a_safe_installation() -> None:
    found = read_by_another_process(
        "[s.DEBUG, s.DEMO, s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_PROXY_SSL_HEADER,"
        " s.ALLAUTH_TRUSTED_PROXY_COUNT, s.EMAIL_DOMAINS, s.DEFAULT_FROM_EMAIL]",
        **EXAMPLE,
    )
    assert found == [
        *(False, False, ["augenhoehe.stadt.example"], True, True, ["HTTP_X_FORWARDED_PROTO", "https"], 1),
        *(["stadt.example"], "Augenhöhe <augenhoehe@stadt.example>"),
    ]


def test_nothing_but_the_proxy_reaches_the_port() -> None:
    services = COMPOSE["services"]
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []
    assert (services["augenhoehe"]["read_only"], services["augenhoehe"]["cap_drop"]) == (True, ["ALL"])
    assert "USER augenhoehe" in (DEPLOY / "Containerfile").read_text()


def test_secrets_of_the_containers_are_declared_and_used() -> None:
    used = {name for service in COMPOSE["services"].values() for name in service["secrets"]}
    assert used == set(COMPOSE["secrets"])
    read = re.findall(r"/run/secrets/([\w-]+)", (DEPLOY / "compose.yaml").read_text())
    assert set(read) | {"database-password"} == used


def test_the_proxy_sets_what_is_believed() -> None:
    text = (DEPLOY / "nginx.conf").read_text()
    headers = set(re.findall(r"proxy_set_header (X-Forwarded-\w+)", text))
    assert headers == {"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For"}
    most = re.search(r"client_max_body_size (\d+)m", text)
    assert most
    assert int(most[1]) > 25, "tables may have 25 MB"
