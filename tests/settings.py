"""The product's settings with what tests need: plain static files, a database file that threads can share."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    DEMO="",
    DEBUG="",
    SECRET_KEY="for-the-tests-only-" + "0123456789" * 5,
    NOTEBOOK_KEY="5ea1" * 16,
    DATA_DIR=tempfile.mkdtemp(prefix="augenhoehe-tests-"),
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    BASE_URL="http://testserver",
    HTTPS="",
    EMAIL_DOMAINS="stadt.example",
    ORGANISATION_NAME="Stadt Beispiel",
    MAIL_FROM="Augenhöhe <augenhoehe@stadt.example>",
    DEFAULT_LANGUAGE="en",
    PUBLIC_PAGE_SECONDS="0",
)

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["DATA_DIR"]) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
else:
    DATABASES["default"]["OPTIONS"] = {}
# The tables as the models say. That the migrations make the same ones is a test of its own: tests/cli/test_worker.py.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 3600  # as in production, a browser fetches styles and scripts once
SIGN_IN_SECONDS = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
