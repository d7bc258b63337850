import os

import django


def setup() -> None:
    """Load Django for a command that needs the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
