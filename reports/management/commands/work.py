"""The worker: ticks, does the background tasks that wait, and begins again."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

logger = logging.getLogger("reports.work")

SIGNALS = (signal.SIGTERM, signal.SIGINT)
PAUSE = 0.1
"""Seconds between looks at whether to stop."""


class Command(BaseCommand):
    help = "Run the background work until told to stop (SIGTERM or SIGINT)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--interval", type=float, default=5, help="seconds between two rounds"
        )
        parser.add_argument(
            "--once", action="store_true", help="one round, then an end"
        )

    def handle(self, *, interval, once, **options):
        self.worker = batch_worker()
        if once:
            self.round()
            return
        with self.obeying_signals():
            while self.worker.running:
                self.round()
                self.rest(interval)

    def round(self) -> None:
        """A tick, then every task that waits; a busy database is tried again later."""
        close_old_connections()
        try:
            call_command("tick", stdout=self.stdout)
            self.worker.run()
        except OperationalError:
            logger.exception("The database did not answer; trying again.")
        finally:
            close_old_connections()

    def rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self.worker.running and time.monotonic() < until:
            time.sleep(PAUSE)

    @contextmanager
    def obeying_signals(self) -> Iterator[None]:
        """The task at hand is finished first; a second signal ends it at once."""
        before = {number: signal.signal(number, self.stop) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self, number, frame) -> None:
        self.worker.running = False
        signal.signal(number, signal.SIG_DFL)


def batch_worker() -> Worker:
    """A worker whose every run ends when no task waits."""
    return Worker(
        queue_names=["default"],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
