"""Measure something against its floor, on a database made for it and thrown away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from django.conf import settings
from django.core.management.base import BaseCommand

from opcc.site.bench import board, charts, imports, page, public, publish, register, spc

BENCHES = {
    "board": board,
    "charts": charts,
    "import": imports,
    "page": page,
    "public": public,
    "publish": publish,
    "register": register,
    "spc": spc,
}
NEEDS_WESTMARCH = {"publish", "page", "public"}
NEEDS_A_DATABASE = {*NEEDS_WESTMARCH, "board", "import", "register"}


class Command(BaseCommand):
    help = "Print medians of interleaved runs: ours, the floor, and their ratio."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=sorted(BENCHES))
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--runs", type=int, default=5)
        parser.add_argument("--rows", type=int, help="of the file, for bench import")
        parser.add_argument(
            "--here", action="store_true", help="on the database that is configured"
        )

    def handle(self, *, name, runs, rows, here, **options):
        if name in NEEDS_A_DATABASE and not here:
            wanted = ["--runs", str(runs), *(["--rows", str(rows)] if rows else [])]
            wanted += ["--json"] if options["json"] else []
            self._on_a_database_of_its_own(name, wanted)
            return
        more = {"rows": rows} if rows else {}
        found = BENCHES[name].bench(runs=max(runs, 5), **more)
        for result in found if isinstance(found, list) else [found]:
            told = json.dumps(result.as_dict()) if options["json"] else result.words
            self.stdout.write(told)

    def _on_a_database_of_its_own(self, name: str, wanted: list[str]) -> None:
        """Make a database, with Westmarch if it is needed, and measure there."""
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                **os.environ,
                "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                "OPCC_STATIC_ROOT": f"{folder}/static",
                "OPCC_HTTPS": "false",
                "DJANGO_SETTINGS_MODULE": "opcc.settings",
            }
            for command in (
                ["migrate", "--verbosity", "0"],
                ["collectstatic", "--noinput", "--verbosity", "0"],
                *([["demo"]] if name in NEEDS_WESTMARCH else []),
            ):
                _manage(command, environment, quietly=True)
            _manage(["bench", name, "--here", *wanted], environment)


def _manage(
    command: list[str], environment: dict[str, str], *, quietly: bool = False
) -> None:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    subprocess.run(  # noqa: S603
        [*manage, *command],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL if quietly else None,
    )
