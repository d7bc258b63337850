"""In the demo nothing leaves the house, unless a mail server is named on purpose."""

import os
import subprocess
import sys

import pytest

HERE = "augenhoehe.messaging.mailbox.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        ({"DEMO": "1"}, HERE),
        ({"DEMO": "1", "EMAIL_URL": "smtp://mail.example:25"}, SMTP),
        ({"DEMO": ""}, SMTP),
        ({"DEMO": "", "EMAIL_URL": "smtp://mail.example:25"}, SMTP),
    ],
)
def test_where_mails_go(environment: dict[str, str], backend: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if name not in ("EMAIL_URL", "DEMO")}
    printed = subprocess.run(
        [sys.executable, "-c", "from config.settings import EMAIL_BACKEND; print(EMAIL_BACKEND, end='')"],
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout == backend
