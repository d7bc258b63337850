"""A worker that is killed at a chosen step: python -m tests.messaging.sending_process DATABASE PORT STEP."""

import os
import signal
import sys
from typing import Any

import django


def die(*_args: Any, **_kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    database, port, step = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.mail import EmailMultiAlternatives
    from django.db import connections

    from augenhoehe.messaging.services import delivery

    from .post import PostOffice

    connections.databases["default"]["NAME"] = database
    if step == "leased":
        delivery.compose = die  # type: ignore[assignment]
    elif step == "accepted":
        send = EmailMultiAlternatives.send

        def send_and_die(self: Any, fail_silently: bool = False) -> int:
            send(self, fail_silently)
            die()
            return 1

        EmailMultiAlternatives.send = send_and_die  # type: ignore[method-assign,assignment]
    delivery.deliver_due(connection=PostOffice(int(port)).connection())


if __name__ == "__main__":
    main()
