"""The web server and its processes; `augenhoehe serve` starts it: python -m augenhoehe.cli.web HOST PORT N."""

import os
import signal
import sys
from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn.app.base import BaseApplication

from augenhoehe.common import lifeline
from augenhoehe.common.supervisor import HOPELESS

THREADS = 4


def _tie_to_server(server: Any, worker: Any) -> None:
    lifeline.hold(worker.ppid, signal.SIGKILL)


class Server(BaseApplication):
    def __init__(self, host: str, port: int, workers: int) -> None:
        self.options = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            # Loaded once and shared: the second worker costs no time and little memory.
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 8,
            "keepalive": 5,
            "loglevel": "warning",
            "proc_name": "augenhoehe",
            "post_fork": _tie_to_server,
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            # Older versions have no control socket, nor a way to switch it off.
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application with all its pages, loaded once, before the processes part."""
        from .django_setup import setup
        from .prepare import make_ready

        setup()
        import_module("config.urls")
        make_ready()
        # Only now: it looks once at the static files that are there.
        from config.wsgi import application

        return application


def main() -> None:
    lifeline.hold_if_supervised()
    host, port, workers = sys.argv[1:4]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        Server(host, int(port), int(workers)).run()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(HOPELESS)


if __name__ == "__main__":
    main()
