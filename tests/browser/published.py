"""Real figures: what Cleveland Police recorded, as the Home Office published it."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("OPCC_TEST_DATA", ROOT.parent / "shared" / "data"))
FILE = FOLDER / "prc_quarterly_four_forces.csv"
LAST = "2023-04-01"
"""The first day of the last quarter in the file, April to June 2023."""


@dataclass(frozen=True)
class Published:
    """The last quarter's figure of each measure, and the rows of those before it."""

    last: dict[str, int]
    columns: list[str]
    before: list[dict[str, str]]

    def only(self, *names):
        return Published(
            {name: self.last[name] for name in names},
            self.columns,
            [row for row in self.before if row["measure"] in names],
        )

    def write_before(self, path):
        with path.open("w", newline="") as out:
            writer = csv.DictWriter(out, self.columns)
            writer.writeheader()
            writer.writerows(self.before)
        return path


def cleveland():
    """Skips where the file is not at hand."""
    if not FILE.exists():
        pytest.skip(f"{FILE.name} is not in the folder of OPCC_TEST_DATA.")
    with FILE.open(newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["force"] == "Cleveland"]
    return Published(
        {row["measure"]: int(row["value"]) for row in rows if _is_last(row)},
        list(rows[0]),
        [row for row in rows if not _is_last(row)],
    )


def _is_last(row):
    return row["period_start"] == LAST
