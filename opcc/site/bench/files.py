"""The same pages from one SQLite file, and then from another."""

from __future__ import annotations

from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.test import Client


def fetch(client: Client, path: str) -> None:
    """Raises RuntimeError for anything but a page."""
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}.")


def open_file(file: Path) -> None:
    close_file()
    connection.settings_dict["NAME"] = str(file)


def close_file() -> None:
    """Nothing of one file is left in memory, or beside it, when the other is opened."""
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
