"""The story's texts and numbers, as the files in ``data`` hold them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


@cache
def told(name: str) -> dict[str, Any]:
    """One of the files: people, plan, measures or commentary."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
