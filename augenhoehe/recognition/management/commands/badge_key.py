import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from augenhoehe.recognition.badges.keys import configured_key, new_key
from augenhoehe.recognition.errors import RecognitionError
from augenhoehe.recognition.models import BadgeKey
from augenhoehe.recognition.services.keys import remember_key, withdraw_key


class Command(BaseCommand):
    """What an operator does to begin with badges, to change their key, and when a key was seen by others."""

    help = "The key that signs badges: new FILE writes one, list shows those that are known, withdraw NAME ends one."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("new", help="write a fresh private key").add_argument("file", type=Path)
        acts.add_parser("list", help="the known keys")
        acts.add_parser("withdraw", help="badges of this key no longer count").add_argument("name")

    def handle(self, *_args: Any, **options: Any) -> None:
        {"new": self._new, "list": self._list, "withdraw": self._withdraw}[options["act"]](options)

    def _new(self, options: dict[str, Any]) -> None:
        """The present key's public half is kept first: from now on it may be replaced."""
        remember_key(now=timezone.now())
        try:
            # Never over a key that is there, and from the first byte on for nobody else to read.
            file = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}. No key was written.") from error
        with os.fdopen(file, "w") as out:
            out.write(new_key())
        self.stdout.write(f"Written. Set BADGE_KEY_FILE={options['file']} and restart; earlier badges stay good.")

    def _list(self, _options: dict[str, Any]) -> None:
        present = configured_key()
        remember_key(now=timezone.now())
        for row in BadgeKey.objects.all():
            state = "withdrawn" if row.withdrawn_at else "signs" if present and row.name == present.name else "checks"
            self.stdout.write(f"{row.name}  since {row.first_seen_at:%Y-%m-%d}  {state}")

    def _withdraw(self, options: dict[str, Any]) -> None:
        try:
            withdraw_key(name=options["name"], now=timezone.now())
        except RecognitionError as error:
            raise CommandError("No key has this name; `badge_key list` shows them.") from error
        self.stdout.write("Withdrawn. Holders can download their badges anew as soon as another key signs.")
