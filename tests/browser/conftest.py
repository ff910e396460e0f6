"""A real server and worker on a database of their own, and Chromium to use them.

Everything here skips, and says so, where Chromium cannot be had.
"""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import ready
from tests.ready import PASSWORD

playwright_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60


def pytest_collection_modifyitems(items):
    """They are marked, so that a run may leave them out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed."))


@dataclass
class Served:
    """A web server and a worker; commands run against the same database."""

    folder: Path
    port: int
    environment: dict
    processes: dict = field(default_factory=dict)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self):
        return self.folder / "served.sqlite3"

    def manage(self, *command, stdin=None):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, sql, *facts):
        """Rows of the served database, read without starting Django."""
        address = f"file:{self.database}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return database.execute(sql, facts).fetchall()

    def start_web(self):
        command = [sys.executable, "-m", "gunicorn", "opcc.wsgi", "--threads", "4"]
        self._start("web", [*command, "--bind", f"127.0.0.1:{self.port}"])
        self._wait_for_the_port(is_open=True)

    def start_worker(self):
        self._start("worker", [sys.executable, "manage.py", "work", "--interval", "1"])

    def kill(self, name):
        """SIGKILL: no chance to tidy up."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if name == "web":  # its children may outlive it by a moment
            self._wait_for_the_port(is_open=False)

    def stop(self):
        for name in list(self.processes):
            self.kill(name)

    def _wait_for_the_port(self, *, is_open):
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with socket.socket() as knock:
                if (knock.connect_ex(("127.0.0.1", self.port)) == 0) is is_open:
                    return
            time.sleep(0.1)
        raise RuntimeError("The server did not start or did not stop.")

    def _start(self, name, command):
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="package")
def served(tmp_path_factory):
    """The service as it is run: manifest of static files, CSP, worker and all."""
    folder = tmp_path_factory.mktemp("served")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "opcc.settings",
        "DATABASE_URL": f"sqlite:///{folder}/served.sqlite3",
        "OPCC_STATIC_ROOT": str(folder / "static"),
        "OPCC_SECRET_KEY": "only-for-tests",
        "OPCC_HTTPS": "false",
        "OPCC_FREEZE_LEASE_SECONDS": "5",
        "OPCC_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPCC_EMAIL_FILE_PATH": str(folder / "mail"),
    }
    service = Served(folder, free_port(), environment)
    if not ready.copied_to_file("empty.sqlite3", service.database):
        service.manage("migrate", "--verbosity", "0")
    service.manage("collectstatic", "--noinput", "--verbosity", "0")
    service.start_web()
    service.start_worker()
    yield service
    service.stop()


@pytest.fixture(scope="package")
def westmarch(served):
    """The demonstration office, told once: an email address for each role."""
    served.kill("web")
    served.kill("worker")  # It would take up the story's freezes: their leases ended.
    said = _told(served)
    served.start_web()
    served.start_worker()
    listed = re.findall(r"^(\S.*?)  .*?(\S+@\S+)$", said, flags=re.MULTILINE)
    return dict(reversed(listed))


def _told(served):
    """What the command said; a story told before stands in place of an empty one."""
    is_empty = served.ask("SELECT count(*) FROM core_office") == [(0,)]
    if is_empty and ready.copied_to_file("told.sqlite3", served.database):
        return ready.said()
    return served.manage("demo", "--password", PASSWORD)


@pytest.fixture(scope="package")
def chromium():
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitors:
    """Who comes to the served office with a browser of their own."""

    chromium: object
    served: Served
    contexts: list = field(default_factory=list)

    def __call__(self, email=None, *, javascript=True, width=1280, height=900, **more):
        """A page of a person who has signed in, or of a stranger."""
        context = self.chromium.new_context(
            base_url=self.served.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale="en-GB",
            **more,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if email is not None:
            sign_in(page, email)
        return page

    def leave(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(chromium, served):
    """``visit(email=None, **options)`` gives a page of a person, or of a stranger."""
    visitors = Visitors(chromium, served)
    yield visitors
    visitors.leave()


@pytest.fixture(scope="module")
def visit_all_along(chromium, served):
    """As ``visit``, for people who stay through all the tests of a module."""
    visitors = Visitors(chromium, served)
    yield visitors
    visitors.leave()


def sign_in(page, email):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
    assert "/accounts/login" not in page.url, page.inner_text("body")
