"""A server killed in the middle of an import: nothing is half done."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import ready

ROOT = Path(__file__).resolve().parents[2]
MEASURES, YEARS = 60, range(1995, 2025)
ROWS = MEASURES * len(YEARS) * 12
"""21,600: it takes some seconds, and a kill hits the middle."""

MOST_SECONDS = 120

SCENE = """
from tests.factories import OfficeFactory, UserFactory
OfficeFactory(slug="cut-short", name="Westmarch PCC", short_name="Westmarch PCC")
UserFactory(email="sam.whitlock@westmarch.example")
"""

STORED = """
SELECT (SELECT count(*) FROM measures_observation),
       (SELECT count(*) FROM measures_measure),
       (SELECT count(*) FROM measures_import),
       (SELECT count(*) FROM core_auditline WHERE verb = 'import')
"""


class Office:
    """An office on a database file of its own, with a file to import."""

    def __init__(self, folder):
        self.database, self.file = folder / "office.sqlite3", folder / "values.csv"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "opcc.settings",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "OPCC_SECRET_KEY": "only-for-tests",
            "OPCC_HTTPS": "false",
        }
        self.file.write_text("\n".join(["measure,period,value", *lines()]))

    def manage(self, *command):
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def managed(self, *command):
        done = self.manage(*command, "--verbosity", "0")
        assert done.returncode == 0, done.stderr

    def importing(self):
        """The import, started and left to run."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *self.command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def command(self):
        return [
            *("import_values", str(self.file), "--office", "cut-short", "--json"),
            *("--by", "sam.whitlock@westmarch.example", "--create-measures"),
        ]

    def is_written_to(self):
        """Whether somebody is in the middle of writing."""
        with closing(sqlite3.connect(self.database, timeout=0)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
        return False

    def stored(self):
        """How many values, measures, imports and lines of the audit there are."""
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute(STORED).fetchone()


def lines():
    return (
        f"Offence {number},{year}-{month:02},{number + month}"
        for number in range(MEASURES)
        for year in YEARS
        for month in range(1, 13)
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("killed"))
    if not ready.copied_to_file("empty.sqlite3", made.database):
        made.managed("migrate")
    made.managed("shell", "-c", SCENE)
    return made


def wait_until(is_so, process):
    until = time.monotonic() + MOST_SECONDS
    while not is_so():
        assert process.poll() is None, "The import was over before it was killed."
        assert time.monotonic() < until, "It took too long."
        time.sleep(0.002)


@pytest.mark.parametrize("after", [0, 0.1, 0.4])
def test_an_import_that_is_killed_leaves_nothing_half_done(office, after):
    """``after`` is how many seconds after it began to write."""
    process = office.importing()
    wait_until(office.is_written_to, process)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)

    assert process.wait() == -signal.SIGKILL
    assert office.stored() == (0, 0, 0, 0)


def test_run_again_it_completes(office):
    done = office.manage(*office.command)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accepted"] == ROWS
    assert office.stored() == (ROWS, MEASURES, 1, 1)
    assert office.manage("verify_audit").returncode == 0
