"""The web server and one background worker together."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

GRACE_SECONDS = 10
"""How long the two may take to stop before they are killed."""


class Command(BaseCommand):
    help = "Serve on loopback, with one worker. Ctrl-C stops both."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--bind", default="127.0.0.1")

    def handle(self, *, port, bind, **options):
        signal.signal(signal.SIGTERM, _interrupt)
        children = [subprocess.Popen(command) for command in commands(bind, port)]  # noqa: S603
        self.stdout.write(f"Serving on http://{bind}:{port} (Ctrl-C stops)")
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.2)
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
        finally:
            _stop(children)


def commands(bind: str, port: int) -> list[list[str]]:
    """The web server's command line and the worker's."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    web = [sys.executable, "-m", "gunicorn", "opcc.wsgi", "--bind", f"{bind}:{port}"]
    return [[*web, "--workers", "2", "--threads", "4"], [*manage, "work"]]


def _interrupt(signum, frame):
    raise KeyboardInterrupt


def _stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
